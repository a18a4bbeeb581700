"""A page to the draft of a layout: what `trialx new` writes.

What comes in: the text of one page of a site. What goes out: the YAML of a layout that loads as it stands: the page's
labels that the trunk knows, with the place where each stands, its unknown labels and its headings, and phrases to
recognise the site by. Whatever the draft leaves over is read by the generic reader (`rest: generic`), so that it reads
no less than that. Separate from the loading, which it only promises to satisfy.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from trialx.layouts.document import LayoutError
from trialx.layouts.load import PARTS_BY, key_of
from trialx.page.lines import HEAD_LENGTH, Page
from trialx.readers import READERS, is_null

# Headings and labels that nobody knows are short; what is longer is a sentence or a title.
MOST_WORDS = 7
LONGEST = 60
# A line of so many characters is prose; what stands alone above it is its heading.
PROSE = 80
# A page is recognised by so many phrases together; fewer would claim other sites' pages.
PHRASES = 4
LEAST_PHRASES = 2
# Readers that take any words: a value that they read proves no label.
WORDS = frozenset({"line", "text", "person", "organization"})
LISTS = frozenset({"conditions", "keywords", "interventions.name", "collaborators.name", "locations.country"})
SIDES = frozenset({"eligibility.inclusion", "eligibility.exclusion"})
_PLAIN = re.compile(r"[A-Za-z][\w ()/.'-]*(?<! )")
_TRUTH = frozenset({"yes", "no", "true", "false", "null", "on", "off"})
_MARK = re.compile(r"(?:[-*•◦·▪–#]|\d{1,2}[.)])\s+")
_GAP = re.compile(" ")
_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class _Label:
    """A label of the page: its words, its field (`-` where nobody knows it) and where its value stands."""

    words: str
    field: str
    place: str
    many: bool = False
    opening: str = ""  # how its line begins, where that is not with the label


@dataclass(slots=True)
class _Section:
    """A heading of the page (none for its top) and the labels below it."""

    heading: str
    labels: list[_Label] = field(default_factory=list)


def draft(
    name: str,
    text: str,
    trunk: Mapping[str, Mapping[str, Any]],
    *,
    others: Collection[str] = (),
    leave: Collection[str] = (),
    flat: bool = False,
) -> str:
    r"""Return the YAML of a layout drafted from a page. `trunk` gives each field its reader and its labels.

    `others` are labels that no field has; `leave` are fields (`phases`) that the draft leaves to the generic reader,
    `-` the labels that nobody knows; `flat` drops the headings, so that there is one section. Raises `LayoutError`
    where the page has nothing to recognise its site by.

    >>> trunk = {"phases": {"read": "phases", "labels": ["Phase"]}}
    >>> page = "Tea for Hiccups\nPhase: 2\nTea type: green\nKettle size: small\n"
    >>> print(draft("teas", page, trunk).split("sections:")[1])
    <BLANKLINE>
      - name: head
        read: fields
        fields:
          - {field: phases, label: Phase}
          - {field: "-", label: Tea type}
          - {field: "-", label: Kettle size}
    <BLANKLINE>
    """
    page = Page(text)
    known = _known(trunk, others)
    sections = _sections(page, trunk, known)
    phrases = _phrases(sections, page, known)
    if len(phrases) < LEAST_PHRASES:
        raise LayoutError("the page has too few labels and headings to recognise its site by; give a fuller page")
    for section in sections:
        section.labels = [label for label in section.labels if label.field not in leave]
    if flat:
        sections = [_Section("", [label for section in sections for label in section.labels])]
    lines = [
        f"name: {name}",
        f'about: "pages of {name}, drafted from one of them"',
        "# A page with all phrases of one group is this layout's: keep what only this site's pages hold.",
        "recognise:",
        f"  - [{', '.join(map(_quoted, phrases))}]",
        "# The generic reader reads what the sections leave over.",
        "rest: generic",
        "sections:",
    ]
    for number, section in enumerate(sections):
        lines += _section(section, number)
    return "\n".join(lines) + "\n"


def _sections(
    page: Page, trunk: Mapping[str, Mapping[str, Any]], known: Mapping[str, Sequence[tuple[str, bool]]]
) -> list[_Section]:
    """Cut the page at its headings and collect the labels of each part."""
    sections = [_Section("")]
    met: set[tuple[str, str]] = set()
    at = 0
    while at < len(page):
        label, after = _label(page, at, known, trunk)
        if label is not None:
            if (label.words, label.field) not in met:
                met.add((label.words, label.field))
                sections[-1].labels.append(label)
            at = after
            continue
        if at and _is_heading(page, at, known) and all(page.lines[at] != one.heading for one in sections):
            sections.append(_Section(page.lines[at].lstrip("# ")))
        at += 1
    return sections


def _known(trunk: Mapping[str, Mapping[str, Any]], others: Collection[str]) -> dict[str, list[tuple[str, bool]]]:
    """Keys of labels → their fields, each with whether the label means it anywhere; `-` for those of no field."""
    known: dict[str, list[tuple[str, bool]]] = {}
    for sure, part in ((True, "labels"), (False, "weak")):
        for name, base in trunk.items():
            if name in PARTS_BY:
                continue
            for label in base.get(part, ()):
                known.setdefault(key_of(label), []).append((name, sure))
    for label in others:
        known.setdefault(key_of(label), []).append(("-", True))
    return known


def _label(
    page: Page, at: int, known: Mapping[str, Sequence[tuple[str, bool]]], trunk: Mapping[str, Mapping[str, Any]]
) -> tuple[_Label | None, int]:
    """Return the label that line `at` opens with, and the line after its value; None where it is no label."""
    line = page.lines[at]
    following = page.lines[at + 1] if at + 1 < len(page) else ""
    if line[0] == "|":
        return _row(line, known, trunk), at + 1
    bullet = _MARK.match(line)
    if bullet and key_of(line[bullet.end() :]) in known:
        # Labels and values alternate as bullets of one list.
        name = _meant(known[key_of(line[bullet.end() :])], _MARK.sub("", following), trunk)
        return (_Label(line, name, "below"), at + 2) if name else (None, at + 1)
    colon = line.find(":", 0, LONGEST)
    words, value = (line[:colon].strip(), line[colon + 1 :].strip()) if colon > 0 else (line, "")
    if page.keys[at] in known:
        words, value = line.rstrip(": "), ""
    fields = known.get(key_of(words), ())
    name = _meant(fields, value or following, trunk)
    if name:
        if value:
            return _Label(words, name, "inline"), at + 1
        if not following or page.keys[at + 1] in known:
            return _Label(words, name, "below"), at + 1
        return _below(page, at, words, name, known, trunk)
    kinds = ("intervention_type", "arm_type")
    for end in (m.start() for m in _GAP.finditer(line, 0, LONGEST)):
        # `Recruitment status Open`: a label and, one blank behind it, a value that its reader knows.
        name = _meant(known.get(key_of(line[:end]), ()), line[end + 1 :], trunk)
        if name and name != "-" and trunk[name]["read"] not in WORDS:
            return _Label(line[:end], name, "glued"), at + 1
    if value and _is_short(words) and not _DIGIT.search(words) and all(READERS[kind](words) is None for kind in kinds):
        return _Label(words, "-", "inline"), at + 1
    return None, at + 1


def _row(
    line: str, known: Mapping[str, Sequence[tuple[str, bool]]], trunk: Mapping[str, Mapping[str, Any]]
) -> _Label | None:
    """Return the label of a table's row: its first cell, or the first two where a code stands before the words."""
    cells = [cell.strip() for cell in line.strip("| ").split("|")]
    for count in (1, 2):
        words = " ".join(cells[:count])
        fields = known.get(key_of(words)) or known.get(key_of(cells[min(count, len(cells)) - 1]), ())
        name = _meant(fields, " ".join(cells[count:]), trunk)
        if name:
            return _Label(words, name, "inline", opening="| " + " | ".join(cells[:count]))
    return None


def _meant(fields: Sequence[tuple[str, bool]], value: str, trunk: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the field that a label means: one that its words mean anywhere, or one whose reader knows the value."""
    for name, sure in fields:
        if name == "-":
            return name
        reader = str(trunk[name]["read"])
        if reader not in WORDS and READERS[reader](value) is not None:
            return name
        if sure and (reader in WORDS or is_null(value)):
            return name
    return ""


def _below(
    page: Page,
    at: int,
    words: str,
    name: str,
    known: Mapping[str, Sequence[tuple[str, bool]]],
    trunk: Mapping[str, Mapping[str, Any]],
) -> tuple[_Label, int]:
    """Return a label whose value stands on the line below it, or on several: up to the next label or heading."""
    after = at + 2
    long = name in SIDES or (name != "-" and trunk[name]["read"] == "text")
    if long or name in LISTS:
        while after < len(page) and not _labels(page, after, known) and (long or len(page.lines[after]) < PROSE):
            after += 1
    return _Label(words, name, "below", many=name in LISTS and after > at + 2), after


def _labels(page: Page, at: int, known: Mapping[str, Sequence[tuple[str, bool]]]) -> bool:
    """Whether a line opens with a known label, or is a heading by its mark."""
    line = page.lines[at]
    colon = line.find(":", 0, LONGEST)
    return page.keys[at] in known or (colon > 0 and key_of(line[:colon]) in known) or line[0] == "#"


def _is_heading(page: Page, at: int, known: Mapping[str, Sequence[tuple[str, bool]]]) -> bool:
    """Whether a line is a heading: a few words alone above a label, a list or prose."""
    line = page.lines[at]
    if at + 1 >= len(page) or line[-1] in ".,;:" or not _is_short(line.lstrip("# ")):
        return False
    below = page.lines[at + 1]
    return page.keys[at + 1] in known or bool(_MARK.match(below)) or len(below) > PROSE or line[0] == "#"


def _is_short(words: str) -> bool:
    return HEAD_LENGTH <= len(words) <= LONGEST and words.count(" ") < MOST_WORDS and words[0].isupper()


def _phrases(sections: Sequence[_Section], page: Page, known: Collection[str]) -> list[str]:
    """Choose what the site is recognised by: first what no other site is known to have, then what few have together."""
    words = [section.heading for section in sections if section.heading]
    words += [label.opening or label.words for section in sections for label in section.labels]
    words = [one for one in dict.fromkeys(words) if len(key_of(one)) >= HEAD_LENGTH]
    own = [one for one in words if key_of(one.lstrip("|- ")) not in known]
    others = sorted((one for one in words if one not in own), key=lambda one: -len(one))
    found = [*own[:PHRASES], *others][:PHRASES]
    if len(found) >= LEAST_PHRASES:
        return found
    # A page without labels has short lines; the first one is the trial's title.
    short = [line for line in page.lines[1:] if _is_short(line) and not _DIGIT.search(line) and line not in found]
    return [*found, *short][:PHRASES]


def _section(section: _Section, number: int) -> list[str]:
    lines = [f"  - name: {_name(section.heading, number)}"]
    if section.heading:
        lines.append(f"    heading: {_quoted(section.heading)}")
    if not section.labels:
        return [*lines, "    read: rest"]
    lines += ["    read: fields", "    fields:"]
    return lines + [f"      - {{{_field(label)}}}" for label in section.labels]


def _field(label: _Label) -> str:
    name = '"-"' if label.field == "-" else label.field
    side = ", read: text" if label.field in SIDES else ""
    place = ", at: [below, inline, glued]" if label.place == "glued" else ""
    return f"field: {name}, label: {_quoted(label.words)}{side}{place}{', many: yes' if label.many else ''}"


def _name(heading: str, number: int) -> str:
    """Return a section's name: the words of its heading and its number, so that no two are alike."""
    if not heading:
        return "head"
    words = re.sub(r"[^a-z0-9]+", "_", heading.casefold()).strip("_")
    return f"{words or 'section'}_{number}"


def _quoted(words: str) -> str:
    """Return words as YAML has them, in quotes where they need some."""
    plain = _PLAIN.fullmatch(words) and words.casefold() not in _TRUTH and not words.startswith(("y ", "n "))
    return words if plain else json.dumps(words, ensure_ascii=False)
