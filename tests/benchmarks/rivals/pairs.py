"""`jc --kv`: a page as keys and values, through jc's Python interface; keys that are labels of `fields.py` are claims.

What comes in: a page. What goes out: claims. jc reads a key and a value a line, so it gets what it can read: lines
without their indentation, a label that stands alone joined with the line below it, and the title with a label. Of two
equal keys jc keeps the last.
"""

from itertools import dropwhile
from typing import Any, Final

import jc

from tests.benchmarks.rivals.fields import FIELDS, INTRODUCTIONS, NO_TITLES, Claim

NAMES: Final = {label: name for name, field in FIELDS.items() for label in field.labels}


def claims(text: str) -> list[Claim]:
    """Return the pairs whose key is a label."""
    pairs: dict[str, Any] = jc.parse("kv", pasted(text), quiet=True)  # type: ignore[assignment]
    # A line in brackets makes jc begin a section.
    flat = [
        pair for key, value in pairs.items() for pair in (value.items() if isinstance(value, dict) else [(key, value)])
    ]
    return [(name, value) for key, value in flat if value and (name := NAMES.get(label(key)))]


def label(line: str) -> str:
    """Return a label without its colon and what stands in brackets behind it: `Enrollment (Actual)`."""
    return line.rstrip(" :").partition(" (")[0]


def pasted(text: str) -> str:
    """Return the page with each label that stands alone joined with the line below."""
    lines = [line for line in map(str.strip, text.split("\n")) if line and not line.startswith(INTRODUCTIONS)]
    title, *rest = dropwhile(lambda line: line.startswith(NO_TITLES), lines)
    out, waiting = [f"Brief Title: {title}"], ""
    for line in rest:
        if label(line) in NAMES:
            waiting = label(line)
        else:
            out.append(f"{waiting}: {line}" if waiting else line)
            waiting = ""
    return "\n".join(out)
