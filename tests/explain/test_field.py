"""Which rules were tried for a field, in order, what each met and why it was refused."""

from tests.explain.pages import COLONS, LABELLED, ONE_DATE, STRAY
from tests.explain.test_trace import traced_alone as traced
from trialx.explain.field import reading
from trialx.explain.steps import Attempt


def attempt(page: str, field: str) -> Attempt:
    (only,) = reading(traced(page), field).attempts
    return only


def test_a_label_and_its_value_are_told_in_the_order_of_the_page() -> None:
    tried = attempt(LABELLED, "start_date")
    assert tried.rule == "meddatax:basics:start_date.date"
    assert [(step.line, step.words, step.taken) for step in tried.steps] == [
        (20, "Study Start Date", True),
        (21, "2021-02-01", True),
    ]
    assert tried.steps[1].outcome == "the reader `date` takes it: '2021-02-01'"


def test_a_refused_line_names_the_reader() -> None:
    tried = attempt(STRAY, "phases")
    assert (tried.steps[0].line, tried.steps[0].outcome) == (6, "the reader `phases` refuses it")
    assert "no line is left that the reader `phases` takes" in tried.steps[-1].outcome
    assert not any(step.taken for step in tried.steps)


def test_a_section_that_the_page_lacks_is_named_with_what_would_open_it() -> None:
    told = reading(traced(ONE_DATE), "design.masking")
    assert told.verdict == "not read on this page"
    assert told.attempts[0].where.startswith("section design is not on the page: no line is 'study design' or")


def test_a_doubtful_value_is_told_with_its_doubt() -> None:
    told = reading(traced(ONE_DATE), "start_date")
    assert told.verdict == "1 value read, 1 doubtful"
    assert [step.line for step in told.handed_in] == [8, 8]
    assert "by shape, doubtful; kept as /start_date/date" in told.handed_in[0].outcome
    assert told.handed_in[1].outcome.startswith("ambiguous-value: ")


def test_of_two_values_the_one_that_was_not_kept_is_told_too() -> None:
    twice = LABELLED.replace("NCT ID:", "NCT ID: NCT90000018\nNCT ID:")
    outcomes = [step.outcome for step in reading(traced(twice), "nct_id").handed_in]
    assert outcomes[0].endswith("kept as /nct_id")
    assert "not kept" in outcomes[1]
    assert outcomes[-1].startswith("conflicting-values: ")


def test_a_label_in_a_section_that_does_not_read_it_is_told() -> None:
    told = reading(traced(STRAY.replace("A stray remark", "Acronym: tea, a stray remark")), "acronym")
    assert [(step.line, step.outcome) for step in told.elsewhere] == [(6, "is a label of it, but in basics")]
    assert told.verdict.startswith("no section of the layout meddatax reads it; layouts that read it: ")


def test_a_verb_that_fills_a_field_unasked_is_told() -> None:
    told = reading(traced(LABELLED), "arm_groups.label")
    assert [tried.rule for tried in told.attempts] == ["meddatax:groups (verb arms)"]
    assert [step.words for step in told.handed_in if step.taken] == ["Evening tea"]


def test_a_verb_that_found_nothing_says_so() -> None:
    groups = LABELLED.index("Evening tea")
    page = LABELLED[:groups] + LABELLED[groups:].replace("Warm tea", "Cold tea", 1)
    tried = attempt(page, "arm_groups.intervention_names")
    assert [step.outcome for step in tried.steps] == ["none of the section's lines has the form of it"]


def test_a_derived_value_names_what_it_follows_from() -> None:
    told = reading(traced(COLONS), "registry_ids.registry")
    assert told.verdict == "1 value read"
    assert told.handed_in[0].outcome.startswith("derived:registry_ids, by derived; kept as /registry_ids/0/registry")


def test_a_label_out_of_the_layouts_order_is_told() -> None:
    told = reading(traced(COLONS + "Study NCT ID: NCT90000042\n"), "nct_id")
    outcomes = [step.outcome for tried in told.attempts for step in tried.steps if step.line == 7]
    assert outcomes == ["has its label, but it stands out of the layout's order"]


def test_what_a_rule_brings_with_it_is_told_by_that_rule() -> None:
    page = LABELLED.replace("Total Enrollment\n48 participants", "Total Enrollment\n48 participants (Actual)")
    told = reading(traced(page), "enrollment.type")
    assert [tried.rule for tried in told.attempts] == ["meddatax:basics:enrollment.count"]
    ages = reading(traced(LABELLED), "eligibility.minimum_age")
    assert [step.line for step in ages.handed_in if step.taken] == [LABELLED.splitlines().index("18 Years") + 1]
