"""A saved web page says what its text says, and its labels keep their values."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.golden import pages
from tests.page.rendering import Pairs, rendered
from trialx.batch.json_ld import extract_html, labelled
from trialx.extraction.pipeline import extract
from trialx.extraction.record_of_page import NotATrialPage
from trialx.page.decode import charset_of
from trialx.page.html import web_page

# A table that a crawler tore apart, a bar a line, has no form in HTML that says the same.
SAMPLES = [path for path in pages() if "\n|\n|---" not in path.read_text("utf-8")]


def trial(record: dict[str, Any]) -> dict[str, Any]:
    """Return what a record says of the trial, and which values it doubts, without the lines of the page."""
    own = ("source", "coverage", "evidence")
    out = {name: value for name, value in record.items() if name not in own}
    for warning in out.get("warnings", ()):
        warning.pop("line", None)
    return out


@pytest.mark.parametrize("pairs", get_args(Pairs))
@pytest.mark.parametrize("sample", SAMPLES, ids=[f"{path.parent.name}-{path.stem}" for path in SAMPLES])
def test_a_sample_as_a_web_page_gives_the_same_record(sample: Path, pairs: Pairs) -> None:
    text = sample.read_text("utf-8")
    said: Any = extract(text).to_dict()
    seen: Any = extract_html(rendered(text, pairs=pairs)).to_dict()
    assert trial(seen) == trial(said)


def lines(html: str) -> list[str]:
    return web_page(html).text.splitlines()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<dl><dt>Phase</dt><dd>PHASE2</dd></dl>", ["Phase: PHASE2"]),
        ("<dl><div><dt>Phase:</dt> <dd> PHASE2 </dd></div></dl>", ["Phase: PHASE2"]),
        ("<dl><dt>Phase</dt><dd></dd><dt>Sex</dt><dd>ALL</dd></dl>", ["Phase:", "Sex: ALL"]),
        ("<dl><dt>Phase</dt><dt>Sex</dt><dd>ALL</dd></dl>", ["Phase:", "Sex: ALL"]),
        ("<dl><dt>Condition<dd>Cold feet<dd>Chilblains</dl>", ["Condition:", "Cold feet", "Chilblains"]),
        ("<dl><dt>Summary<dd><p>One.<p>Two.</dl>", ["Summary:", "One.", "Two."]),
        ("<dl><dt>Is it warm?<dd>Yes.</dl>", ["Is it warm?", "Yes."]),
        ("<dl><dt>Title</dt><dd>Warm <b>wool</b> socks</dd></dl>", ["Title: Warm wool socks"]),
        ("<table><tr><th>Phase<td>PHASE2<tr><th>Sex<td>ALL</table>", ["Phase: PHASE2", "Sex: ALL"]),
        ("<table><tr><td>Phase<td>PHASE2<tr><td>Sex<td>ALL</table>", ["Phase: PHASE2", "Sex: ALL"]),
        ("<table><tr><th>Phase<td>PHASE2<th>Sex<td>ALL</table>", ["Phase: PHASE2", "Sex: ALL"]),
        ("<table><tr><th>Arm<th>N<tr><td>Socks<td>12</table>", ["| Arm | N |", "| Socks | 12 |"]),
        ("<table><tr><th>Arm<th>N<th>%<tr><td>A | B<td>12<td></table>", ["| Arm | N | % |", "| A / B | 12 | |"]),
        ("<table><tr><td colspan=2>Design<tr><th>Phase<td>PHASE2</table>", ["Design", "Phase: PHASE2"]),
        ("<table><tr><td>A.3<td>Full title<td>Warm Socks</table>", ["A.3 Full title: Warm Socks"]),
        ("<table><tr><td>A.3<td>Full title<td>Warm<br>Socks</table>", ["A.3 Full title:", "Warm", "Socks"]),
        (
            "<table><tr><td>E.7<td colspan=2>Trial type<tr><td>E.7.1<td>Phase I<td>No</table>",
            ["E.7 Trial type", "E.7.1 Phase I: No"],
        ),
        ("<table><tr><td>1<td>Adults<tr><td>2.<td>Cold feet</table>", ["1. Adults", "2. Cold feet"]),
        ("<table><tr><th>Phase<td><p>PHASE2</p><tr><td><div>Sex</div><td>ALL</table>", ["Phase: PHASE2", "Sex: ALL"]),
        ("<table><tr><td><ul><li>One<li>Two</ul><td><p>Three</table>", ["* One", "* Two", "Three"]),
        ("<table><tr><th>Sites<td><table><tr><td>Ghent<td>open</table></table>", ["Sites:", "Ghent: open"]),
        ("<table><tr><td><img src=a><td></table><p>x", ["x"]),
        ("<ul><li>One<ul><li>Deeper</ul><li>Two</ul>", ["* One", "  + Deeper", "* Two"]),
        ("<ol><li>One<li>Two</ol>", ["1. One", "2. Two"]),
        ("<ul><li><img><li>One</ul>", ["* One"]),
        ("<h1>Socks</h1>and<br>feet<p>warm", ["Socks", "and", "feet", "warm"]),
        ("<div><span>Phase</span><span>PHASE2</span></div>", ["Phase PHASE2"]),
        ("<p>age &lt; 18 &amp; &gt;&nbsp;3 \n  months</p>", ["age < 18 & > 3 months"]),
        ("<script>var a</script><style>b</style><p>c<noscript>d</noscript><select><option>e</select>", ["c"]),
        ("<p hidden>a<!-- b --><p>c", ["a", "c"]),
        ("<?xml version='1.0' encoding='latin-1'?><html><p>Größe \x00 α</html>", ["Größe α"]),
        ("<p style='visibility: hidden'>a<p style='display:none'>b<p>c", ["a", "b", "c"]),
        ("<p>Socks <i style='visibility:hidden'>star</i>", ["Socks"]),
        ("<body style='visibility:hidden'><p>c", ["c"]),
        ("<body style='display:none'><p>c", ["c"]),
        ("<div style='display:none'><p>Sex<p>All</div>", ["Sex", "All"]),
        ("<h1>Socks <i aria-hidden=true>new_star</i></h1>", ["Socks"]),
        ("<main aria-hidden=true><p>Socks are warm</p></main>", ["Socks are warm"]),
        ("<p>warm en&shy;ough, 4&#8203;0 socks", ["warm enough, 40 socks"]),
        (
            "<p>1.5 x 10<sup>9</sup>/L, 2 m<sup>2</sup>, H<sub>2</sub>O, 5<sup>th</sup>",
            ["1.5 x 10^9/L, 2 m2, H2O, 5th"],
        ),
        ("<table><tr><th>Phase<sup><a href=#n>1</a></sup><td>PHASE2</table>", ["Phase: PHASE2"]),
        ("<table><tr><th>Age<br>limits<td>18 Years<br>65 Years</table>", ["Age limits:", "18 Years", "65 Years"]),
        (
            "<table><tr><th>Who may<th>Who may not<tr><td><ul><li>a<li>b</ul><td><ul><li>c</ul></table>",
            ["Who may:", "* a", "* b", "Who may not:", "* c"],
        ),
        ("<div><label>Sponsor</label><span>Sock Ltd</span></div>", ["Sponsor: Sock Ltd"]),
        ("<div><label>Men</label> <label>Women</label></div>", ["Men Women"]),
        ("<h2>Conditions</h2><div><a>Cold feet</a> <a>Wet feet</a></div>", ["Conditions", "Cold feet; Wet feet"]),
        (
            "<div><span>Recruiting</span><span>Phase 2</span> <span>Asthma</span></div>",
            ["Recruiting", "Phase 2", "Asthma"],
        ),
        ("<div><span>Phase</span><span>:</span><span>2</span></div>", ["Phase : 2"]),
        ("<p>See <a>one</a> <a>two</a>", ["See one two"]),
        ("<pre>Phase:\n  PHASE2\n</pre>", ["Phase:", "  PHASE2"]),
        ("<p style='white-space: pre-line'>Phase:\nPHASE2</p>and", ["Phase:", "PHASE2", "and"]),
        ("<xmp>Phase: PHASE2\nSex: ALL</xmp>", ["Phase: PHASE2", "Sex: ALL"]),
        ("<h3><button>Eligibility</button></h3><button>Share</button><p>a", ["Eligibility", "a"]),
        (
            "<button aria-expanded=false>Eligibility</button><nav><button aria-expanded=false>x</button></nav>",
            ["Eligibility"],
        ),
        ("<ol start=3><li>One<li value=7>Two<li>Three</ol>", ["3. One", "7. Two", "8. Three"]),
        ("<div><template shadowrootmode=open><p>a</template></div>", ["a"]),
        ("<dl><dt>Phase<dd>PHASE2</dd><h3>Who</h3><dt>Sex<dd>ALL</dl>", ["Phase: PHASE2", "Who", "Sex: ALL"]),
        ("<p>1 &amp;lt; 2 a&amp;b", ["1 &lt; 2 a&b"]),
        ("<p>unclosed <b>and <i>crossed</b> elements</i>", ["unclosed and crossed elements"]),
    ],
)
def test_what_stands_together_stays_together(html: str, text: list[str]) -> None:
    assert lines(html) == text


@pytest.mark.parametrize("html", ["", " \n", "<!-- -->", "<html></html>", "<html><body><script>a</script>", "\x00"])
def test_nothing_to_be_seen_is_an_empty_page(html: str) -> None:
    assert not web_page(html).text.strip()
    with pytest.raises(NotATrialPage, match="empty"):
        extract_html(html)


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "Socks",
        "<div>" * 50_000 + "Socks" + "</div>" * 50_000,
        "<table><tr><td>" * 5_000 + "Socks",
        "<dl><dt>" * 5_000 + "Socks",
        "<ul><li>" * 20_000 + "Socks",
        "<b>" * 60_000 + "Socks",
        "<span>" * 30_000 + "</i>" * 30_000 + "Socks",
        "".join(f"<font size={n}>" for n in range(3_000)) + "<p>feet" * 3_000 + "<p>Socks",
        "<div>" + "<a>feet</a>" * 60_000 + "Socks</div>",
        "<table>" + "<tr><th>Phase<td>PHASE2" * 20_000 + "</table>Socks",
        f"<p {' '.join(f'a{n}=1' for n in range(30_000))}>Socks",
        f"<p data-a='{'a b > c ' * 30_000}'>Socks",
        "<sup>" * 20_000 + "Socks",
        "<i aria-hidden=true>" * 20_000 + "feet " * 20 + "Socks",
        "<button>feet" * 20_000 + "</button>Socks",
    ],
    ids=lambda page: page[:20],
)
def test_no_page_is_lost_or_costs_more_than_its_length(page: str) -> None:
    assert lines(page)[-1].rstrip(":").endswith("Socks")


def test_a_table_in_a_long_page_keeps_its_rows() -> None:
    assert lines("<table>" + "<tr><th>Phase<td>PHASE2" * 5_000 + "</table>") == ["Phase: PHASE2"] * 5_000


def test_many_links_side_by_side_are_one_list() -> None:
    assert lines("<div>" + "<a>Socks</a>" * 20_000 + "</div>") == ["; ".join(["Socks"] * 20_000)]


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="ISO-8859-2">', "ISO-8859-2"),
        (b"<META http-equiv=Content-Type content='text/html; charset=windows-1251'>", "windows-1251"),
        (b"<meta charset = utf-8 />", "utf-8"),
        (b"<p>charset=latin-1</p>", None),
        (b"<meta name=a content=b>", None),
        (b" " * 5000 + b"<meta charset=utf-8>", None),
    ],
)
def test_the_encoding_that_a_page_declares(head: bytes, charset: str | None) -> None:
    assert charset_of(head) == charset


def linked(trial: Any, body: str = "") -> str:
    return (
        f'<html><head><script type="application/ld+json">{json.dumps(trial)}</script></head><body>{body}</body></html>'
    )


SOCKS = {
    "@context": "https://schema.org",
    "@type": "MedicalTrial",
    "identifier": {"@type": "PropertyValue", "propertyID": "NCT", "value": "NCT99000001"},
    "name": "Warm Socks for Cold Feet",
    "status": "https://schema.org/Recruiting",
    "sponsor": [{"@type": "Organization", "name": "Sock University"}],
    "healthCondition": [{"name": "Cold feet"}, "Chilblains"],
}
BODY = "<dl><dt>NCT ID<dd>NCT99000001<dt>Brief Title<dd>Warm Socks<dt>Status<dd>COMPLETED</dl>"


def test_what_a_page_says_to_machines_is_added_to_what_it_shows() -> None:
    record = extract_html(linked({"@graph": [{"@type": "WebPage"}, SOCKS]}, BODY), evidence=True)
    data: Any = record.to_dict()
    assert (data["brief_title"], data["overall_status"]) == ("Warm Socks", "COMPLETED")
    assert data["lead_sponsor"] == {"name": "Sock University"}
    assert data["conditions"] == ["Cold feet", "Chilblains"]
    for pointer, place in data["evidence"].items():
        value = record.page.text[place["start"] : place["end"]]
        assert value, pointer
        assert record.page.text.split("\n")[place["line"] - 1].endswith(value)
    assert data["source"]["characters"] == len(record.page.text)
    assert data["coverage"]["lines"] == record.page.total
    assert "Sock University" in record.page.text[data["evidence"]["/lead_sponsor/name"]["start"] :]


@pytest.mark.parametrize(
    "type_", [["Thing", "MedicalTrial"], "https://schema.org/MedicalTrial", [None, "MedicalStudy"]]
)
def test_a_type_may_be_one_of_several_or_an_address(type_: Any) -> None:
    data: Any = extract_html(linked(SOCKS | {"@type": type_}, BODY)).to_dict()
    assert data["lead_sponsor"] == {"name": "Sock University"}


def test_a_page_that_shows_nothing_may_still_say_it_to_machines() -> None:
    data: Any = extract_html(linked(SOCKS, "<div id=app></div>"), evidence=True).to_dict()
    assert (data["nct_id"], data["overall_status"]) == ("NCT99000001", "RECRUITING")


@pytest.mark.parametrize(
    "other",
    [
        SOCKS | {"identifier": "NCT99000002"},
        SOCKS | {"@type": "NewsArticle"},
        {"@type": "MedicalTrial"},
        {"@type": "MedicalTrial", "sponsor": {"url": "https://socks.example"}},
        [],
        "MedicalTrial",
        {"@graph": {"@graph": {"@type": None}}},
        {"@type": [{"@id": "MedicalTrial"}, 3, ["MedicalTrial"]]},
        {"@type": {"MedicalTrial": 1}},
    ],
)
def test_what_is_no_word_on_this_trial_is_left_out(other: Any) -> None:
    data: Any = extract_html(linked(other, BODY)).to_dict()
    assert "lead_sponsor" not in data
    assert data["nct_id"] == "NCT99000001"


def test_a_broken_script_is_passed_over() -> None:
    assert labelled(["", "{", "[" * 100_000, json.dumps(SOCKS | {"name": 3})]).startswith("NCT ID: NCT99000001\n")


def test_the_address_that_a_page_calls_its_own() -> None:
    html = f"<head><link rel=canonical href=https://socks.example/1></head>{BODY}"
    data: Any = extract_html(html).to_dict()
    assert data["page"]["url"] == "https://socks.example/1"
    data = extract_html(html, url="https://socks.example/2").to_dict()
    assert data["page"]["url"] == "https://socks.example/2"
