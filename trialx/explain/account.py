"""Every line of a page with what became of it.

What comes in: the trace of a page. What goes out: an `Account` a line: its section, the rule that took it or the reason
why none did, the values that begin on it. Separate from the showing, which only lays it out.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from trialx.eligibility.in_words import told
from trialx.eligibility.of_record import criteria_of
from trialx.explain.trace import Met, Trace
from trialx.layouts import TRUNK, trunk
from trialx.layouts.layout import Section
from trialx.layouts.load import key_of
from trialx.layouts.verbs import VERBS
from trialx.record.span import Value, pointer

# Readers that refused a line are named up to so many.
MOST_READERS = 6


class Account(NamedTuple):
    """What became of a line: `rule` took it, or `why` says why none did; `values` and `thresholds` begin on it."""

    number: int
    text: str
    section: str
    verb: str
    rule: str | None
    why: str
    values: tuple[tuple[str, Value], ...]
    doubts: tuple[str, ...]
    thresholds: tuple[str, ...]  # of a criterion, in words


def accounts(seen: Trace) -> list[Account]:
    """Return one account a line of the page that is not blank, in order."""
    page, found = seen.found.page, seen.found
    begun: dict[int, list[tuple[str, Value]]] = {}
    for path, value in seen.kept.items():
        begun.setdefault(value.line, []).append((pointer(path), value))
    doubts: dict[int, list[str]] = {}
    for doubt in found.doubts:
        if doubt.line >= 0:
            doubts.setdefault(doubt.line, []).append(f"{doubt.code}: {doubt.message}")
    limits: dict[int, list[str]] = {}
    for start, words in told(criteria_of(page.text, [(path, v.start, v.end) for path, v in seen.kept.items()])):
        limits.setdefault(bisect_right(page.starts, start) - 1, []).append(words)
    sections = {cut.section.name: cut.section for cut in seen.cuts}
    refused = refusals(seen.met)
    elsewhere = labels_by_key()
    by_labels = seen.layout.name == TRUNK
    out = []
    for at, rule in enumerate(found.claims):
        name = section_of(found.sections[at], rule)
        section = sections.get(name)
        line = page.lines[at]
        why = "" if rule else _why(section, line, page.keys[at], refused.get(line, ()), elsewhere, by_labels=by_labels)
        if why and seen.layout.rest:
            why += "; the generic reader, which went over the rest, knows no label in it either"
        out.append(
            Account(
                page.numbers[at],
                line,
                name,
                section.verb if section else "",
                rule,
                why,
                tuple(begun.get(at, ())),
                tuple(doubts.get(at, ())),
                tuple(limits.get(at, ())),
            )
        )
    return out


def section_of(section: str, rule: str | None) -> str:
    """Return the section that a line belongs to: the one it was cut into; a heading, the one that it opens.

    >>> section_of("", "meddatax:basics:heading"), section_of("basics", None), section_of("", "generic:phases")
    ('basics', 'basics', '')
    """
    layout, _, rest = (rule or "").partition(":")
    return section or ("" if layout == TRUNK else rest.partition(":")[0])


def refusals(met: Sequence[Met]) -> dict[str, tuple[Met, ...]]:
    """Return, by the words that were asked about, the readers that refused them, each once a rule."""
    out: dict[str, dict[str, Met]] = {}
    for one in met:
        if one.value is None:
            out.setdefault(one.words, {}).setdefault(one.rule, one)
    return {words: tuple(rules.values()) for words, rules in out.items()}


def labels_by_key() -> dict[str, str]:
    """Return the trunk's labels by their keys, each with its field."""
    out: dict[str, str] = {}
    for name, entry in trunk().items():
        labels = entry.get("labels", ())
        for label in [labels] if isinstance(labels, str) else labels:
            out.setdefault(key_of(label), name)
    return out


def _why(
    section: Section | None,
    line: str,
    key: str,
    refused: Sequence[Met],
    elsewhere: Mapping[str, str],
    *,
    by_labels: bool,
) -> str:
    """Say in one clause why no rule took a line."""
    if by_labels:
        return "no label of the generic layout opens it, and none above it takes it"
    if section is None or not section.rule:
        return "it stands before the first heading, where no section reads"
    label = elsewhere.get(key) or elsewhere.get(key_of(line.partition(":")[0]))
    named = {field.name for field in section.fields}
    if label and label not in named:
        return f"it is a label of {label}, which section {section.name} does not read"
    if refused:
        readers = list(dict.fromkeys(met.reader for met in refused))
        more = ", …" if len(readers) > MOST_READERS else ""
        return f"no label opens it, and it reads as none of: {', '.join(readers[:MOST_READERS])}{more}"
    if section.labels and VERBS[section.verb].labelled:
        return f"no label of section {section.name} opens it"
    return f"the verb {section.verb} of section {section.name} finds nothing in it"
