"""The top of a patient site's profile: a title among a few short lines, most of them without a label.

What comes in: drug class, title, city, phase, status, leader and sponsor, some of them lost. What goes out: the values.
Each line is told by its shape; the title is what is left over, and of several the one that speaks of `X for Y`.
"""

import re
from collections.abc import Mapping, Sequence

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.fields import label_at, read_fields
from trialx.extraction.known.verbs.fixed_sentences import says
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import bullet_length, entry, one_line
from trialx.extraction.take.value import entry_path
from trialx.layouts.layout import Field, Section
from trialx.readers import READERS

_ACRONYM = re.compile(r"\(([^()]{2,60}?)(?: (?:Trial|Study))?\)$")
# In brackets behind a title stands a part of it as well; the word says that it is a name.
_NAMED = re.compile(r"\(([^()]{2,40}) (?:Trial|Study)\)$")
_INITIALS = re.compile(r"[A-Z]{1,3}$")
# What stands in a phrase for other words.
GAP = "…"
# The title is one of so many lines above the first value; others are its class and a city.
NEAR = 3
# Above the title may stand how many people are needed.
ABOVE = "enrollment.count"
TITLE = "brief_title"


def headline(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the top lines.

    `statuses` maps a site's status words to registry statuses, or to nothing; words that end in `…` have others behind
    them. `says` are lines that say a value. `titled` is the word that a title holds, and `kinds` what stands between an
    intervention and its type. Where the title is none of the section's fields, its lines are left to others.
    """
    del cuts
    page, section = found.page, cut.section
    left: list[int] = []
    titled = True  # until the first value below the title
    at = cut.first
    while at < cut.last:
        line = page.lines[at]
        if found.claims[at] is not None:
            at += 1
        elif _status(found, section, at) or says(found, section, at) or _intervention(found, section, at, left):
            titled = False
            at += 1
        elif left and titled and (match := _ACRONYM.match(line)):
            found.part(("acronym",), match[1], at, (1, 1 + len(match[1])), "shape", f"{section.rule}:acronym")
            at += 1
        elif (field := _field(found, section, at)) is not None:
            titled = titled and field.name == ABOVE
            at = _listed(found, section, field, at, cut.last)
        elif not titled and (_INITIALS.match(line) or _is_score(found, section, at)):
            found.claim(at, f"{section.rule}:sign")
            at += 1
        else:
            if titled:
                left.append(at)
            at += 1
    if left and any(field.name == TITLE for field in section.fields):
        _title(found, section, left)


def _status(found: Found, section: Section, at: int) -> bool:
    """Read a line of status words; return whether it is one."""
    line, key, rule = found.page.lines[at], found.page.keys[at], section.rule
    for words, status in _mapping(section.options.get("statuses")).items():
        opening, gap, _ = words.casefold().partition(GAP)
        if not (key.startswith(opening) if gap else key == opening):
            continue
        found.claim(at, f"{rule}:status")
        if not gap:
            found.line(("status_as_shown",), line, at, "shape", f"{rule}:status")
        if status:
            found.part(("overall_status",), status, at, (0, len(opening.rstrip())), "shape", f"{rule}:status")
        return True
    return False


def _intervention(found: Found, section: Section, at: int, left: Sequence[int] = ()) -> bool:
    """Read an intervention with its type behind it: `Honey - Drug`; return whether it is one.

    The condition may be glued before it, as the title in one of the lines `left` names it: `Low MoodHoney - Drug`.
    """
    mark = str(section.options.get("kinds", ""))
    line = found.page.lines[at]
    cut = line.rfind(mark) if mark else -1
    kind = READERS["intervention_type"](line[cut + len(mark) :]) if cut > 0 else None
    if kind is None:
        return False
    offset = bullet_length(line)
    for title in left:
        _, word, condition = found.page.lines[title].partition(f" {section.options.get('titled', '')} ")
        end = offset + len(condition)
        if (
            word
            and condition
            and line.startswith(condition, offset)
            and end < cut  # the intervention is left, glued to it
            and line[end - 1 : end + 1].isalpha()
            and line[end].isupper()
        ):
            rule = f"{section.rule}:conditions"
            found.part(("conditions", found.next("conditions")), condition, at, (offset, end), "shape", rule)
            offset = end
            break
    base = ("interventions", found.next("interventions"))
    rule = f"{section.rule}:interventions"
    found.part((*base, "name"), one_line(line[offset:cut]), at, (offset, cut), "shape", rule)
    found.part((*base, "type"), kind, at, (cut + len(mark), len(line)), "shape", f"{rule}:type")
    return True


def _field(found: Found, section: Section, at: int) -> Field | None:
    """Which field a line is of, by its label or by its shape; a number alone is a score and no value."""
    which = label_at(found, section, at)[0]
    if which >= 0:
        return section.fields[which]
    line = found.page.lines[at]
    bare = (field for field in section.fields if field.bare and not line.isdigit())
    return next((field for field in bare if field.reader(line) is not None), None)


def _listed(found: Found, section: Section, field: Field, at: int, last: int) -> int:
    """Read a line of a field, or its label and the entries below it; return the line to go on with."""
    if not field.many or label_at(found, section, at)[1] < len(found.page.lines[at]):
        read_fields(found, section, at, at + 1)
        return at + 1
    found.claim(at, field.rule)
    at += 1
    while at < last and found.claims[at] is None and _field(found, section, at) is None:
        line = found.page.lines[at]
        if line.isdigit() or _intervention(found, section, at) or _status(found, section, at):
            return at + (found.claims[at] is not None)
        found.part(entry_path(found, field), entry(line), at, (bullet_length(line), len(line)), "label", field.rule)
        at += 1
    return at


def _is_score(found: Found, section: Section, at: int) -> bool:
    """Whether a line is a number alone above the words for what it is a score of, which the layout does not want."""
    if not found.page.lines[at].isdigit() or at + 1 >= len(found.page):
        return False
    after = found.claims[at + 1]
    which = label_at(found, section, at + 1)[0]
    return (after is not None and after.endswith(":heading")) or (which >= 0 and section.fields[which].name == "-")


def _title(found: Found, section: Section, left: list[int]) -> None:
    """Take the title among the lines that nothing else is told of."""
    page, rule = found.page, section.rule
    word = f" {section.options.get('titled', '')} "
    # What stands far above the values is the site's.
    near = left[-NEAR:]
    title = next((at for at in reversed(near) if word.strip() and word in page.lines[at]), -1)
    sure = title >= 0
    if not sure:
        title = max(near, key=lambda at: len(page.lines[at]))
    line = page.lines[title]
    begin = len(line) - len(line.lstrip("# "))
    columns = (begin, len(line))
    found.part(("brief_title",), one_line(line[begin:]), title, columns, "position", f"{rule}:brief_title", sure=sure)
    if match := _NAMED.search(line):
        columns = (match.start(1), match.end(1))
        found.part(("acronym",), match[1], title, columns, "shape", f"{rule}:brief_title", sure=sure)
    for at in left:
        found.claim(at, f"{rule}:kind")


def _mapping(raw: object) -> Mapping[str, str]:
    return raw if isinstance(raw, dict) else {}
