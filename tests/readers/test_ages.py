"""Ages: with their unit, with their direction, in eight languages."""

import pytest

from trialx.readers.ages import age, age_range, age_years


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("18 Years", "18 Years"),
        ("18 years", "18 Years"),
        ("1 Years", "1 Year"),
        ("1 Year", "1 Year"),
        ("18 Year(s)", "18 Years"),
        ("18Y", "18 Years"),
        ("18 yrs.", "18 Years"),
        ("18 years old", "18 Years"),
        ("18 years of age", "18 Years"),
        ("20years-old", "20 Years"),
        (">= 20age old", "20 Years"),
        ("≥ 18 Jahre", "18 Years"),
        ("≥18 Jahre", "18 Years"),
        ("18 ans", "18 Years"),
        ("18 años", "18 Years"),
        ("18 anni", "18 Years"),
        ("18 anos", "18 Years"),
        ("18 jaar", "18 Years"),
        ("18 lat", "18 Years"),
        ("6 Months", "6 Months"),
        ("1 Month", "1 Month"),
        ("28 Days", "28 Days"),
        ("6 Wochen", "6 Weeks"),
        ("2 Hours", "2 Hours"),
        ("6.5 Years", "6.5 Years"),
        ("0 Years", "0 Years"),
    ],
)
def test_an_age_has_a_unit(text: str, value: str) -> None:
    assert age(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "18",
        "N/A",
        "No limit",
        "",
        "2024-07",
        "18 - 65 Years",
        "999 Years",
        "18 participants",
        "Years",
        "18 Years later",
        "18+ Years of work",
        "3 weeks screening",
    ],
)
def test_what_is_no_age_is_refused(text: str) -> None:
    assert age(text) is None


def test_a_bare_number_is_years_only_where_asked_for() -> None:
    assert age_years("18") == "18 Years"
    assert age_years("1") == "1 Year"
    assert age_years("6 Months") == "6 Months"
    assert age_years("999") is None
    assert age_years("2024") is None
    assert age_years("No limit") is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("18 - 65", ("18 Years", "65 Years")),
        ("18-65", ("18 Years", "65 Years")),
        ("18–65 years", ("18 Years", "65 Years")),
        ("18 Years to 65 Years", ("18 Years", "65 Years")),
        ("18 to 65 years old", ("18 Years", "65 Years")),
        ("Between 18 years and 110 years", ("18 Years", "110 Years")),
        ("From 2 to 17 years", ("2 Years", "17 Years")),
        ("Age 18 - 65", ("18 Years", "65 Years")),
        ("Ages: 18 to 65", ("18 Years", "65 Years")),
        ("6 Months to 17 Years", ("6 Months", "17 Years")),
        ("2-3 Months", ("2 Months", "3 Months")),
        ("12 months - 1 year", ("12 Months", "1 Year")),
        ("≥18 to ≤65 years", ("18 Years", "65 Years")),
        ("18-65 years, inclusive", ("18 Years", "65 Years")),
        ("18 Years to 65 Years   (Adult, Older Adult)", ("18 Years", "65 Years")),
        ("18 bis 65 Jahre", ("18 Years", "65 Years")),
        ("von 18 bis 65 Jahren", ("18 Years", "65 Years")),
        ("de 18 à 65 ans", ("18 Years", "65 Years")),
        ("entre 18 y 65 años", ("18 Years", "65 Years")),
        ("da 18 a 65 anni", ("18 Years", "65 Years")),
        ("18 tot 65 jaar", ("18 Years", "65 Years")),
        ("od 18 do 65 lat", ("18 Years", "65 Years")),
    ],
)
def test_a_range_has_two_ends(text: str, ends: tuple[str, str]) -> None:
    assert age_range(text) == ends


@pytest.mark.parametrize(
    "text",
    [
        "18+",
        "18 +",
        "Ages 18+",
        "18 Years and older",
        "18 years or over",
        "18 and up",
        "18 - Any",
        "18 Years - undefined",
        "18 Years to N/A",
        "18 Years and older (Adult, Older Adult)",
        "at least 18 years of age",
        "≥ 18 years",
        "18 Jahre und älter",
        "ab 18 Jahren",
        "mindestens 18 Jahre",
        "18 ans et plus",
        "à partir de 18 ans",
        "18 años y mayores",
        "18 anni e oltre",
        "18 anos ou mais",
        "18 jaar en ouder",
        "18 lat i więcej",
    ],
)
def test_an_open_end_above(text: str) -> None:
    assert age_range(text) == ("18 Years", None)


@pytest.mark.parametrize(
    "text",
    [
        "up to 17 Years",
        "Up to 17",
        "17 Years and younger",
        "≤ 17 years",
        "N/A to 17 Years",
        "Any - 17",
        "bis 17 Jahre",
        "jusqu'à 17 ans",
        "hasta 17 años",
        "tot 17 jaar",
    ],
)
def test_an_open_end_below(text: str) -> None:
    assert age_range(text) == (None, "17 Years")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "18",
        "18 Years",
        "Any",
        "Any - Any",
        "N/A to N/A",
        "65 - 18",
        "2 Years to 6 Months",
        "Phase 1 - 2",
        "over 18",
        "under 18",
        "2019 - 2021",
        "18 - 65 participants",
        "18 - 999 Years",
        "1-2-3",
        "Adult, Older Adult",
        "18 Years to 65 Years or so, when the doctor agrees",
    ],
)
def test_what_is_no_range_is_refused(text: str) -> None:
    assert age_range(text) is None
