"""A saved web page to a record: what a reader sees, and beside it what the page says to machines (JSON-LD).

What comes in: HTML. What goes out: `Record`, every value with its place in one text: that which page/html.py makes of
the page, and below it the page's JSON-LD as labelled lines, read by the same labels and readers as any other. JSON-LD
adds fields that the page's text does not have and never replaces one, since sites forget to change it; and it is left
out altogether where it names another trial.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, cast

from trialx.extraction.pipeline import extract
from trialx.extraction.record_of_page import NotATrialPage, Record, coverage
from trialx.page.html import web_page
from trialx.page.lines import Page
from trialx.record.order import ordered

# The types of schema.org that are one trial.
TRIALS: Final = frozenset({"MedicalTrial", "MedicalStudy", "MedicalObservationalStudy"})
# Properties of schema.org, and some that sites invent, to the labels under which pages have the same.
LABELS: Final[Mapping[str, str]] = {
    "identifier": "NCT ID",
    "name": "Brief Title",
    "status": "Overall Status",
    "sponsor": "Lead Sponsor",
    "phase": "Phase",
    "healthCondition": "Condition",
    "startDate": "Study Start Date",
    "endDate": "Study Completion Date",
    "description": "Brief Summary",
}
# What a thing is called, where a property holds a thing and not a text.
_NAMES: Final = ("name", "value", "@value")
_SCHEMA: Final = ("https://schema.org/", "http://schema.org/")
# Fields that are the record's own, or are read with others as one.
_OWN: Final = frozenset({"source", "coverage", "warnings", "page", "registry_ids", "nct_id"})
_DEEPEST: Final = 20


def extract_html(html: str, *, url: str | None = None, **options: Any) -> Record:
    """Return the record of the trial that a page of HTML describes; the options are those of `extract`.

    Raises:
        NotATrialPage: where the page is not about one trial.

    """
    page = web_page(html)
    said = labelled(page.data)
    url = url or page.url
    if not said:
        return extract(page.text, url=url, **options)
    whole = page.text + said
    try:
        told: Record | None = extract(said)
    except NotATrialPage:
        told = None
    try:
        seen = extract(page.text, url=url, **options)
    except NotATrialPage:
        if told is None:
            raise
        return extract(whole, url=url, **options)
    return seen if told is None or _other_trial(seen, told) else _joined(seen, told, whole)


def labelled(scripts: Sequence[str]) -> str:
    r"""Return what scripts of JSON-LD say of a trial, as lines of a page; nothing where they describe none.

    >>> labelled(['{"@type": "MedicalTrial", "name": "Warm socks", "status": "https://schema.org/Recruiting"}'])
    'Brief Title: Warm socks\nOverall Status: Recruiting\n'
    >>> labelled(['{"@type": "NewsArticle", "name": "A trial of socks"}', "{broken"])
    ''
    """
    lines: list[str] = []
    for script in scripts:
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for trial in _trials(data):
            lines += [f"{label}: {word}\n" for key, label in LABELS.items() for word in _texts(trial.get(key))]
    return "".join(lines)


def _trials(data: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Give the trials of a script, in whatever they are wrapped."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _trials(item, depth + 1)
    elif isinstance(data, dict):
        types = data.get("@type")
        if any(_type(one) in TRIALS for one in (types if isinstance(types, list) else [types])):
            yield data
        else:
            for key in ("@graph", "mainEntity", "about"):
                yield from _trials(data.get(key), depth + 1)


def _type(type_: Any) -> str:
    """Return a type's name, which sites also write as its address; whatever else stands there is none."""
    return type_.rpartition("/")[2] if isinstance(type_, str) else ""


def _texts(value: Any) -> Iterator[str]:
    """Give the texts of a property: its own, or what the things in it are called."""
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from _texts(next((value[name] for name in _NAMES if isinstance(value.get(name), str)), None))
    elif isinstance(value, str) and value.strip():
        for prefix in _SCHEMA:
            value = value.removeprefix(prefix)
        yield " ".join(value.split())


def _other_trial(seen: Record, told: Record) -> bool:
    here, there = ({number["id"] for number in record.data.get("registry_ids", ())} for record in (seen, told))
    return bool(here and there and not here & there)


def _joined(seen: Record, told: Record, whole: str) -> Record:
    """Add to a record the fields that only the page's JSON-LD has."""
    added = [name for name in told.data if name not in seen.data and name not in _OWN]
    page = Page(whole)
    data = cast("dict[str, Any]", dict(seen.data))
    data |= {name: value for name, value in told.data.items() if name in added}
    start, line = len(whole) - len(told.page.text), len(seen.page)
    places = seen.places | {
        path: place._replace(start=place.start + start, end=place.end + start, line=place.line + line)
        for path, place in told.places.items()
        if path[0] in added
    }
    claims = seen.claims + told.claims
    data["coverage"] = coverage(page, claims)
    sha256 = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    data["source"] = {**seen.data["source"], "sha256": sha256, "characters": len(whole)}
    joined = replace(seen, page=page, places=places, claims=claims, sections=seen.sections + told.sections)
    return replace(joined, data=cast("Any", ordered(data)))
