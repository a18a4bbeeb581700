"""A value's place, no wider than its words.

What comes in: the values that were kept, and the page. What goes out: the same values, their places without outer
blanks, and where a value's words stand in its place among others (`Fatigue` in `Fatigue 900509 0`), those words alone.
Separate from the finders, which know the line or the cell that they read, and of which none should have to cut twice.
"""

from collections.abc import Mapping

from trialx.record.span import Value

Path = tuple[str | int, ...]
# Longer places are texts, which their finders cut to the letter.
LONGEST = 400


def placed(values: Mapping[Path, Value], view: str) -> dict[Path, Value]:
    """Return the values with their places made no wider than their words; `view` is the page's.

    >>> value = Value(("conditions", 0), "Fatigue", 0, 17, 0, "label", "a:b:conditions")
    >>> found = placed({value.path: value}, " Fatigue 900509 0")[value.path]
    >>> found.start, found.end
    (1, 8)
    """
    # Most values are as long as their places, and need no look.
    others = [
        value
        for value in values.values()
        if type(value.value) is not str or len(value.value) != value.end - value.start
    ]
    return {**values, **{value.path: _placed(value, view) for value in others}}


def _placed(value: Value, view: str) -> Value:
    start, end, words = value.start, value.end, value.value
    if type(words) is str and 0 < len(words) < end - start < LONGEST:
        at = _alone(view, words, start, end)
        if at >= 0:
            return value._replace(start=at, end=at + len(words))
    if start < end and (view[start].isspace() or view[end - 1].isspace()):
        piece = view[start:end]
        return value._replace(start=end - len(piece.lstrip()), end=start + len(piece.rstrip()))
    return value


def _alone(view: str, words: str, start: int, end: int) -> int:
    """Where the words stand as words of one line of the place, once; -1 where they do not."""
    at = view.find(words, start, end)
    if at < 0 or view.find(words, at + 1, end) >= 0 or view.find("\n", start, end) >= 0:
        return -1
    after = at + len(words)
    cut = (at > start and view[at - 1].isalnum() and words[0].isalnum()) or (
        after < end and view[after].isalnum() and words[-1].isalnum()
    )
    return -1 if cut else at
