"""How much a line looks like a name, and how much like a description of what is named.

What comes in: a line of a list of interventions or groups. What goes out: a cost, lower where it looks more like it.
Separate from `grouping`, which weighs these costs: here stand the words and the lengths.
"""

import re

# What a line of this length would cost as a name: names are short, descriptions are not.
LONG_NAME = 110
# From this cost on a line is no name.
LIKE_TEXT = 1.4
# Names of more words than this get less likely with each.
NAME_WORDS = 6
# Words that a sentence has and a name has not.
_TELLING = re.compile(
    r"\b(?:will|is|are|was|were|be|been|receives?|received|given|taken|administered|participants|patients|subjects"
    r"|twice|daily|every|this|these|which|that|once|using|during|orally|injected|undergo)\b"
)
_DOSE = re.compile(r"\d ?(?:mg|ml|mcg)\b")
_LISTED = re.compile(r"[*•-] |\(?\d{1,2}[.)] ")


def looks_like_text(line: str) -> bool:
    """Whether a line is more of a sentence than of a name.

    >>> looks_like_text("one tablet is taken twice daily."), looks_like_text("Tablet group")
    (True, False)
    """
    return name_cost(line) >= LIKE_TEXT


def name_cost(line: str) -> float:
    """How little a line looks like a name."""
    cost = 0.0
    if len(line) > LONG_NAME:
        cost += 1.0 + min(2.0, (len(line) - LONG_NAME) / LONG_NAME)
    if line[-1:] in ".;":
        cost += 1.5
    if _LISTED.match(line):
        cost += 3.0
    if ". " in line:
        cost += 1.0
    words = line.count(" ") + 1
    if words > NAME_WORDS:
        cost += 0.08 * (words - NAME_WORDS)
    if line[0].islower():
        cost += 0.5
    if _tells(line):
        cost += 1.0
    return cost


def _tells(line: str) -> bool:
    """Whether a line has words of a sentence, or a dose."""
    small = line.casefold()  # a pattern that need not look at both cases takes half the time
    return _TELLING.search(small) is not None or _DOSE.search(small) is not None


def text_cost(line: str) -> float:
    """How little a line looks like a description: a few words without a verb are as good a name."""
    if line[-1:] in ".;:" or line[0].islower() or _tells(line):
        return 0.0
    if line.casefold() in ("placebo", "control", "active comparator"):
        return 2.0
    words = line.count(" ") + 1
    return 0.0 if words > 4 else 0.6 if words > 2 else 1.0


def more_cost(line: str) -> float:
    """How little a line looks like a further paragraph of a description."""
    if _LISTED.match(line):
        return 0.1
    return 0.5 if len(line) > LONG_NAME or line[-1:] in ".;:" else 1.3
