"""A page that no layout knows, and how the generic reader took it.

What comes in: the page. What goes out: its `Trace`, and for a field the steps at every label that may mean it. Separate
from `trace`, since this reader has one dictionary of labels in the place of sections and rules.
"""

from collections.abc import Sequence

from trialx.explain.section_fields import concerns, fills
from trialx.explain.steps import Attempt, Step
from trialx.explain.trace import Trace
from trialx.extraction import unknown as any_page
from trialx.extraction.build import build
from trialx.extraction.pipeline import GENERIC
from trialx.extraction.take.found import Found
from trialx.extraction.unknown.reading import RULE
from trialx.extraction.unknown.segments import segments
from trialx.extraction.unknown.slice import Piece
from trialx.extraction.verdict import weigh
from trialx.page.lines import Page


def trace_unknown(page: Page, *, url: str | None = None) -> Trace:
    r"""Read a page by its labels alone; return what happened.

    >>> sorted(trace_unknown(Page("Status: Recruiting\nPhase: II")).kept)
    [('overall_status',), ('phases',), ('study_type',)]
    """
    found = Found(page)
    seen = any_page.signs(found, any_page.read(found, url=url), url)
    _, kept = build(found)
    return Trace(GENERIC, found, (), (), kept, weigh(seen))


def attempt_by_labels(seen: Trace, asked: str) -> Attempt:
    """Return what every label of a field met on the page, in the page's order."""
    parts = segments(seen.found.page)
    steps = [
        step
        for n, piece in enumerate(parts)
        if any(fills(sense.field, asked) for sense in piece.senses if sense.field)
        for step in _label(seen, parts, n, asked)
    ]
    if not steps:
        steps = [Step(0, "", "no label on the page means it", False)]
    return Attempt(f"{RULE}:{asked}", "the whole page, by the labels of the generic layout", tuple(steps))


def _label(seen: Trace, parts: Sequence[Piece], n: int, asked: str) -> list[Step]:
    page, piece = seen.found.page, parts[n]
    number = page.numbers[piece.at]
    sense = next(sense for sense in piece.senses if sense.field and fills(sense.field, asked))
    end = next((other.start for other in parts[n + 1 :] if other.senses), len(page.text))
    taken = [
        value
        for value in seen.found.values
        if piece.start <= value.start < end and concerns(".".join(s for s in value.path if isinstance(s, str)), asked)
    ]
    weak = " (a weak one: it counts only above a value that its reader knows)" if sense.weak else ""
    label = Step(number, piece.text, f"is a label of {sense.field}{weak}", bool(taken))
    if taken:
        return [
            label,
            *(Step(page.numbers[v.line], str(v.value), f"taken by {v.rule.split(':')[1]}", True) for v in taken),
        ]
    after = parts[n + 1] if n + 1 < len(parts) else None
    if after is None or after.senses:
        return [label, Step(number, "", "nothing but the next label follows it", False)]
    words = after.text
    refuses = sense.read is not None and sense.read(words) is None
    outcome = (
        f"the reader of {sense.field} refuses it" if refuses else "not taken: another place says it, or its section"
    )
    return [label, Step(page.numbers[after.at], words, outcome, False)]
