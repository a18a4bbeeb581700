"""Text to lines that know where they stand.

What comes in: the decoded text. What goes out: `Page`, the lines that are not blank, each with its offsets, its number
and its key. The text itself is never altered: a finder cuts a slice of it first and tidies a copy of the slice later.
Blank lines carry no meaning for the rules, since crawlers lose and double them; they are only counted.
"""

import re
from collections.abc import Sequence

# A label or a heading is short; a longer line is prose and its key is cut here.
KEY_LENGTH = 100
# Headings and fixed phrases are found by their first characters: one look-up a line, however many phrases there are.
HEAD_LENGTH = 6
# Characters that print as a blank, or as nothing, and that str.strip does not take or that hide a blank inside a line.
# Each is replaced by one blank in `view`, so that offsets in the view are offsets in the text.
_ASCII_BLANKS = "\x0b\x0c"  # page ends that no crawler means as such
_BLANKS = (
    _ASCII_BLANKS + "\u00a0\u2007\u202f\u2009\u200a\u2002\u2003"  # no-break and narrow blanks
    "\u200b\u2060\ufeff"  # of no width; the last is the byte order mark
)
# Line ends of word processors and of mainframes, which pages take over with their texts.
_LINE_ENDS = ("\u2028", "\u2029", "\x85")
# A word with places where it may break: `Aus-schluss-kriterien`, which are no part of it.
_SOFT_HYPHENS = re.compile(r"[^\s\xad]*+(?:\xad[^\s\xad]*+)+")
# More lines than this, and than half of the page's, show in which manner it is written.
FEWEST_LINES = 2
# The marks of a quoted mail, and the sign between name and value in a dump: both say how the page is written, not what.
_QUOTED = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
_ASSIGNED = re.compile(r"^([ \t|]*[^\W\d][\w. -]{0,60})=", re.MULTILINE)


class Page:
    r"""The lines of a text that are not blank.

    `text` is the page as given; `view` is the same, character for character, with odd blanks as plain ones, and where
    the whole page is written so, without the marks of a quoted mail and with `name: value` for `name=value`.
    `starts[i]:ends[i]` are the offsets of line `i` without its outer blanks, `lines[i]` its words with single blanks
    between them (`offset` finds a column of it in the text again), `keys[i]` what rules look up (casefolded, at
    most `KEY_LENGTH` characters, no colon at the end), `heads[i]` the first characters of its key (behind the mark of a
    heading in Markdown), `numbers[i]` its number on the page, from 1. `total` counts all lines. Lines that were parted
    (`parted`) have one number.

    >>> page = Page("Phase:\n\n  PHASE2 \n")
    >>> page.lines, page.keys, page.numbers, page.total
    (['Phase:', 'PHASE2'], ['phase', 'phase2'], [1, 3], 3)
    >>> page.text[page.starts[1]:page.ends[1]]
    'PHASE2'
    """

    def __init__(self, text: str, cuts: Sequence[int] = ()) -> None:
        """Cut `text` into lines at LF, CRLF or (where there is no LF) CR, and at the offsets `cuts`, in order."""
        view = text
        for blank in _ASCII_BLANKS if text.isascii() else _BLANKS:
            if blank in view:
                view = view.replace(blank, " ")
        if "\r" in view and "\n" not in view:
            view = view.replace("\r", "\n")
        for end in () if text.isascii() else _LINE_ENDS:
            if end in view:
                view = view.replace(end, "\n")
        if "\xad" in view:
            view = _SOFT_HYPHENS.sub(_joined, view)
        view = _written_plainly(view)
        self.text = text
        self.view = view
        raws = view.split("\n")
        self.total = len(raws) - (not raws[-1])
        self.starts: list[int] = []
        self.ends: list[int] = []
        lines: list[str] = []
        # Bound once: these loops are a tenth of the time that a page takes.
        starts, ends, append = self.starts.append, self.ends.append, lines.append
        offset = 0
        for raw in raws:
            size = len(raw)
            line = raw.strip()
            if line:
                length = len(line)
                start = offset if length == size else offset + size - len(raw.lstrip())
                starts(start)
                ends(start + length)
                append(line)
            offset += size + 1
        if "  " in view or "\t" in view:
            lines = [" ".join(line.split()) if "  " in line or "\t" in line else line for line in lines]
        self.pieces: list[int] = []
        if cuts:
            self.starts, self.ends, self.pieces = _cut(view, self.starts, self.ends, cuts)
            lines = [" ".join(view[start:end].split()) for start, end in zip(self.starts, self.ends, strict=True)]
        self.lines = lines
        self.keys = [key if (key := line[:KEY_LENGTH].casefold())[-1] != ":" else key.rstrip(": ") for line in lines]
        titles = map(self.title, range(len(lines))) if "#" in view else self.keys
        self.heads = [title[:HEAD_LENGTH] for title in titles]
        self._numbers: list[int] = []

    @property
    def numbers(self) -> list[int]:
        """The number of each line on the page; counted at the first call, since most pages are read without.

        Kept by hand: the compiler makes a plain property of a `cached_property`, which counts anew for every value.
        """
        if not self._numbers:
            numbers = [number for number, raw in enumerate(self.view.split("\n"), 1) if raw.strip()]
            pieces = self.pieces or [1] * len(numbers)
            self._numbers = [number for number, count in zip(numbers, pieces, strict=True) for _ in range(count)]
        return self._numbers

    def parted(self, cuts: Sequence[int]) -> "Page":
        r"""Return the page with its lines parted at these offsets of the text, in order.

        >>> page = Page("Rested.Exclusion Criteria\nTired").parted([7])
        >>> page.lines, page.numbers
        (['Rested.', 'Exclusion Criteria', 'Tired'], [1, 1, 2])
        """
        return Page(self.text, cuts) if cuts else self

    def title(self, at: int) -> str:
        """Return the key of line `at` without the mark of a heading in Markdown.

        >>> Page("## Phase").title(0)
        'phase'
        """
        key = self.keys[at]
        return key if key[:1] != "#" else key.lstrip("# ")

    def offset(self, at: int, column: int) -> int:
        """Return where column `column` of `lines[at]` stands in the text.

        >>> page = Page("Age:  18 -  65")
        >>> page.lines[0], page.text[page.offset(0, 5) : page.offset(0, 12)]
        ('Age: 18 - 65', '18 -  65')
        """
        return self.offsets(at, (column,))[0]

    def offsets(self, at: int, columns: Sequence[int]) -> list[int]:
        """Return the same for several columns, in order."""
        start, end = self.starts[at], self.ends[at]
        if end - start == len(self.lines[at]):
            return [start + column for column in columns]
        view = self.view
        here, reached = start, 0
        blank = False
        found = []
        for column in columns:
            while reached < column:
                blank = view[here].isspace()
                here += 1
                while blank and here < end and view[here].isspace():
                    here += 1
                reached += 1
            found.append(here)
        return found

    def __len__(self) -> int:
        """How many lines are not blank."""
        return len(self.lines)


def _cut(view: str, starts: list[int], ends: list[int], cuts: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """Return where lines begin and end that are parted at the cuts inside them, and into how many each is parted."""
    firsts: list[int] = []
    lasts: list[int] = []
    pieces: list[int] = []
    at = 0
    for start, end in zip(starts, ends, strict=True):
        known = len(firsts)
        first = start
        while at < len(cuts) and cuts[at] < end:
            if view[first : cuts[at]].strip():
                firsts.append(first)
                lasts.append(first + len(view[first : cuts[at]].rstrip()))
                first = cuts[at]
                while view[first].isspace():
                    first += 1
            at += 1
        firsts.append(first)
        lasts.append(end)
        pieces.append(len(firsts) - known)
    return firsts, lasts, pieces


def _joined(word: re.Match[str]) -> str:
    """Return a word without its soft hyphens, with as many blanks behind it."""
    return word[0].replace("\xad", "").ljust(len(word[0]))


def _written_plainly(view: str) -> str:
    r"""Take the manner out of a text that is a quoted mail or a dump of names and values, as most of its lines are.

    >>> _written_plainly("Hello\n> Phase: 2\n>> Sex: ALL\n> Age: 8")
    'Hello\n  Phase: 2\n   Sex: ALL\n  Age: 8'
    >>> _written_plainly("PHASE=2\nSEX=ALL\nAGE=8"), _written_plainly("age=8")
    ('PHASE:2\nSEX:ALL\nAGE:8', 'age=8')
    """
    if "=" not in view and "\n>" not in view:
        return view
    half = max(FEWEST_LINES, view.count("\n") / 2)
    if view.count("\n>") > half:
        view = _QUOTED.sub(lambda mark: " " * len(mark[0]), view)
    if view.count("=") > half and len(_ASSIGNED.findall(view)) > half:
        view = _ASSIGNED.sub(r"\1:", view)
    return view
