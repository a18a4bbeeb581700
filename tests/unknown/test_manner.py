"""Pages that are written in a manner of their own: a quoted mail, a dump of names and values."""

import pytest

from tests.unknown.page import read

LINES = """\
Title: Cherry Juice for Gout Flares
Status: Recruiting
Sponsor: Example Orchard Foundation
Phase: 2
Start date: 2024-09-01
"""


def trial(text: str) -> dict[str, object]:
    """The record without what tells of the page, its doubts by where they point: the lines of each page are others."""
    record = read(text)
    doubts = {(warning["code"], warning["pointer"]) for warning in record.pop("warnings", ())}
    return {name: record[name] for name in record if name not in ("source", "coverage")} | {"doubts": doubts}


@pytest.mark.parametrize("mark", ["> ", ">", ">> "])
def test_a_quoted_mail_is_read_as_what_it_quotes(mark: str) -> None:
    quoted = "".join(f"{mark}{line}\n" for line in LINES.splitlines())
    assert trial(f"On Monday, Desk <desk@example.org> wrote:\n{quoted}") == trial(LINES)


@pytest.mark.parametrize("sign", ["=", " = "])
def test_names_and_values_with_a_sign_between(sign: str) -> None:
    dump = "".join(line.replace(": ", sign).replace("Start date", "START_DATE") + "\n" for line in LINES.splitlines())
    assert trial(dump) == trial(LINES)


def test_an_infobox() -> None:
    box = "".join(f"| {line.replace(': ', ' = ')}\n" for line in LINES.splitlines())
    assert trial(f"{{{{Infobox\n{box}}}}}\n") == trial(LINES)


def test_a_document_that_counts_its_sections() -> None:
    page = (
        "1. Study\n1.1 Title: Cherry Juice for Gout\n1.2 Status: Recruiting\n1.3 Phase: 2\n1.4 Sponsor: Tea Ltd\n"
        "2. Inclusion criteria\n - Adults\n - Gout\n3. Exclusion criteria\n - Diabetes\n4. Countries: Sweden, Poland\n"
    )
    record = read(page)
    assert record["eligibility"] == {"inclusion": ["Adults", "Gout"], "exclusion": ["Diabetes"]}
    assert record["locations"] == [{"country": "Sweden"}, {"country": "Poland"}]
    assert (record["phases"], record["lead_sponsor"]) == (["PHASE2"], {"name": "Tea Ltd"})


def test_a_list_with_such_marks_stays_a_list() -> None:
    page = f"{LINES}Summary\nTea is drunk.\nInclusion Criteria\n> Adults\n> Gout\nExclusion Criteria\n> Age = 17\n"
    assert read(page)["eligibility"] == {"inclusion": ["Adults", "Gout"], "exclusion": ["Age = 17"]}
