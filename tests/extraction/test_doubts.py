"""Whatever is doubtful says why, and everything that counts doubts counts the same."""

import io
from pathlib import Path

import pytest
from rich.console import Console

import trialx
from tests.golden import pages
from trialx.extraction.doubts import CUT_OFF
from trialx.extraction.strict import reasons
from trialx.page.decode import decode
from trialx.record.doubtful import doubtful_values
from trialx.record.span import pointer
from trialx.write.summary import show

PAGES = pages()
SHORT = (
    "NCT Number: NCT99000001\nBrief Title: Warm Socks\nOverall Status: Recruiting\nPhase: Phase 2\nCondition: Cold Feet"
)


@pytest.mark.parametrize("page", PAGES, ids=[f"{page.parent.name}/{page.stem}" for page in PAGES])
def test_every_doubtful_value_has_its_reason(page: Path) -> None:
    record = trialx.extract(decode(page.read_bytes()))
    said = {warning["pointer"] for warning in record.data.get("warnings", ()) if "pointer" in warning}
    for path, value in record.places.items():
        if not value.sure:
            assert {pointer(path[:size]) for size in range(1, len(path) + 1)} & said, path


def test_the_last_value_of_a_page_may_be_cut_off() -> None:
    warnings = trialx.extract(SHORT).data["warnings"]
    assert [(w["pointer"], CUT_OFF in w["message"]) for w in warnings if w["code"] == "doubtful-value"] == [
        ("/conditions", True)
    ]
    assert "warnings" not in trialx.extract(SHORT + "\nSex: All\n").data


def test_a_list_of_pages_counts_what_strict_counts() -> None:
    records = [trialx.extract(SHORT), trialx.extract(SHORT + "\nSex: All\n")]
    counts = [len(doubtful_values(record.data, record.places)) for record in records]
    assert counts == [1, 0]
    assert any("1 value is doubtful" in reason for reason in reasons(records[0]))
    out = io.StringIO()
    show(records, console=Console(file=out, width=120))
    rows = [line.split() for line in out.getvalue().splitlines() if "NCT99000001" in line]
    assert [row[-1] for row in rows] == ["1", "0"]


def test_a_warning_at_what_holds_a_value_makes_it_doubtful() -> None:
    record = trialx.extract(SHORT + "\nSex: All\n")
    data = {**record.data, "warnings": [{"code": "x", "message": "x", "pointer": "/conditions"}]}
    assert list(doubtful_values(data, record.places)) == ["/conditions/0"]
    assert doubtful_values({"warnings": [{"code": "x", "message": "x", "pointer": "/phases"}]}, {}) == {"/phases": -1}
