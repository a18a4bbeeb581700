"""What the review page is given is what the record says, counted as a browser counts."""

from typing import Any

import pytest

from tests.explain.pages import LABELLED, STRAY
from tests.review.records import WIDE, record, records
from trialx import extract
from trialx.review.payload import (
    AS_IT_STANDS,
    BLANK,
    NO_RULE,
    NOT_ASKED,
    SENT,
    TIDIED,
    given,
    groups,
    lackable,
    payload,
    sent_as,
    shown,
    tidied,
    utf16,
)
from trialx.write.fields import field_names

OWN = {"source", "evidence", "coverage", "warnings"}


def told(data: dict[str, Any], number: int = 0) -> dict[str, Any]:
    """Return the values of a record by pointer, made as the page's script makes them."""
    one = data["records"][number]
    units = one["text"].encode("utf-16-le")
    values = {}
    for pointer, start, end, _line, _rule, _how, _sure, form, *sent in one["values"]:
        piece = units[2 * start : 2 * end].decode("utf-16-le")
        values[pointer] = {AS_IT_STANDS: piece, TIDIED: tidied(piece), SENT: sent[0] if sent else None}[form]
    return values


@pytest.mark.parametrize("number", range(5))
def test_every_value_arrives_as_the_record_has_it(number: int) -> None:
    made = records()
    values = told(payload(made), number)
    for path, value in made[number].places.items():
        assert values["/" + "/".join(map(str, path))] == value.value


def test_offsets_are_counted_in_utf16_units() -> None:
    data = payload([record(WIDE, "wide")])
    row = next(row for row in data["records"][0]["values"] if row[0] == "/nct_id")
    # Three wide letters stand before it.
    assert row[1] == WIDE.index("NCT90000066") + 3
    assert told(data)["/brief_title"] == "🫖🫖 Personal 𝒦ettles at Work"


def test_offsets_of_a_text_without_wide_letters_stay() -> None:
    assert [utf16("größe — ok")(n) for n in (0, 4, 9)] == [0, 4, 9]


def test_every_field_of_the_model_is_in_one_group() -> None:
    grouped = [field for group in groups() for field in group["fields"]]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) == {name for name in field_names() if "." not in name} - OWN


def test_hues_are_told_apart() -> None:
    hues = sorted(group["hue"] for group in groups())
    assert min(b - a for a, b in zip(hues, [*hues[1:], hues[0] + 360], strict=True)) >= 25


def test_what_a_record_may_lack_is_named_as_in_the_model() -> None:
    names = [name for name, _ in lackable()]
    assert set(names) <= set(field_names())
    assert "eligibility.minimum_age" in names
    assert "start_date" in names
    assert not {"start_date.date", "eligibility", "page", "source"} & set(names)
    assert not NOT_ASKED & set(names)


def test_lines_carry_their_rule_or_that_there_is_none() -> None:
    data = payload([record(STRAY, "stray")])
    one = data["records"][0]
    assert len(one["claims"]) == STRAY.count("\n")
    assert one["claims"].index(NO_RULE) == 5
    assert data["rules"][one["claims"][0]] == "meddatax:head:brief_title"
    assert payload([record(LABELLED, "tea")])["records"][0]["claims"][3] == BLANK


def test_thresholds_stand_where_their_words_do() -> None:
    page = LABELLED.replace("Able to hold a cup", "🍵 ECOG 0 or 1, able to hold a cup")
    one = payload([record(page, "tea")])["records"][0]
    (start, words), *more = one["thresholds"]
    assert words == "ecog in 0 or 1"
    assert more == []
    assert one["text"].encode("utf-16-le")[2 * start :].decode("utf-16-le").startswith("ECOG 0 or 1")
    assert payload([record(LABELLED, "tea")])["records"][0]["thresholds"] == []


def test_sections_begin_at_their_headings() -> None:
    sections = payload([record(STRAY, "stray")])["records"][0]["sections"]
    assert sections == [(1, "head"), (3, "basics"), (10, "summary"), (13, "more")]


def test_a_record_without_file_has_a_number() -> None:
    one = record(LABELLED, "tea")
    del one.data["source"]["file"]
    assert payload([one])["records"][0]["file"] == "page 1"


def test_what_stands_nowhere_on_the_page_is_told_as_given() -> None:
    read = extract(LABELLED, url="https://example.org/tea")
    rows = {row[0]: row for row in payload([read])["records"][0]["values"]}
    assert len(rows) == len(read.places) + 1
    assert rows["/page/url"] == [
        "/page/url",
        -1,
        -1,
        0,
        rows["/page/url"][4],
        "given",
        True,
        SENT,
        "https://example.org/tea",
    ]
    assert list(given(read)) == [(("page", "url"), "https://example.org/tea")]
    assert list(given(extract(LABELLED))) == []


def test_failures_are_passed_on() -> None:
    assert payload(records(), [("news.txt", "no trial")])["failures"] == [["news.txt", "no trial"]]


@pytest.mark.parametrize(
    ("piece", "value", "form"),
    [
        ("tea", "tea", AS_IT_STANDS),
        ("warm \n\n\t tea", "warm\ntea", TIDIED),
        ("48 people", 48, SENT),
        ("No", False, SENT),
        ("dose \\>= 3", "dose >= 3", TIDIED),
        ("dose \\≥ 3", "dose ≥ 3", SENT),
        # Python takes U+0085 for a blank, a browser does not; of U+FEFF it is the other way round.
        ("warm\x85 tea", "warm tea", SENT),
        ("warm \ufefftea", "warm \ufefftea", AS_IT_STANDS),
    ],
)
def test_a_value_is_sent_only_where_its_slice_does_not_tell_it(piece: str, value: object, form: int) -> None:
    assert sent_as(piece, value) == form


@pytest.mark.parametrize("text", ["a\r\nb\r\n", "a\rb\r", "a\nb\x0bc", "\x00\x1b[2J"])
def test_a_page_is_shown_with_every_character_in_its_place(text: str) -> None:
    assert len(shown(text)) == len(text)
    assert not set(shown(text)) & {"\r", "\x1b", "\x00"}


def test_lines_that_end_in_carriage_returns_are_lines() -> None:
    page = STRAY.replace("\n", "\r")
    one = payload([record(page, "mac")])["records"][0]
    assert one["text"].count("\n") == STRAY.count("\n")
    assert one["claims"].index(NO_RULE) == 5
