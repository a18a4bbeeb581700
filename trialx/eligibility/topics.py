"""Topics: pregnancy, consent, HIV and the like, and whether a trial requires, forbids or allows them.

What comes in: the words of a criterion and its side. What goes out: the topics that it speaks of, each with its words
and their offsets. Separate from the thresholds, since here no number is read. The patterns are data/topics.yaml's;
a mention of which it is not sure whether it is required or forbidden is no topic.
"""

import re
from functools import cache
from typing import Any, NamedTuple

from trialx.eligibility.lexicon import read_data
from trialx.eligibility.mentions import allowed, denials, denied_behind
from trialx.record.model import Topic

LONGEST = 3000  # characters: a longer text is no criterion


class _Rule(NamedTuple):
    """How one topic is told; see data/topics.yaml."""

    topic: str
    stems: tuple[str, ...]
    words: re.Pattern[str]
    no_mention: re.Pattern[str] | None
    asks: bool
    lacking: re.Pattern[str] | None
    only_denied: re.Pattern[str] | None
    behind: bool
    capitals: bool


@cache
def _rules() -> tuple[_Rule, ...]:
    data: dict[str, Any] = read_data("topics.yaml")
    return tuple(
        _Rule(
            topic,
            tuple(entry["stems"]),
            _pattern(entry["words"]),
            _pattern(entry["not"]) if "not" in entry else None,
            "asks" in entry,
            _pattern(entry["lacking"]) if "lacking" in entry else None,
            _pattern(entry["only_denied"]) if "only_denied" in entry else None,
            "denied_behind" in entry,
            "capitals" in entry,
        )
        for topic, entry in data.items()
    )


_MUST = re.compile(
    r"[^.;,]{0,40}\b(?:(?:is|are) (?:required|mandatory|needed)|must be (?:used|signed|given|obtained))\b",
    re.IGNORECASE,
)
_OF_SOME = re.compile(
    r"[^.;]{0,25}\b(?:participants|patients|individuals|subjects|people|persons)"
    r"\s+(?:must|should|may|are|who|on|with|need)\b",
    re.IGNORECASE,
)


def _pattern(words: list[str]) -> re.Pattern[str]:
    joined = "|".join(words).replace(r"\s+", r"[\s-]+").replace(r"\s?", r"[\s-]?")  # a blank may be a hyphen
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


class Placed(NamedTuple):
    """A topic and the offsets of its words in the criterion."""

    topic: Topic
    start: int
    end: int


def topics(text: str, side: str | None) -> list[Placed]:
    """Return what a criterion speaks of; without a side nothing can be required or forbidden.

    >>> [(item.topic["topic"], item.topic["polarity"]) for item in topics("Pregnant or nursing women", "exclusion")]
    [('pregnancy', 'forbidden'), ('breastfeeding', 'forbidden')]
    """
    if side is None or len(text) > LONGEST:
        return []
    found = []
    small = text.lower()
    for rule in _rules():
        if not any(map(small.__contains__, rule.stems)):
            continue
        for mention in rule.words.finditer(text):
            if rule.capitals and mention[0].lower() in ("aids", "hiv") and not mention[0].isupper():
                continue
            if rule.no_mention is not None and _overlaps(rule.no_mention, text, mention):
                continue
            if polarity := _polarity(rule, text, side, mention):
                words = Topic(topic=rule.topic, polarity=polarity, text=mention[0])
                found.append(Placed(words, mention.start(), mention.end()))
                break
    return sorted(found, key=lambda item: item.start)


def _overlaps(pattern: re.Pattern[str], text: str, mention: re.Match[str]) -> bool:
    near = max(0, mention.start() - 60)
    return any(
        found.start() < mention.end() and mention.start() < found.end()
        for found in pattern.finditer(text, near, min(len(text), mention.end() + 40))
    )


def _polarity(rule: _Rule, text: str, side: str, mention: re.Match[str]) -> str:
    """Return required, forbidden or allowed, or nothing where it is not sure."""
    start, end = mention.span()
    if allowed(text, start, end) and not rule.asks:
        return "allowed" if not denials(text, start) else ""
    if rule.behind and side == "inclusion" and _OF_SOME.match(text, end):
        return "allowed"  # "HIV-infected participants must be well controlled"
    turned = denials(text, start) + (rule.behind and denied_behind(text, end))
    if rule.asks:
        if _MUST.match(text, end):
            return "required"
        turned = min(turned, 1)
    if rule.asks and side == "exclusion" and denied_behind(text, end):
        turned = 1
    if rule.lacking is not None and rule.lacking.search(mention[0]):
        turned = 1
    if rule.only_denied is not None and rule.only_denied.fullmatch(mention[0]) and not turned:
        return ""
    there = turned % 2 == 0
    if (side == "inclusion") == there:
        return "required"
    return "" if rule.asks else "forbidden"
