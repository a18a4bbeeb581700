"""The one page of a file, for the command that looks into a page.

What comes in: a file's name, or - for standard input. What goes out: the page's text and address, or `Unreadable` with
the exit code and a message that says what to do. Separate from the batch, which needs the records of many and the text
of none.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from trialx.batch.failure import CALLERS, Failure
from trialx.batch.inputs import gather
from trialx.batch.item import Item
from trialx.batch.items import items_of
from trialx.batch.media_types import page_kind
from trialx.batch.read import Reading, read
from trialx.cli.ending import USAGE
from trialx.page.decode import NotText, decoded

if TYPE_CHECKING:
    from trialx.record.model import TrialRecord

# The exit code of a page that describes no trial.
NO_TRIAL = 3


class Unreadable(Exception):
    """The page cannot be had; `code` is the exit code."""

    def __init__(self, message: str, code: int) -> None:
        """Keep the message and the exit code."""
        super().__init__(message)
        self.code = code


class PageText(NamedTuple):
    """A page as its rules read it: HTML as the text that a reader sees, with its address where it names one.

    `data` is what the page says of a trial to machines only (JSON-LD), as labelled lines. `study` is the record of what
    is a register's own data and has no lines.
    """

    text: str
    url: str | None = None
    data: str = ""
    study: "TrialRecord | None" = None


def page_text(name: str) -> PageText:
    """Return the text of the only page of a file; for a register's data its record. Raises `Unreadable`."""
    items = _items(name)
    item = next(items, None)
    if item is None:
        raise Unreadable("there is no page in it; name a page of text or HTML", USAGE)
    if item.failure:
        raise _refused(item.failure)
    if next(items, None) is not None:
        raise Unreadable("this holds more than one trial: trialx extract reads them one after the other", USAGE)
    if item.form != "page":
        return _study(item)
    try:
        text = item.data if isinstance(item.data, str) else decoded(item.data, item.charset).text
    except NotText as error:
        raise Unreadable(str(error), NO_TRIAL) from None
    if page_kind(text) in ("json", "xml"):
        return _study(item)
    if page_kind(text) != "html":
        return PageText(text, item.url)
    from trialx.batch.json_ld import labelled
    from trialx.page.html import web_page

    page = web_page(text)
    return PageText(page.text, item.url or page.url, labelled(page.data))


def _study(item: Item) -> PageText:
    """Return the record of a register's data, or the page that a line of a crawl holds."""
    _, found = read(item, Reading())
    if isinstance(found, Failure):
        raise _refused(found)
    if found.record is not None:
        return PageText(found.record.page.text, found.data.get("page", {}).get("url"))
    return PageText("", study=found.data)


def _items(name: str) -> Iterator[Item]:
    for named in gather([name]):
        yield from items_of(named)


def _refused(failure: Failure) -> Unreadable:
    return Unreadable(failure.message, USAGE if failure.code in CALLERS else NO_TRIAL)
