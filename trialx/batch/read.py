"""One item to one record: the function that the workers run.

What comes in: an `Item` (items.py) and a `Reading`, how to read it. What goes out: the page's `Record`, or the record
that a register's own data gives, or a `Failure`. It depends on nothing but its arguments, so that it may run in any
process, in any order.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from trialx.batch.failure import NOT_A_TRIAL, PASSED_OVER, Failure, Unreadable, told
from trialx.batch.item import MAX_PAGE, Item
from trialx.batch.items import parsed
from trialx.batch.media_types import page_kind
from trialx.batch.named import STDIN
from trialx.extraction.pipeline import extract
from trialx.extraction.record_of_page import NotATrialPage, Record
from trialx.layouts import LayoutError, from_folder
from trialx.page.decode import NotText, decoded

if TYPE_CHECKING:
    from trialx.layouts import Layout
    from trialx.record.model import Doubt, TrialRecord

# Where JSON Lines of crawls keep a page, unless told otherwise.
TEXT_KEY: Final = "text"
URL_KEY: Final = "url"
# How many keys of an object a message names.
MOST_KEYS: Final = 6
# The warning of a page whose encoding nothing tells.
GUESSED: Final = "guessed-encoding"
_HALVES: Final = re.compile("[\ud800-\udfff]")


class Reading(NamedTuple):
    """How pages are read: `url` is that of the only page; the keys name what JSON Lines hold.

    `layouts` is a folder of a user's own, `own` are such layouts themselves. With `only_trials`, a page that a first
    look says is no trial's is passed over and gives nothing, not even a failure.
    """

    evidence: bool = False
    url: str | None = None
    text_key: str = TEXT_KEY
    url_key: str = URL_KEY
    id_key: str | None = None
    layout: str | None = None
    layouts: str | None = None
    criteria: bool = False
    only_trials: bool = False
    own: "tuple[Layout, ...]" = ()


class Read(NamedTuple):
    """A record as a mapping, and the page that it was read from where there is one."""

    data: "TrialRecord"
    record: Record | None = None


def read(item: Item, reading: Reading) -> tuple[str, Read | Failure]:
    r"""Return what results call the item, and its record or why it has none.

    Raises `LayoutError` where a layout file is broken, which no page can help.

    >>> page = b"Viewing Study NCT99000001\nBrief Title: Warm Socks\nStatus: COMPLETED"
    >>> name, found = read(Item("a.txt", data=page), Reading())
    >>> name, found.data["brief_title"]
    ('a.txt', 'Warm Socks')
    >>> read(Item("b.txt", data=b"Opening hours"), Reading())[1].code
    'not-a-trial'
    """
    name = whole_characters(item.name)
    if item.failure:
        return name, item.failure
    guess = ""
    try:
        if item.form == "line":
            row, guess = _row(item.data)
            name = _named(name, row, reading)
            found = _object(row, reading)
        elif item.form == "study":
            found = _object(item.data, reading)
        elif item.form == "entry":
            from trialx.registries import read_entry

            found = _registered(read_entry, item.data, reading)
        else:
            text, guess = (item.data, "") if isinstance(item.data, str) else decoded(item.data, item.charset)
            found = _page(text, item.url or reading.url, reading)
    except LayoutError:
        raise
    except NotATrialPage as error:
        return name, Failure(NOT_A_TRIAL, str(error))
    except NotText as error:
        return name, Failure("not-text", str(error))
    except ImportError as error:  # an extra that is not installed
        return name, Failure("needs-extra", str(error))
    except Exception as error:  # whatever one page does to a rule, the others go on
        return name, told(error)
    if guess:
        found = doubted(found, guess, evidence=reading.evidence)
    if name != STDIN:
        cast("dict[str, Any]", found.data)["source"] = {"file": name, **found.data["source"]}
    return name, found


def doubted(found: Read, guess: str, *, evidence: bool) -> Read:
    """Return a record whose page's encoding was guessed: every value with letters that another one has otherwise."""
    told = f"nothing says in which encoding this is written: it is read as {guess}, a guess; letters may be wrong"
    doubt: Doubt = {"code": GUESSED, "message": told}
    if found.record is None:
        return Read(cast("TrialRecord", {**found.data, "warnings": [doubt, *found.data.get("warnings", ())]}))
    text = found.record.page.text
    places = {
        path: place if text[place.start : place.end].isascii() else place._replace(sure=False)
        for path, place in found.record.places.items()
    }
    data = cast("TrialRecord", {**found.record.data, "warnings": [doubt, *found.record.data.get("warnings", ())]})
    record = replace(found.record, data=data, places=places, evidence=evidence)
    return Read(record.to_dict(), record)


def whole_characters(text: str) -> str:
    r"""Return a text with U+FFFD for halves of characters, which JSON and names of files can hold and UTF-8 cannot.

    >>> whole_characters("so\ud800cks")
    'so�cks'
    """
    return text if text.isascii() else _HALVES.sub("\ufffd", text)


def _page(text: str, url: str | None, reading: Reading) -> Read:
    """Read a page by what it is written in."""
    kind = page_kind(text)
    if reading.only_trials and kind in ("text", "html"):
        return _looked_at(text, url, reading)
    if kind == "json":
        return _object(parsed(text), reading)
    if kind == "xml":
        from trialx.registries import read_xml

        return _registered(read_xml, text, reading)
    if kind == "html":
        from trialx.batch.json_ld import extract_html

        record = extract_html(text, url=url, **_options(reading))
    else:
        record = extract(text, url=url, **_options(reading))
    return Read(record.to_dict(), record)


def _looked_at(text: str, url: str | None, reading: Reading) -> Read:
    """Read a page unless a first look says that it is no trial's; a short page, of which a look says little, always."""
    from trialx.triage import SHORT, may_be_trial

    seen = may_be_trial(text)
    passed = Unreadable(PASSED_OVER, "no trial's page at the first look")
    if not seen and len(text) > SHORT:
        raise passed
    try:
        return _page(text, url, reading._replace(only_trials=False))
    except NotATrialPage:
        if seen:
            raise
        raise passed from None


def _options(reading: Reading) -> dict[str, Any]:
    """What `extract` is asked for besides the record."""
    return {
        "evidence": reading.evidence,
        "criteria": reading.criteria,
        "layout": reading.layout,
        "layouts": (*reading.own, *(_own(reading.layouts) if reading.layouts else ())),
    }


@cache
def _own(folder: str) -> "tuple[Layout, ...]":
    return from_folder(Path(folder))


def _registered(read: Callable[[Any], "TrialRecord"], data: Any, reading: Reading) -> Read:
    """Read what a register gives, and say so where it is none of a register's."""
    from trialx.registries import NotAStudy

    try:
        record = read(data)
    except NotAStudy as error:
        raise Unreadable("not-a-study", str(error)) from None
    if not reading.criteria:
        return Read(record)
    from trialx.extraction.criteria_of_record import with_criteria_of_lists

    return Read(with_criteria_of_lists(record))


def _object(data: Any, reading: Reading) -> Read:
    """Read a JSON object: a study, a page with its address, or a row of WHO's export."""
    from trialx.batch.json_documents import entry_of
    from trialx.registries import read_entry, read_ictrp_row, read_study

    if not isinstance(data, dict) or "protocolSection" in data:
        return _registered(read_study, data, reading)
    if found := entry_of(data):
        return _registered(read_entry, found, reading)
    text, url = data.get(reading.text_key), data.get(reading.url_key)
    if isinstance(text, str):
        if len(text) > MAX_PAGE:
            raise Unreadable("too-large", f"more than {MAX_PAGE >> 20} MB, no page of one trial")
        return _page(whole_characters(text), url if isinstance(url, str) and url else reading.url, reading)
    if any(name.lower().replace("_", "") == "trialid" for name in data):
        return _registered(read_ictrp_row, data, reading)
    keys = ", ".join(list(data)[:MOST_KEYS]) or "none"
    raise Unreadable("not-a-study", f"no study, and no text under {reading.text_key!r} (keys: {keys}); see --text-key")


def _row(line: bytes) -> tuple[Mapping[str, Any], str]:
    text, guess = decoded(line)
    row = parsed(text)
    if not isinstance(row, dict):
        raise Unreadable("bad-json", f"a JSON object is needed, this is a {type(row).__name__}")
    return row, guess


def _named(name: str, row: Mapping[str, Any], reading: Reading) -> str:
    """Call a line by its id instead of its number, where it has one."""
    id_ = row.get(reading.id_key) if reading.id_key else None
    return whole_characters(f"{name.rpartition('#')[0]}#{id_}") if isinstance(id_, (str, int)) else name
