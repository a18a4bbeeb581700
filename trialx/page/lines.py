"""Text to lines that know where they stand.

What comes in: the decoded text. What goes out: `Page`, the lines that are not blank, each with its offsets, its number
and its key. The text itself is never altered: a finder cuts a slice of it first and tidies a copy of the slice later.
Blank lines carry no meaning for the rules, since crawlers lose and double them; they are only counted.
"""

# A label or a heading is short; a longer line is prose and its key is cut here.
KEY_LENGTH = 100
# Headings and fixed phrases are found by their first characters: one look-up a line, however many phrases there are.
HEAD_LENGTH = 6
# Characters that print as a blank, or as nothing, and that str.strip does not take or that hide a blank inside a line.
# Each is replaced by one blank in `view`, so that offsets in the view are offsets in the text.
_BLANKS = (
    "\u00a0\u2007\u202f\u2009\u200a\u2002\u2003"  # no-break and narrow blanks
    "\u200b\u2060\ufeff"  # of no width; the last is the byte order mark
    "\u2028\u2029\x85\x0b\x0c"  # line and page ends that no crawler means as such
)


class Page:
    r"""The lines of a text that are not blank.

    `text` is the page as given; `view` is the same, character for character, with odd blanks as plain ones.
    `starts[i]:ends[i]` are the offsets of line `i` without its outer blanks, `lines[i]` its words with single blanks
    between them (`offset` finds a column of it in the text again), `keys[i]` what rules look up (casefolded, at
    most `KEY_LENGTH` characters, no colon at the end), `heads[i]` the first characters of its key (behind the mark of a
    heading in Markdown), `numbers[i]` its number on the page, from 1. `total` counts all lines.

    >>> page = Page("Phase:\n\n  PHASE2 \n")
    >>> page.lines, page.keys, page.numbers, page.total
    (['Phase:', 'PHASE2'], ['phase', 'phase2'], [1, 3], 3)
    >>> page.text[page.starts[1]:page.ends[1]]
    'PHASE2'
    """

    __slots__ = ("ends", "heads", "keys", "lines", "numbers", "starts", "text", "total", "view")

    def __init__(self, text: str) -> None:
        """Cut `text` into lines at LF, CRLF or (where there is no LF) CR."""
        view = text
        for blank in _BLANKS:
            if blank in view:
                view = view.replace(blank, " ")
        if "\r" in view and "\n" not in view:
            view = view.replace("\r", "\n")
        self.text = text
        self.view = view
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.lines: list[str] = []
        self.keys: list[str] = []
        self.heads: list[str] = []
        self.numbers: list[int] = []
        raws = view.split("\n")
        self.total = len(raws) - (not raws[-1])
        # Bound once: this loop is a tenth of the time that a page takes.
        starts, ends, lines = self.starts.append, self.ends.append, self.lines.append
        keys, heads, numbers = self.keys.append, self.heads.append, self.numbers.append
        doubled = "  " in view or "\t" in view
        offset = 0
        for number, raw in enumerate(raws, 1):
            size = len(raw)
            line = raw.strip()
            if line:
                length = len(line)
                start = offset if length == size else offset + size - len(raw.lstrip())
                starts(start)
                ends(start + length)
                if doubled and ("  " in line or "\t" in line):
                    line = " ".join(line.split())
                lines(line)
                numbers(number)
                key = line[:KEY_LENGTH].casefold()
                if key[-1] == ":":
                    key = key.rstrip(": ")
                keys(key)
                heads(key[:HEAD_LENGTH] if key[:1] != "#" else key.lstrip("# ")[:HEAD_LENGTH])
            offset += size + 1

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
        start, end = self.starts[at], self.ends[at]
        if end - start == len(self.lines[at]):
            return start + column
        view = self.view
        here = start
        blank = False
        for _ in range(column):
            blank = view[here].isspace()
            here += 1
            while blank and here < end and view[here].isspace():
                here += 1
        return here

    def __len__(self) -> int:
        """How many lines are not blank."""
        return len(self.lines)
