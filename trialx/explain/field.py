"""Why a field has the value that it has, or none.

What comes in: the trace of a page and the name of a field. What goes out: an `Attempt` a section that may fill it, in
the layout's order, each with what it met on which line and why that was refused; then what was handed in and which of
it was kept. Separate from the trace, which knows nothing of fields.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from trialx.explain.account import labels_by_key
from trialx.explain.section_fields import DERIVED, concerns, fills, readers_of
from trialx.explain.steps import Attempt, Step
from trialx.explain.trace import Met, Trace
from trialx.explain.unknown import attempt_by_labels
from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.fields import label_at
from trialx.layouts import TRUNK, catalogue
from trialx.layouts.layout import Field, Section
from trialx.record.span import Value, pointer

# Labels that were looked for are named up to so many.
MOST_LABELS = 5


class Reading(NamedTuple):
    """The account of a field: the attempts, what was handed in, what else the page has of it, and a verdict."""

    field: str
    attempts: tuple[Attempt, ...]
    handed_in: tuple[Step, ...]
    elsewhere: tuple[Step, ...]
    verdict: str


def reading(seen: Trace, asked: str) -> Reading:
    """Return the account of the field `asked` (a name of the record: `start_date`, `arm_groups.label`)."""
    attempts: list[Attempt] = []
    sections = readers_of(seen.layout, asked)
    # The generic reader goes over what the layout leaves open, where the layout asks for it, or over the whole page.
    by_labels = seen.layout.rest or seen.layout.name == TRUNK
    for section, named in sections:
        cuts = [cut for cut in seen.cuts if cut.section.order == section.order]
        if named:
            # A field that a section names twice (a status at the top and further down) is one rule.
            rules: dict[str, list[Field]] = {}
            for field in section.fields:
                if fills(field.name, asked):
                    rules.setdefault(field.rule, []).append(field)
            attempts += [_attempt(seen, section, fields, cuts) for fields in rules.values()]
        else:
            attempts.append(_unnamed(seen, section, asked, cuts))
    if by_labels:
        attempts.append(attempt_by_labels(seen, asked))
    handed_in = _handed_in(seen, asked)
    named_in = [section.name for section, named in sections if named]
    elsewhere = () if by_labels else _elsewhere(seen, asked, named_in)
    return Reading(asked, tuple(attempts), handed_in, elsewhere, _verdict(seen, asked, bool(attempts)))


def _attempt(seen: Trace, section: Section, fields: Sequence[Field], cuts: Sequence[Cut]) -> Attempt:
    """What the rule of a named field met in its section."""
    field = fields[0]
    if not cuts:
        return Attempt(field.rule, _no_section(seen, section), ())
    steps: list[Step] = []
    for cut in cuts:
        steps += _labels(seen, cut, field)
        steps += _met(seen, cut, field)
    if not any(_is_of(value.rule, field) for value in seen.found.values):
        steps.append(_lacks(fields))
    # What concerns no line of its own comes last.
    return Attempt(field.rule, _where(seen, cuts), tuple(sorted(steps, key=lambda step: (not step.line, step.line))))


def _unnamed(seen: Trace, section: Section, asked: str, cuts: Sequence[Cut]) -> Attempt:
    """What a verb that fills the field by itself handed in."""
    rule = f"{section.rule} (verb {section.verb})"
    if not cuts:
        return Attempt(rule, _no_section(seen, section), ())
    given = [v for v in seen.found.values if v.rule.startswith(section.rule) and concerns(_name(v), asked)]
    steps = [] if given else [Step(0, "", "none of the section's lines has the form of it", False)]
    return Attempt(rule, _where(seen, cuts), tuple(steps))


def _labels(seen: Trace, cut: Cut, field: Field) -> list[Step]:
    page = seen.found.page
    steps = []
    for at in range(cut.first, cut.last):
        which, offset = label_at(seen.found, cut.section, at)
        if which >= 0 and cut.section.fields[which].rule == field.rule:
            claim = seen.found.claims[at]
            line = page.lines[at]
            if _is_of(claim, field):
                rest = line[offset:].strip()
                steps.append(Step(page.numbers[at], line[:offset] if rest else line, "is its label", True))
            else:
                fate = f"the line went to {claim}" if claim else "it stands out of the layout's order"
                steps.append(Step(page.numbers[at], line, f"has its label, but {fate}", False))
    return steps


def _met(seen: Trace, cut: Cut, field: Field) -> list[Step]:
    """The lines that the field's reader was asked about, each once."""
    page = seen.found.page
    asked = [met for met in seen.met if met.rule == field.rule]
    return [
        _outcome(met, page.numbers[at], seen.found.claims[at], field)
        for met, at in zip(asked, _lines_of(seen, cut, asked), strict=True)
        if at is not None
    ]


def _outcome(met: Met, number: int, claim: str | None, field: Field) -> Step:
    if met.value is None:
        return Step(number, met.words, f"the reader `{met.reader}` refuses it", False)
    if _is_of(claim, field):
        return Step(number, met.words, f"the reader `{met.reader}` takes it: {met.value!r}", True)
    told = f"the reader `{met.reader}` would take it ({met.value!r}), but the line went to {claim or 'no rule'}"
    return Step(number, met.words, told, False)


def _lines_of(seen: Trace, cut: Cut, asked: Sequence[Met]) -> Iterator[int | None]:
    """Per question, the line of the section that holds its words: a whole line, else what a label stands before.

    A line that several questions ask about is told of once; where its words stand on several lines, each in turn.
    """
    lines = seen.found.page.lines
    whole: dict[str, list[int]] = {}
    for at in range(cut.last - 1, cut.first - 1, -1):
        whole.setdefault(lines[at], []).append(at)
    labelled = [at for at in range(cut.first, cut.last) if label_at(seen.found, cut.section, at)[0] >= 0]
    for met in asked:
        known = whole.get(met.words)
        if known is not None:
            yield known.pop() if known else None
            continue
        beside = next((at for at in labelled if met.words in lines[at]), None)
        if beside is not None:
            labelled.remove(beside)
        yield beside


def _is_of(claim: str | None, field: Field) -> bool:
    """Whether a line went to a field's rule, or to what that rule brings with it (`…:start_date.date:type`)."""
    return claim is not None and (claim == field.rule or claim.startswith(f"{field.rule}:"))


def _lacks(fields: Sequence[Field]) -> Step:
    labels = list(dict.fromkeys(repr(label) for field in fields for label in [*field.labels, *field.glued]))
    more = f" or {len(labels) - MOST_LABELS} more" if len(labels) > MOST_LABELS else ""
    known = " or ".join(labels[:MOST_LABELS]) + more
    label = f"no value stands at its label ({known})" if known else "it has no label"
    bare = next((f"no line is left that the reader `{field.read}` takes" for field in fields if field.bare), "")
    bare = bare or "without label it is not read"
    return Step(0, "", f"{label}, and {bare}", False)


def _where(seen: Trace, cuts: Sequence[Cut]) -> str:
    numbers = seen.found.page.numbers
    spans = [
        "no line" if cut.first >= cut.last else f"lines {numbers[cut.first]}-{numbers[cut.last - 1]}" for cut in cuts
    ]
    return f"section {cuts[0].section.name} (verb {cuts[0].section.verb}), {' and '.join(spans)}"


def _no_section(seen: Trace, section: Section) -> str:
    page = seen.found.page
    opens = [*section.headings, *section.fixed]
    if not opens:
        return f"section {section.name} is the page's first, and a later one begins at its top"
    there = next((page.numbers[at] for at, key in enumerate(page.keys) if key in section.headings), None)
    if there is not None:
        return f"section {section.name} was not opened: line {there} is its heading, but out of order"
    return f"section {section.name} is not on the page: no line is {' or '.join(repr(words) for words in opens)}"


def _handed_in(seen: Trace, asked: str) -> tuple[Step, ...]:
    """Every value that was handed in for the field, and which of them was kept."""
    page = seen.found.page
    kept = {(value.start, value.rule, str(value.value)): path for path, value in seen.kept.items()}
    steps = []
    for value in [*seen.found.values, *(v for v in seen.kept.values() if v.rule.startswith("derived:"))]:
        if not concerns(_name(value), asked):
            continue
        path = kept.get((value.start, value.rule, str(value.value)))
        state = f"kept as {pointer(path)}" if path else "not kept: another place says it, or says it more surely"
        how = f"{value.rule}, by {value.how}{'' if value.sure else ', doubtful'}; {state}"
        steps.append(Step(page.numbers[value.line], str(value.value), how, path is not None))
    for doubt in seen.found.doubts:
        if doubt.path and concerns(".".join(s for s in doubt.path if isinstance(s, str)), asked):
            number = page.numbers[doubt.line] if doubt.line >= 0 else 0
            steps.append(Step(number, "", f"{doubt.code}: {doubt.message}", False))
    return tuple(steps)


def _elsewhere(seen: Trace, asked: str, sections: Sequence[str]) -> tuple[Step, ...]:
    """Lines with a label of the field in sections that do not read it."""
    page, steps = seen.found.page, []
    labels = {key for key, name in labels_by_key().items() if concerns(name, asked)}
    for at, key in enumerate(page.keys):
        if (key in labels or key.partition(":")[0].rstrip() in labels) and seen.found.sections[at] not in sections:
            where = seen.found.sections[at] or "no section"
            steps.append(Step(page.numbers[at], page.lines[at], f"is a label of it, but in {where}", False))
    return tuple(steps)


def _name(value: Value) -> str:
    return ".".join(step for step in value.path if isinstance(step, str))


def _verdict(seen: Trace, asked: str, read: bool) -> str:
    kept = [value for path, value in seen.kept.items() if concerns(_name(value._replace(path=path)), asked)]
    if kept:
        unsure = sum(not value.sure for value in kept)
        return f"{len(kept)} {'value' if len(kept) == 1 else 'values'} read" + (
            f", {unsure} doubtful" if unsure else ""
        )
    if read:
        return "not read on this page"
    others = [layout.name for layout in catalogue() if layout.name != seen.layout.name and readers_of(layout, asked)]
    if asked.split(".")[0] in DERIVED:
        return "it follows from no other value of this page"
    told = f"layouts that read it: {', '.join(others)}" if others else "no layout reads it"
    return f"no section of the layout {seen.layout.name} reads it; {told}"
