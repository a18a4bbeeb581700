"""Pages that are written in a manner of their own: a quoted mail, a dump of names and values."""

import pytest

from tests.generic.page import read

LINES = """\
Title: Cherry Juice for Gout Flares
Status: Recruiting
Sponsor: Example Orchard Foundation
Phase: 2
Start date: 2024-09-01
"""


def trial(text: str) -> dict[str, object]:
    return {name: value for name, value in read(text).items() if name not in ("source", "coverage", "evidence")}


@pytest.mark.parametrize("mark", ["> ", ">", ">> "])
def test_a_quoted_mail_is_read_as_what_it_quotes(mark: str) -> None:
    quoted = "".join(f"{mark}{line}\n" for line in LINES.splitlines())
    assert trial(f"On Monday, Desk <desk@example.org> wrote:\n{quoted}") == trial(LINES)


@pytest.mark.parametrize("sign", ["=", " = "])
def test_names_and_values_with_a_sign_between(sign: str) -> None:
    dump = "".join(line.replace(": ", sign).replace("Start date", "START_DATE") + "\n" for line in LINES.splitlines())
    assert trial(dump) == trial(LINES)


def test_a_list_with_such_marks_stays_a_list() -> None:
    page = f"{LINES}Summary\nTea is drunk.\nInclusion Criteria\n> Adults\n> Gout\nExclusion Criteria\n> Age = 17\n"
    assert read(page)["eligibility"] == {"inclusion": ["Adults", "Gout"], "exclusion": ["Age = 17"]}
