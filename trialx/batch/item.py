"""One page of an input, before it is read.

What comes in: nothing. What goes out: `Item`. Separate from the cutting of files into pages, since rows, crawls and
exports of registers are cut in modules of their own, and all make items.
"""

from typing import Any, Final, Literal, NamedTuple

from trialx.batch.failure import Failure, Unreadable

Form = Literal["page", "line", "study", "entry"]

# A page of text on one trial has some 10 KB, the largest saved web page some MB.
MAX_PAGE: Final = 16 << 20
# A document of JSON that is one value.
MAX_DOCUMENT: Final = 1 << 30


class Item(NamedTuple):
    """One page: `name` is what results call it (`crawl.jsonl#12`), `form` what `data` is.

    `data` is a page's bytes, a line's bytes, an object of JSON or a register's entry; `failure` says why there is
    none. `alone` says that the page is all that its file holds. `size` is how many bytes of input it used up, `file`
    the file that it lies in, whose own name may hold a `#`.
    """

    name: str
    form: Form = "page"
    data: Any = b""
    url: str | None = None
    charset: str | None = None
    failure: Failure | None = None
    alone: bool = False
    below: str = ""
    size: int = 0
    file: str = ""


def limited(stream: Any, *, limit: int = MAX_PAGE) -> bytes:
    """Return all of a stream. Raises `Unreadable` where that is more than a page can be."""
    data: bytes = stream.read(limit + 1)
    if len(data) > limit:
        raise Unreadable("too-large", f"more than {limit >> 20} MB, no page of one trial; cut it into pages")
    return data
