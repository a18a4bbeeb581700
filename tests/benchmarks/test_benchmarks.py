"""What the benchmarks say besides times is so: the README's table is theirs, and the rivals are judged fairly."""

import re
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import BENCHMARKS
from tests.benchmarks.bench_rivals import HEAD, KINDS, READERS, RIVALS, TIMES, shares, texts
from tests.benchmarks.rivals.fields import FIELDS
from tests.benchmarks.rivals.score import PATHS, Score, meant, score

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
TITLE = ("brief_title", "warm socks")


def table(head: tuple[str, ...]) -> list[list[str]]:
    """Return the cells below a head in the README."""
    _, _, below = README.partition(f"| {' | '.join(head)} |\n")
    _, *rows = below.partition("\n\n")[0].split("\n")
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]


def test_the_readme_shows_what_the_rivals_find() -> None:
    shown = {reader: cells for reader, *cells in table(HEAD)}
    assert list(shown) == list(READERS)
    assert {reader: cells[len(TIMES) :] for reader, cells in shown.items()} == shares()
    for cells in shown.values():
        assert all(re.fullmatch(r"\d+(?:\.\d+)?", cell) for cell in cells[: len(TIMES)])
    assert f"{len(PATHS)} fields" in README


def test_trialx_is_measured_on_all_that_the_goldens_hold() -> None:
    assert set(shares()["trialx"]) == {"100%, 100%", "100%"}


@pytest.mark.parametrize("rival", RIVALS)
def test_a_rival_names_fields_of_the_table(rival: str) -> None:
    for kind in KINDS.values():
        for text in texts(kind):
            claims = RIVALS[rival](kind.template)(text)
            assert claims
            assert {name for name, _ in claims} <= FIELDS.keys()


@pytest.mark.parametrize(
    ("claim", "values"),
    [
        (("brief_title", "Warm  Socks."), {TITLE}),
        (("phases", "Phase 1\nPhase 2"), {("phases", "phase1"), ("phases", "phase2")}),
        (("start_date", "03/10/2019"), {("start_date.date", "2019-10-03")}),
        (("enrollment", "1,204 participants"), {("enrollment.count", "1204")}),
        (("ages", "18 Years and older"), {("eligibility.minimum_age", "18 years")}),
        (
            ("inclusion", "* 1\\. Socks; 2. Shoes"),
            {("eligibility.inclusion", "socks"), ("eligibility.inclusion", "shoes")},
        ),
        (("lead_sponsor", "Sock Makers (Industry)"), {("lead_sponsor.name", "sock makers")}),
        (("masking", "NONE"), {("design.masking", "none")}),
        (("acronym", "None"), set()),
        (("maximum_age", "N/A"), set()),
        (("maximum_age", "Study Design"), {("eligibility.maximum_age", "study design")}),
    ],
)
def test_a_claim_means_values_in_the_form_of_the_record(claim: tuple[str, str], values: set[tuple[str, str]]) -> None:
    assert meant([claim]) == values


def test_what_is_claimed_is_compared_with_what_is_so() -> None:
    golden = {
        "brief_title": "Warm Socks",
        "phases": ["PHASE1", "PHASE2"],
        "org_study_id": "S 1",
        "source": {"layout": "x"},
    }
    claimed = {TITLE, ("phases", "phase1"), ("phases", "phase3"), ("org_study_id", "s 1")}
    assert score(claimed, golden) == Score(claimed=3, right=2, known=3, right_of_all=3, all=4)


def test_all_benchmarks_are_run_but_the_long_one() -> None:
    there = {path.stem for path in Path(__file__).parent.glob("bench*.py")}
    assert there - set(BENCHMARKS) == {"bench_cluster"}
    assert len(BENCHMARKS) == len(there) - 1
