r"""List marks: what stands in front of a criterion and is not part of it.

What comes in: a text and a position. What goes out: a `Mark` (where the mark ends, its style, its ordinal), or None.
Separate from the blocks, because the same marks open lines and stand in the middle of lines that lost their breaks.

Pages print bullets (`*`, `-`, `•`, `◦`, `·`, `–`, `o`, `>`), numbers (`1.`, `1)`, `(1)`, `2.1`, `①`), letters and
Roman numerals (`a.`, `(b)`, `iv)`), also with a Markdown escape (`1\.`, `\*`) and one inside the other (`* 1\.`).
"""

import re
from bisect import bisect_left
from typing import NamedTuple


class Mark(NamedTuple):
    """A list mark, `text[start:end]`: `style` is how it looks (`*`, `9.`, `(a)`), `ordinal` its place from 1."""

    start: int
    end: int
    style: str
    ordinal: int


# `>` and `o` are bullets only before a word: `> 18 years` is a comparison, `o2 saturation` a word. `-` and `.` before a
# digit are a sign and a decimal point; `+` wants a blank, so that `+/-` stays.
_BULLET = r"""
    (?P<bullet>
        (?: \\?[*•●○◦∙‣▪▫■□◆◇►➢➤✓·●❖](?![*\w]?\*) | \\?[°](?=[^\W\d]) | \\?[–—](?=\s|[^\W\d])
          | (?:\\?-){1,3}(?=\s|[^\W\d])
          | \\?\+(?=\s) | o(?=\s+[A-Z]) | \\?>(?=\s*[A-Za-z]) | \.(?=\s+[A-Z]) ) \s*
    )"""
_ORDINAL = r"""
    (?P<ordinal>
        (?P<open>\(|\[)?
        (?: (?P<number>\d{1,3}) (?P<sub>(?:\.\d{1,2})*[a-z]?)
            | (?P<letter>[A-Za-z]) | (?P<roman>[ivx]{2,5}|[IVX]{2,5}) )
        \s? (?P<close>\\?[.)、．]|\](?=\s)) \\?\.?
        (?: (?=\s) | (?<!\w[.．])(?=[^\W\d]) | (?<=\d[.．])(?=[^\W\d]|[<>≥≤"“'(]) | (?=[A-Z]) ) \s*
      | (?P<level>\d{1,2}(?:\.\d{1,2}){1,3})(?=\s+[A-Z][a-z]) \s+
      | (?P<circled>[①-⑳⑴-⒇]) \s*
    )"""
_MARK = re.compile(rf"(?:{_BULLET})?(?:{_ORDINAL})?", re.VERBOSE)
# What most marks are: a bullet before a word that is no ordinal, since nothing closes it; or a number.
_PLAIN = re.compile(r"\*\s+(?=[A-Za-z](?:[a-z]{5}|[a-z]{1,4}\s[^\W_]))|(\d{1,3})(?:\\?([.)]))(?=\s)\s*")
# What most lines without a mark are: a word that is no Roman numeral.
_WORD = re.compile(r"(?![ivxIVX]{2})[^\W\d_]{2}")
# In mid-line the search goes by what closes a mark, which is rarer than a blank: it costs a fifth.
_WORD_BEFORE = "|".join(rf"(?<=[\s;:.,(\[][0-9A-Za-z\\]{{{length}}}[.)])" for length in range(1, 6))
_INLINE = re.compile(
    rf"""
    [.)*•●○◦‣▪■►➢·❖①-⑳⑴-⒇–-]  # one class in front: the search skips to it
    (?<![A-Za-z]{6}[.)])  # most words are longer than any numeral
    (?:
        {_WORD_BEFORE}
      | (?<=[①-⑳⑴-⒇])
      | (?=\s) (?:
            (?<=[\s\\][*•●○◦‣▪■►➢·❖])
          | (?: (?<=\s[–-]) | (?<=[:;.,][–-]) | (?<=[:;.,]\s\\[–-]) ) (?=\s+[A-Z])
        )
    )
    """,
    re.VERBOSE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10}


def roman(word: str) -> int:
    """Return the value of a small Roman numeral, 0 where it is none.

    >>> roman("iv"), roman("iiii")
    (4, 0)
    """
    total = 0
    digits = [_ROMAN[letter] for letter in word.lower()]
    for here, after in zip(digits, [*digits[1:], 0], strict=True):
        total += here if here >= after else -here
    spelled = "x" * (total // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[total % 10]
    return total if spelled == word.lower() else 0


def mark_at(text: str, position: int) -> Mark | None:
    r"""Return the list mark that begins at `position`.

    >>> mark_at("* 1\\. Adults", 0)
    Mark(start=0, end=6, style='*9.', ordinal=1)
    >>> mark_at("> 18 years", 0) is None
    True
    """
    if _WORD.match(text, position):
        return None
    if plain := _PLAIN.match(text, position):
        close = plain[2]
        return Mark(position, plain.end(), f"9{close}", int(plain[1])) if close else Mark(position, plain.end(), "*", 0)
    found = _MARK.match(text, position)
    if found is None or found.end() == position:
        return None
    style, ordinal = "", 0
    if bullet := found["bullet"]:
        style = bullet.strip().lstrip("\\")[:1]
    if found["ordinal"]:
        shape, ordinal = _shape(found)
        if not shape:
            return Mark(position, found.end("bullet"), style, 0) if style else None
        style += shape
    return Mark(position, found.end(), style, ordinal)


def _shape(found: re.Match[str]) -> tuple[str, int]:
    if circled := found["circled"]:
        return "①", ord(circled) - (ord("①") if circled <= "⑳" else ord("⑴")) + 1
    if level := found["level"]:
        return "9.9", int(level.rsplit(".", 1)[1])
    around = (found["open"] or "") + "{}" + found["close"].lstrip("\\")
    if number := found["number"]:
        return around.format("9.9" if "." in found["sub"] else "9"), int(number)
    if numeral := found["roman"]:
        value = roman(numeral)
        return (around.format("i" if numeral.islower() else "I"), value) if value else ("", 0)
    letter = found["letter"]
    following = found.string[found.end() : found.end() + 1]
    # `E. coli`, `C. difficile`: a capital with a full stop before a small letter abbreviates a name.
    if letter.isupper() and found["close"].endswith(".") and not following.isupper():
        return "", 0
    return around.format("a" if letter.islower() else "A"), ord(letter.lower()) - ord("a") + 1


def closing_signs(text: str) -> list[int]:
    """Return where in a text something stands that may close a list mark; one search for all its lines."""
    return [found.start() for found in _INLINE.finditer(text)]


def inline_marks(text: str, start: int, end: int, signs: list[int]) -> list[Mark]:
    """Return what may be list marks between `start` and `end`, in order; a single one proves nothing.

    `signs` are the `closing_signs` of the text.

    >>> text = "1. Adults 2. Asthma"
    >>> [mark.ordinal for mark in inline_marks(text, 2, 19, closing_signs(text))]
    [2]
    """
    marks: list[Mark] = []
    for sign in signs[bisect_left(signs, start) : bisect_left(signs, end)]:
        at = sign
        if text[at] in ".)":
            while text[at - 1].isalnum() or text[at - 1] == "\\":
                at -= 1
            if text[at - 1] in "([":
                at -= 1
        elif text[at - 1] == "\\":
            at -= 1
            if _is_footnote(text, at, sign + 1):
                continue
        mark = mark_at(text, at)
        if mark is None or mark.end >= end or _is_formula(text, mark):
            continue
        if at > start and mark.end > sign and not (marks and at < marks[-1].end):
            marks.append(mark)
    return marks


def is_loose(text: str, mark: Mark) -> bool:
    """Tell whether a dash in mid-line has no stop before it: it may as well join two words.

    >>> is_loose("Gout - Asthma", Mark(5, 7, "-", 0)), is_loose("Gout. - Asthma", Mark(6, 8, "-", 0))
    (True, False)
    """
    return mark.style in ("-", "–") and text[max(0, mark.start - 3) : mark.start].rstrip()[-1:] not in ":;.,"


def _is_footnote(text: str, at: int, after: int) -> bool:
    """Whether an escaped star is a word's own and no mark: glued behind it, with the next entry's mark behind."""
    return not text[at - 1].isspace() and text[after : after + 1] == " " and mark_at(text, after + 1) is not None


def _is_formula(text: str, mark: Mark) -> bool:
    """Whether `*` or `·` stands between numbers: `5 * 10^9/L`, `2.5 * ULN` multiply."""
    if mark.style[0] not in "*·":
        return False
    before = text[max(0, mark.start - 3) : mark.start].rstrip()
    after = text[mark.end : mark.end + 3]
    return before[-1:].isdigit() and (after[:1].isdigit() or after == "ULN")


def follows(style: str, ordinal: int, mark: Mark) -> bool:
    """Whether `mark` is the next one of a list whose last mark was of this style and ordinal.

    A single `i`, `v` or `x` is a letter or a Roman numeral, as the list wants it.

    >>> follows("i.", 4, Mark(0, 2, "a.", 22))
    True
    """
    return mark_in(style, mark) == ordinal + 1 if ordinal else mark.style == style


def mark_in(style: str, mark: Mark) -> int:
    """Return the ordinal of a mark read as one of a list of this style; 0 where it cannot belong to it."""
    # `* 1\\. Adults; 2. Asthma`: a bullet that opens a numbered list, whose other marks have none.
    if style in (mark.style, f"{style[:1]}{mark.style}"):
        return mark.ordinal
    if style.replace("i", "a").replace("I", "A") == mark.style:  # one letter, in a list of Roman numerals
        return {9: 1, 22: 5, 24: 10}.get(mark.ordinal, 0)
    return 0
