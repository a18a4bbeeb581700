"""Dates: every form that pages print, and everything that only looks like one."""

import pytest

from trialx.readers.dates import ambiguous_date, date, date_order, date_type, month_number, timestamp, typed_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024", "2024"),
        ("2024-07", "2024-07"),
        ("2024-07-04", "2024-07-04"),
        ("2024-7-4", "2024-07-04"),
        ("2024/07/04", "2024-07-04"),
        ("2024.07.04", "2024-07-04"),
        ("2024/07", "2024-07"),
        ("  2024-07-04\t", "2024-07-04"),
        ("2024-07-04T10:15:00Z", "2024-07-04"),
        ("2024-07-04 10:15", "2024-07-04"),
        ("2024-07-04 @ 5:05 PM", "2024-07-04"),
        ("2024-07-04T10:15:00.000+02:00", "2024-07-04"),
        ("07/2024", "2024-07"),
        ("07-2024", "2024-07"),
        ("2024-02-29", "2024-02-29"),
        ("2024年7月4日", "2024-07-04"),
        ("2024年7月", "2024-07"),
    ],
)
def test_numeric_forms_with_the_year_first_are_read(text: str, iso: str) -> None:
    assert date(text) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("September 29th 2020", "2020-09-29"),
        ("Sep 6, 2022", "2022-09-06"),
        ("29 September 2020", "2020-09-29"),
        ("March 2021", "2021-03"),
        ("March, 2021", "2021-03"),
        ("Apr 2025", "2025-04"),
        ("2 Mar. 2017", "2017-03-02"),
        ("29-SEP-2020", "2020-09-29"),
        ("29SEP2020", "2020-09-29"),
        ("2020-Sep-29", "2020-09-29"),
        ("1st of May 2020", "2020-05-01"),
        ("Thursday, July 4, 2024", "2024-07-04"),
        ("July 4, 2024 10:30 AM", "2024-07-04"),
        ("Sept. 3, 2019", "2019-09-03"),
        ("may 2020", "2020-05"),
    ],
)
def test_plain_english_forms_are_read(text: str, iso: str) -> None:
    assert date(text) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1. März 2021", "2021-03-01"),
        ("Jänner 2022", "2022-01"),
        ("3. Dezember 2019", "2019-12-03"),
        ("1er juillet 2023", "2023-07-01"),
        ("15 août 2018", "2018-08-15"),
        ("février 2020", "2020-02"),
        ("4 de julio de 2022", "2022-07-04"),
        ("enero de 2021", "2021-01"),
        ("7 gennaio 2020", "2020-01-07"),
        ("12 de março de 2019", "2019-03-12"),
        ("5 mei 2021", "2021-05-05"),
        ("maart 2021", "2021-03"),
        ("11 listopada 2020", "2020-11-11"),
        ("październik 2020", "2020-10"),
    ],
)
def test_month_names_of_eight_languages_are_read(text: str, iso: str) -> None:
    assert date(text) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("lundi 4 juillet 2022 à 10h00", "2022-07-04"),
        ("Thu Jul 04 00:00:00 CEST 2024", "2024-07-04"),
        ("July 4th of 2024", "2024-07-04"),
        ("5 września 2019 r.", "2019-09-05"),
    ],
)
def test_what_no_pattern_reads_is_left_to_dateparser(text: str, iso: str) -> None:
    assert date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30",
        "2023-02-29",
        "2024-13",
        "2024-13-01",
        "2024-00-10",
        "31 April 2020",
        "May 32 2020",
        "1200",
        "0999-01-01",
        "September 3rd 1203",
        "2500-01-01",
        "14/2024",
        "31.02.2020",
        "13/13/2020",
    ],
)
def test_a_day_that_never_was_is_refused(text: str) -> None:
    assert date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "18 Years",
        "10",
        "No",
        "NA",
        "N/A",
        "None",
        "today",
        "in 3 months",
        "May",
        "12 May",
        "Phase 2 2020",
        "Spring 2021",
        "Study 2020",
        "the year 2020",
        "March 2021 to June 2022",
        "2021-03-01 - 2022-03-01",
        "140 participants",
        "20200704",
        "2021-900001-26",
        "NCT20200101",
        "29-Sep-20",
        "2020-2021",
        "April 14th of 2021)",
        "April 14, 2021)",
        "started in March 2021 or later, as the sponsor sees fit, with a run-in period of four weeks",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert date(text) is None


def test_a_day_over_twelve_settles_the_order() -> None:
    assert date("25/12/2019") == "2019-12-25"
    assert date("12/25/2019") == "2019-12-25"
    assert date("24-05-2020") == "2020-05-24"


def test_a_day_equal_to_its_month_needs_no_order() -> None:
    assert date("03/03/2020") == "2020-03-03"


def test_dots_are_day_first() -> None:
    assert date("03.10.2019") == "2019-10-03"
    assert date("12.25.2019") is None


def test_an_ambiguous_date_waits_for_the_page() -> None:
    assert date("03/10/2019") is None
    assert date("03/10/2019", order="dmy") == "2019-10-03"
    assert date("03/10/2019", order="mdy") == "2019-03-10"
    assert date("3/10/2019 5:31:55 PM", order="mdy") == "2019-03-10"


def test_the_order_never_overrules_what_a_date_shows() -> None:
    assert date("25/12/2019", order="mdy") == "2019-12-25"
    assert date("12/25/2019", order="dmy") == "2019-12-25"
    assert date("2019-03-10", order="mdy") == "2019-03-10"


def test_both_readings_of_a_numeric_date() -> None:
    assert ambiguous_date("3/10/2019") == ("2019-10-03", "2019-03-10")
    assert ambiguous_date("25/12/2019") == ("2019-12-25", None)
    assert ambiguous_date("12/25/2019") == (None, "2019-12-25")
    assert ambiguous_date("3.10.2019") == ("2019-10-03", None)
    assert ambiguous_date("30/31/2019") is None
    assert ambiguous_date("2019-03-10") is None
    assert ambiguous_date("March 2019") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("March 2021 (Anticipated)", ("2021-03", "ESTIMATED")),
        ("2021-03-01 (Actual)", ("2021-03-01", "ACTUAL")),
        ("2021-03-01 [Estimated]", ("2021-03-01", "ESTIMATED")),
        ("2021-03-01 Actual", ("2021-03-01", "ACTUAL")),
        ("March 1, 2021, estimated", ("2021-03-01", "ESTIMATED")),
        ("Actual: 2021-03", ("2021-03", "ACTUAL")),
        ("(Estimated) March 2021", ("2021-03", "ESTIMATED")),
        ("März 2021 (geschätzt)", ("2021-03", "ESTIMATED")),
        ("2021-03-01", ("2021-03-01", None)),
    ],
)
def test_a_date_with_its_type(text: str, value: tuple[str, str | None]) -> None:
    assert typed_date(text) == value


@pytest.mark.parametrize(
    "text", ["March 2021 (submitted)", "Actual", "(Actual)", "18 (Actual)", "Actual study 2021", ""]
)
def test_no_date_has_no_type(text: str) -> None:
    assert typed_date(text) is None


def test_the_order_reaches_a_typed_date() -> None:
    assert typed_date("03/10/2019 (Actual)") is None
    assert typed_date("03/10/2019 (Actual)", order="dmy") == ("2019-10-03", "ACTUAL")


def test_words_for_the_type() -> None:
    assert date_type("[Anticipated]") == "ESTIMATED"
    assert date_type("actual") == "ACTUAL"
    assert date_type("actually") is None


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("2025-12-24 @ 5:05 PM", "2025-12-24T17:05"),
        ("2025-12-24 @ 12:05 AM", "2025-12-24T00:05"),
        ("2025-12-24 @ 12:05 PM", "2025-12-24T12:05"),
        ("2025-12-24 17:05", "2025-12-24T17:05"),
        ("2025-12-24T17:05:09", "2025-12-24T17:05:09"),
        ("2025-12-24", "2025-12-24"),
        ("24 December 2025", "2025-12-24"),
    ],
)
def test_a_stamp_of_a_site(text: str, stamp: str) -> None:
    assert timestamp(text) == stamp


@pytest.mark.parametrize(
    "text", ["2025-12-24 @ 25:05", "2025-12-24 @ 13:05 PM", "2025-13-24 @ 5:05 PM", "5:05 PM", "now", ""]
)
def test_an_impossible_stamp_is_refused(text: str) -> None:
    assert timestamp(text) is None


def test_a_month_is_a_whole_word() -> None:
    assert month_number("Sept.") == 9
    assert month_number("marches") is None
    assert month_number("") is None


def test_the_order_of_a_page_is_what_its_dates_show() -> None:
    assert date_order("Start 3/10/2019.\nEnd 25/10/2019.") == "dmy"
    assert date_order("Start 03-10-2019, end 10-25-2019") == "mdy"
    assert date_order("Start 3/10/2019, end 4/11/2019") is None
    assert date_order("Start 25/10/2019, end 10/25/2019") is None
    assert date_order("Dose 25/10/20191 or 1/25/10/2019") is None
    assert date_order("25.10.2019 and 2019/10/25") is None
    assert date_order("") is None
