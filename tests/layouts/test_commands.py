"""The commands: lists, a check with faults at their lines, a draft that loads and reads what the page says."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from tests.golden import pages
from tests.layouts.meadow import LAYOUT, PAGE
from trialx import layouts as own_layouts
from trialx.cli import new
from trialx.cli.layouts import command as layouts_command
from trialx.extraction.pipeline import extract
from trialx.extraction.record_of_page import NotATrialPage
from trialx.layouts import catalogue, from_folder, trunk
from trialx.layouts.document import LayoutError, parse
from trialx.layouts.load import build
from trialx.page.decode import decode

OWN = {layout.name for layout in catalogue()}
DRAFTED = [page for page in pages() if page.parent.name not in ("withpower", "withpower_profile", "withpower_2022")]
# A structure printed without anything above it has no label to be recognised by; of events without a head the generic
# reader makes no record that a draft's could be compared with.
UNLABELLED, UNREAD = "dump_headless", "kelp_event_tables"
DRAFTED = [page for page in DRAFTED if page.stem not in (UNLABELLED, UNREAD)]


def run(*words: str) -> Result:
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command("layouts")(layouts_command)
    app.command("new")(new.command)
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the layout of the meadow, a page of it and its golden."""
    (tmp_path / "meadow.yaml").write_text(LAYOUT)
    (tmp_path / "clover.txt").write_text(PAGE)
    golden = tmp_path / "clover.yaml"
    golden.write_text(
        "registry_ids:\n- registry: ISRCTN\n  id: ISRCTN90000401\nbrief_title: Clover Tea for Hay Fever\n"
        "overall_status: RECRUITING\nphases:\n- PHASE2\nenrollment:\n  count: 1240\nstart_date:\n  date: '2023-10-03'\n"
        "study_type: INTERVENTIONAL\nconditions:\n- Hay Fever\n- Red Eyes\nkeywords:\n- clover\n- tea\n"
        "lead_sponsor:\n  name: Clover Foods\n  class: INDUSTRY\n"
        "source:\n  layout: meadow\n  truncated: false\n"
        "coverage:\n  lines: 17\n  claimed: 16\n  unclaimed:\n  - - 1\n    - 1\n"
    )
    return tmp_path


def test_the_list_has_a_line_a_layout_with_its_pages_fields_and_phrases() -> None:
    lines = [line.split("\t") for line in run("layouts").stdout.splitlines()]
    assert {line[0] for line in lines} == OWN
    (own,) = [line for line in lines if line[0] == "meddatax"]
    assert "main page" in own[1]
    assert "overall_status" in own[2].split(",")
    assert "get a concise snapshot" in own[3]


def test_one_layout_is_shown_section_by_section(folder: Path) -> None:
    shown = run("layouts", "meadow", "--layouts", str(folder)).stdout
    assert "recognised by: meadow trials register + trial at a glance" in shown
    assert "overall_status (status): where it stands" in shown


def test_the_trunk_is_shown_with_readers_and_labels() -> None:
    lines = run("layouts", "generic").stdout.splitlines()
    assert any(line.startswith("nct_id\tnct_id\tNCT ID") for line in lines)
    assert len(lines) == len(trunk())


def test_a_name_that_no_layout_has_is_the_callers_fault() -> None:
    result = run("layouts", "meddata")
    assert (result.exit_code, "did you mean meddatax?" in result.stderr) == (2, True)


def test_a_sound_folder_is_all_good(folder: Path) -> None:
    result = run("layouts", "--check", str(folder))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 layout, 1 page: all good" in result.stderr


def test_a_golden_that_the_page_does_not_read_as_is_a_fault_at_its_line(folder: Path) -> None:
    golden = folder / "clover.yaml"
    golden.write_text(
        golden.read_text().replace("Clover Tea for", "Clover Tee for").replace("  count: 1240\n", "  count: 12\n")
    )
    result = run("layouts", "--check", str(folder))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{golden}:4: brief_title: the golden says 'Clover Tee for Hay Fever', "
        "the page reads 'Clover Tea for Hay Fever'",
        f"{golden}:9: enrollment.count: the golden says '12', the page reads '1240'",
    ]


def test_what_the_golden_lacks_and_what_the_page_lacks_are_faults(folder: Path) -> None:
    golden = folder / "clover.yaml"
    golden.write_text(golden.read_text().replace("- tea\n", "- tea\n- honey\n").replace("phases:\n- PHASE2\n", ""))
    lines = [line.split(": ", 1)[1] for line in run("layouts", "--check", str(folder)).stdout.splitlines()]
    assert "keywords.2: the golden says 'honey', the page is not read so far" in lines
    assert "phases: the page reads ['PHASE2'], the golden has nothing" in lines


def test_a_broken_layout_stops_the_check(folder: Path) -> None:
    (folder / "meadow.yaml").write_text(LAYOUT.replace("overall_status", "overall_stats"))
    result = run("layouts", "--check", str(folder))
    assert result.exit_code == 2
    assert (
        result.stderr == f"{folder / 'meadow.yaml'}:16: unknown field 'overall_stats'; did you mean overall_status?\n"
    )


def test_what_no_sample_shows_is_noted(folder: Path) -> None:
    (folder / "meadow.yaml").write_text(LAYOUT + "      - {field: acronym, label: Short}\n")
    result = run("layouts", "--check", str(folder))
    assert result.exit_code == 0
    assert f"note: {folder / 'meadow.yaml'}:24: no sample has acronym in section glance" in result.stderr


def test_a_page_that_no_layout_reads_is_a_fault(folder: Path) -> None:
    (folder / "cow.txt").write_text("A cow.\n")
    (folder / "cow.yaml").write_text("brief_title: A cow\n")
    result = run("layouts", "--check", str(folder))
    assert (result.exit_code, result.stdout.startswith(f"{folder / 'cow.txt'}:1: ")) == (1, True)


def test_the_packages_own_layouts_and_samples_hold() -> None:
    samples = Path(__file__).parent.parent.parent / "samples"
    result = run("layouts", "--check", *own_layouts.__path__, "--samples", str(samples / "euctr"))
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize("page", DRAFTED, ids=[f"{page.parent.name}/{page.stem}" for page in DRAFTED])
def test_a_draft_loads_and_reads_no_less_than_without_it(page: Path) -> None:
    text = decode(page.read_bytes())
    drafted = build(parse(new.drafted("meadow", text), "meadow.yaml"), trunk())
    wanted = {key: value for key, value in extract(text, layout="generic").data.items() if key not in new.NOT_COMPARED}
    record = extract(text, layouts=[drafted], layout="meadow").data
    assert {key: value for key, value in record.items() if key not in new.NOT_COMPARED} == wanted


def test_pages_that_give_no_draft_to_compare_are_refused() -> None:
    texts = {page.stem: decode(page.read_bytes()) for page in pages() if page.stem in (UNLABELLED, UNREAD)}
    with pytest.raises(LayoutError, match="too few labels and headings"):
        new.drafted("meadow", texts[UNLABELLED])
    with pytest.raises(NotATrialPage):
        extract(texts[UNREAD], layout="generic")


def test_a_draft_recognises_its_own_page() -> None:
    drafted = build(parse(new.drafted("meadow", PAGE), "meadow.yaml"), trunk())
    assert extract(PAGE, layouts=[drafted]).data["source"]["layout"] == "meadow"


def test_new_writes_what_check_accepts(tmp_path: Path) -> None:
    sample = tmp_path / "clover.txt"
    sample.write_text(PAGE)
    folder = tmp_path / "layouts"
    assert run("new", "meadow", str(sample), "--to", str(folder)).exit_code == 0
    assert [layout.name for layout in from_folder(folder)] == ["meadow"]
    assert (folder / "samples" / "meadow" / "clover.txt").read_text() == PAGE
    assert run("layouts", "--check", str(folder)).exit_code == 0
    again = run("new", "meadow", str(sample), "--to", str(folder))
    assert (again.exit_code, "is there already; --force replaces it" in again.stderr) == (2, True)
    assert run("new", "meadow", str(sample), "--to", str(folder), "--force").exit_code == 0


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("Meadow", PAGE, "is no name for a layout"),
        ("generic", PAGE, "is no name for a layout"),
        ("meadow", "One line.\n", "too few labels and headings"),
        ("meadow", "", "too few labels and headings"),
    ],
)
def test_what_cannot_be_drafted(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    sample = tmp_path / "page.txt"
    sample.write_text(text)
    result = run("new", name, str(sample))
    assert (result.exit_code, complaint in result.stderr) == (2, True)


def test_a_page_that_is_not_there() -> None:
    result = run("new", "meadow", "nowhere.txt")
    assert (result.exit_code, "nowhere.txt: cannot be read" in result.stderr) == (2, True)
