"""Whatever a page holds: no error, no word that is not on it, offsets that fit."""

from hypothesis import given
from hypothesis import strategies as st

from trialx.eligibility import criteria, walk
from trialx.eligibility.thresholds import thresholds

PIECES = st.sampled_from(
    [
        "ALT ", "AST/", "hemoglobin ", "ECOG ", "Stage ", "grade ", "NYHA class ", "age ", "≥ ", "< ", "> or = ",
        "at least ", "between ", "no ", "not ", "3 ", "1.5", "18", "140/90 ", "-", " to ", " and ", "or ", ", ",
        "; ", ". ", "(", ")", "× ULN ", "ULN", "%", " mg/dL ", " years ", "months", "within ", "the past ",
        "year ", "prior to ", "for ", "III", "IV ", "A ", "T1", "N0", " x 10^9/L", "109/L", "six (6) ",
        "37 0/7 weeks", "half-lives ", "or more ", "+", "â‰¥", "②", "\\>", "\n", "* ", "score ", "per week",
    ]
)  # fmt: skip


def assert_sound(text: str) -> None:
    found, _ = thresholds(text)
    for item in found:
        assert text[item.start : item.end] == item.threshold["text"] != ""
        assert item.threshold["operator"] in (">=", ">", "<=", "<", "=", "between", "in")
        assert ("upper" in item.threshold) == (item.threshold["operator"] == "between")
    for node in walk(criteria(text)):
        for threshold, (start, end) in zip(node.thresholds, node.places, strict=True):
            assert threshold["text"] in node.text
            assert text[start:end].replace("\\", "").split() == threshold["text"].replace("\\", "").split()


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_made_up_criterion_is_read_soundly(text: str) -> None:
    assert_sound(text)


@given(st.text(max_size=80))
def test_any_text_is_read_soundly(text: str) -> None:
    assert_sound(text)
