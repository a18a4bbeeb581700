"""The library and the commands read an input alike, whatever it is written in."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import trialx
from tests.batch.pages import page
from trialx.batch.failure import Failure

REGISTRIES = Path(__file__).parents[2] / "samples" / "registries"
XML, JSON = REGISTRIES / "warm_socks.ctgov-xml.xml", REGISTRIES / "warm_socks.ctgov-v2.json"
SEVERAL = [
    REGISTRIES / f"{name}"
    for name in ("three_trials.ictrp-csv.csv", "two_trials.ictrp-xml.xml", "two_trials.who-xml.xml")
]
HTML = (
    "<html><body><dl><dt>NCT ID<dd>NCT99000001<dt>Brief Title<dd>Warm Socks<dt>Status<dd>COMPLETED</dl></body></html>"
)


def given(path: Path) -> list[str | bytes]:
    return [path.read_text("utf-8"), path.read_bytes()]


@pytest.mark.parametrize("path", [XML, JSON], ids=lambda path: path.name)
def test_a_registers_data_is_read_as_itself(path: Path) -> None:
    from_file: Any = trialx.extract_file(path).to_dict()
    assert from_file["source"].pop("file") == str(path)
    for text in given(path):
        assert trialx.extract(text).to_dict() == from_file
    assert from_file["source"]["layout"].startswith("ctgov-")


def test_html_is_read_as_html() -> None:
    assert trialx.extract(HTML).data["brief_title"] == "Warm Socks"
    assert trialx.extract(HTML.encode("utf-16")).data["nct_id"] == "NCT99000001"


@pytest.mark.parametrize("path", SEVERAL, ids=lambda path: path.name)
def test_several_trials_are_no_single_record(path: Path) -> None:
    one: list[Callable[[], object]] = [lambda: trialx.extract_file(path)]
    one += [lambda text=text: trialx.extract(text) for text in given(path)]  # type: ignore[misc]  # mypy sees no default
    for read in one:
        with pytest.raises(trialx.Unreadable, match="records"):
            read()
    found = list(trialx.records([path]))
    assert len(found) > 1
    assert len({record.data["registry_ids"][0]["id"] for record in found}) == len(found)


def test_many_inputs_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(page(1))
    (tmp_path / "b.html").write_text(HTML)
    (tmp_path / "c.txt").write_text("Opening hours")
    failures: dict[str, Failure] = {}
    found = list(trialx.records([tmp_path, "no/such.txt"], failed=failures.__setitem__))
    assert [record.data["source"]["file"] for record in found] == [str(tmp_path / "a.txt"), str(tmp_path / "b.html")]
    assert {Path(name).name: failure.code for name, failure in failures.items()} == {
        "c.txt": "not-a-trial",
        "such.txt": "missing-file",
    }


def test_what_fails_is_logged_where_nobody_asks(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "c.txt").write_text("Opening hours")
    assert list(trialx.records([tmp_path])) == []
    assert "c.txt: no layout knows this page" in caplog.text


@pytest.mark.parametrize("path", [XML, JSON, *SEVERAL], ids=lambda path: path.name)
def test_the_criteria_of_a_registers_data(path: Path) -> None:
    plain, deep = (list(trialx.records([path], criteria=criteria)) for criteria in (False, True))
    trees = 0
    for without, with_ in zip(plain, deep, strict=True):
        tree = with_.data.get("eligibility", {}).pop("criteria", [])
        assert bool(tree) == bool(
            {"inclusion", "exclusion", "criteria_text"} & without.data.get("eligibility", {}).keys()
        )
        trees += bool(tree)
        warnings = ("warnings",)
        assert {key: value for key, value in with_.data.items() if key not in warnings} == {
            key: value for key, value in without.data.items() if key not in warnings
        }
    assert trees


@pytest.mark.parametrize("data", [b"[]", b'{"studies": []}', b"<trials></trials>", b"<Trials_downloaded_from_ICTRP/>"])
def test_an_empty_list_says_so(data: bytes) -> None:
    with pytest.raises(trialx.Unreadable, match=r"no trial|is empty"):
        trialx.extract(data)


TABLE = "{0}NCT Number{1}Yarn{1}Needles{1}Rows\nNCT99000001{1}wool{1}4 mm{1}120\n"
KNOWN = "NCT Number,Study Title,Study Status,Phases\nNCT99000001,Socks,COMPLETED,PHASE2\n"


@pytest.mark.parametrize("delimiter", [",", "\t", "|", ";"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_of_trials_whose_columns_nobody_knows_is_no_page(delimiter: str, mark: str) -> None:
    with pytest.raises(trialx.Unreadable, match="table of trials"):
        trialx.extract(TABLE.format(mark, delimiter))


def test_a_table_of_one_trial_is_read_as_its_row() -> None:
    data: Any = trialx.extract(KNOWN).data
    assert (data["brief_title"], data["phases"], data["source"].get("file")) == ("Socks", ["PHASE2"], None)


EU = """Summary
EudraCT Number: 2099-00000{0}-11
Trial Status: {1}

A. Protocol Information
A.3 Full title of the trial: A study of socks, part {0}
E.8.1.1 Randomised: {2}
"""


def test_a_download_of_several_trials_is_cut_into_them(tmp_path: Path) -> None:
    (tmp_path / "full.txt").write_text(
        "About.\n\n" + EU.format(1, "Ongoing", "No") + "\n" + EU.format(2, "Completed", "Yes")
    )
    first, second = (record.data for record in trialx.records([tmp_path / "full.txt"]))
    assert [number["id"] for record in (first, second) for number in record["registry_ids"]] == [
        "2099-000001-11",
        "2099-000002-11",
    ]
    assert "allocation" not in first.get("design", {})
    assert second["design"]["allocation"] == "RANDOMIZED"


MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://socks.example/1\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="=_b"\r\n\r\n--=_b\r\n'
    "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://socks.example/1\r\n\r\n{}\r\n--=_b\r\nContent-Type: image/png\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--=_b--\r\n"
)


def test_a_page_saved_as_one_message() -> None:
    data: Any = trialx.extract(MHTML.format(HTML.replace("=", "=3D")).encode()).data
    assert (data["brief_title"], data["page"]["url"]) == ("Warm Socks", "https://socks.example/1")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml word/document.xml", "Word document"),
        (b"PK\x03\x04\x14\0\0\0", "unpack"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b"{\\rtf1\\ansi Phase 2}", "RTF"),
        (b"SQLite format 3\x00", "database"),
        (MHTML.format("").replace("text/html", "text/css").encode(), "MHTML"),
    ],
)
def test_a_file_of_another_program_says_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises((trialx.NotText, trialx.Unreadable), match=says):
        trialx.extract(data)


def test_a_guessed_encoding_makes_letters_doubtful() -> None:
    text = "NCT ID: NCT99000001\nBrief Title: Leczenie bólu głowy herbatą\nStatus: COMPLETED\nCondition: Ból głowy\n"
    data: Any = trialx.extract(text.encode("cp1250"), evidence=True).to_dict()
    assert data["brief_title"] == "Leczenie bólu głowy herbatą"
    assert data["warnings"][0]["code"] == "guessed-encoding"
    sure = {pointer: place["sure"] for pointer, place in data["evidence"].items()}
    assert (sure["/brief_title"], sure["/nct_id"]) == (False, True)
    told: Any = trialx.extract(("<meta charset=windows-1250><p>" + text.replace("\n", "<p>")).encode("cp1250")).data
    assert "guessed-encoding" not in [warning["code"] for warning in told.get("warnings", ())]


def test_dashes_that_every_encoding_has_alike_are_no_guess() -> None:
    text = "NCT ID: NCT99000001\nBrief Title: Socks – warm ones\nStatus: COMPLETED\n"
    data: Any = trialx.extract(text.encode("cp1252")).data
    assert data["brief_title"] == "Socks – warm ones"
    assert "guessed-encoding" not in [warning["code"] for warning in data.get("warnings", ())]


def test_a_line_of_a_crawl_is_a_page_in_the_library_too() -> None:
    assert trialx.extract(json.dumps({"text": page(7), "url": "https://socks.example"})).data["page"]["url"]
