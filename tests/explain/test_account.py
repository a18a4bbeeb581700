"""Every line of a page with the rule that took it, or why none did."""

from pathlib import Path

from tests.explain.pages import LABELLED, STRAY
from tests.explain.test_trace import traced_alone as traced
from trialx.explain.account import Account, accounts, labels_by_key, refusals
from trialx.explain.trace import Met, trace
from trialx.layouts import from_folder
from trialx.page.lines import Page


def line(page: str, words: str) -> Account:
    return next(account for account in accounts(traced(page)) if account.text.startswith(words))


def test_every_line_that_is_not_blank_has_one_account_in_order() -> None:
    numbers = [account.number for account in accounts(traced(LABELLED))]
    wanted = [n for n, text in enumerate(LABELLED.splitlines(), 1) if text.strip()]
    assert numbers == wanted


def test_a_claimed_line_names_its_rule_its_section_and_the_values_on_it() -> None:
    account = line(LABELLED, "COMPLETED")
    assert (account.rule, account.section, account.verb) == ("meddatax:basics:overall_status", "basics", "fields")
    assert [pointer for pointer, _ in account.values] == ["/overall_status"]
    assert account.why == ""


def test_a_heading_belongs_to_the_section_that_it_opens() -> None:
    account = line(LABELLED, "Basic Information")
    assert (account.section, account.rule) == ("basics", "meddatax:basics:heading")


def test_an_unclaimed_line_says_which_readers_refused_it() -> None:
    account = line(STRAY, "A stray remark")
    assert account.rule is None
    assert account.why.startswith("no label opens it, and it reads as none of: phases, participants")


def test_a_label_of_another_section_is_named_as_such() -> None:
    account = line(STRAY.replace("A stray remark", "Keywords: a stray remark"), "Keywords:")
    assert account.why == "it is a label of keywords, which section basics does not read"


OWN = """\
name: kettles
recognise: [[The Kettle Register]]
sections:
  - name: numbers
    heading: Numbers of the Trial
    read: fields
    fields: [nct_id]
"""


def test_a_line_above_the_first_heading_is_said_to_stand_there(tmp_path: Path) -> None:
    (tmp_path / "kettles.yaml").write_text(OWN)
    (layout,) = from_folder(tmp_path)
    page = Page("The Kettle Register\nNumbers of the Trial\nNCT ID: NCT90000058\n")
    first, _, number = accounts(trace(page, layout))
    assert (first.section, first.why) == ("before", "it stands before the first heading, where no section reads")
    assert number.rule == "kettles:numbers:nct_id"


def test_a_verb_that_finds_nothing_is_named() -> None:
    groups = LABELLED.index("Evening tea")
    unread = LABELLED[:groups] + LABELLED[groups:].replace("Warm tea", "Cold tea", 1)
    assert line(unread, "Evening tea").why == "the verb arms of section groups finds nothing in it"


def test_doubts_stand_on_their_line() -> None:
    assert line(STRAY, "2023-06-01").doubts[0].startswith("ambiguous-value: no label says")


def test_refusals_are_told_once_a_rule() -> None:
    met = [Met("a:b:c", "date", "tea", None), Met("a:b:c", "date", "tea", None), Met("a:b:d", "age", "tea", None)]
    assert [one.reader for one in refusals(met)["tea"]] == ["date", "age"]
    assert refusals([Met("a:b:c", "line", "tea", "tea")]) == {}


def test_labels_are_looked_up_by_key() -> None:
    assert labels_by_key()["study start date"] == "start_date.date"
