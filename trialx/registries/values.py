"""Readings that only structured sources need: flags, counts, texts with the wraps and escapes of a register.

What comes in: the scalar of a node (a text, a number, a flag). What goes out: the value in the record's form, or None.
Everything that pages have too (dates, ages, enumerations) is read by `trialx.readers`; readings.py joins the two.
"""

import re
from functools import lru_cache
from typing import Any, Final, get_args

from trialx.eligibility.lists import entries
from trialx.eligibility.nodes import walk
from trialx.eligibility.tree import tree
from trialx.readers import is_null
from trialx.readers.codes import intervention_type, yes_no
from trialx.readers.ids import registry_id
from trialx.readers.lines import text
from trialx.record.model import RegistryId
from trialx.record.vocab import BiospecRetention, IpdSharingPlan, ReferenceType
from trialx.registries.nodes import scalar

_ESCAPE: Final = re.compile(r"\\([^\w\s]|_)")
_BREAK: Final = re.compile(r"\n?<br\s*/?\s*>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?(?:p|b|i|u|ul|ol|li|sup|sub|span|div|strong|em)\b[^<>]{0,200}>", re.IGNORECASE)
# `Allocation: ` at the start or behind the value before it.
_LABEL: Final = re.compile(r"(?:^|[.,;|])[ \t]*([A-Z][A-Za-z]{3,15}(?: [A-Za-z]{3,15})?):[ \t]+")
_NUMBER: Final = re.compile(r"-?\d{1,9}(?:\.\d{1,12})?")
_WHOLE: Final = re.compile(r"\d{1,12}")
# ClinicalTrials.gov names an intervention of an arm with its type before it.
_TYPED_NAME: Final = re.compile(r"([A-Z][A-Za-z_]+(?: [A-Z][a-z]+)?): ?(\S.*)", re.DOTALL)
# No text that says "there is none" is longer; all others are known by their length.
LONGEST_NULL: Final = 40
_REGISTRY_TYPES: Final = {"EUDRACT_NUMBER": "EU CTR", "CTIS": "CTIS"}


def words(value: str) -> str | None:
    r"""Return a text on one line, its blanks single.

    >>> words(" Cold\n feet ")
    'Cold feet'
    """
    return " ".join(value.split()) or None


def marked_text(value: str) -> str | None:
    r"""Return the paragraphs of a text whose special characters Markdown escapes, as the API writes them.

    >>> marked_text("Feet \\< 20 °C.\n\n* left\n* right")
    'Feet < 20 °C.\n* left\n* right'
    """
    return text(_ESCAPE.sub(r"\1", value) if "\\" in value else value)


def wrapped_text(value: str) -> str | None:
    r"""Return the paragraphs of a text that is wrapped at a width, as the old XML writes them.

    >>> wrapped_text("\n   Cold feet are\n   cold.\n\n   Socks help.\n")
    'Cold feet are cold.\nSocks help.'
    """
    return text(unwrapped(value))


def unwrapped(value: str) -> str:
    r"""Join the lines that were broken at a width; a line that its first word would still have fitted on ends there.

    >>> unwrapped("  - left foot, always\n    the left\n\n  - right\n  - both")
    '  - left foot, always the left\n\n  - right\n  - both'
    """
    lines: list[str] = []
    printed = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    width = max(len(line.rstrip()) for line in printed)
    room = width + 1  # above the first line, as on a blank one, everything fits
    for line in printed:
        words_here = line.split()
        if words_here and len(words_here[0]) >= room:
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        else:
            lines.append(line)
        room = width - len(line.rstrip()) if words_here else width + 1
    return "\n".join(lines)


def html_text(value: str) -> str | None:
    r"""Return the paragraphs of a text with the tags of a web page in it, as the ICTRP passes on.

    >>> html_text("<br>  Warm socks <br><br> twice a day<br>")
    'Warm socks\ntwice a day'
    """
    return text(plain_breaks(value))


def plain_breaks(value: str) -> str:
    r"""Turn `<br>`, with the line break that may stand before it, into a line break; drop tags of emphasis and lists.

    >>> plain_breaks("a<br/>b <b>c</b>; 5 < 6")
    'a\nb c; 5 < 6'
    """
    return _TAG.sub("", _BREAK.sub("\n", value)) if "<" in value else value


def ipd_sharing_plan(value: str) -> str | None:
    """Return whether data are to be shared.

    >>> ipd_sharing_plan("Yes"), ipd_sharing_plan("UNDECIDED"), ipd_sharing_plan("perhaps")
    ('YES', 'UNDECIDED', None)
    """
    return _token(value, IpdSharingPlan)


def reference_type(value: str) -> str | None:
    """Return how a publication stands to the trial.

    >>> reference_type("RESULT"), reference_type("results_reference"), reference_type("other")
    ('RESULT', None, None)
    """
    return _token(value, ReferenceType)


def biospec_retention(value: str) -> str | None:
    """Return what is kept of samples.

    >>> biospec_retention("SAMPLES_WITH_DNA"), biospec_retention("None Retained"), biospec_retention("blood")
    ('SAMPLES_WITH_DNA', 'NONE_RETAINED', None)
    """
    return _token(value, BiospecRetention)


def number(value: Any) -> float | int | None:
    """Return a number with its fraction.

    >>> number(47.5), number("-0.12"), number(47), number("47N"), number(True)
    (47.5, -0.12, 47, None, None)
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = str(value).strip()
    return float(text) if _NUMBER.fullmatch(text) else None


def _token(value: str, enumeration: Any) -> str | None:
    """Return a token of an enumeration, however its blanks and capitals are written."""
    word = "_".join(value.split()).upper()
    return word if word in get_args(enumeration) else None


def flag(value: Any) -> bool | None:
    """Return a flag, given as one or in words.

    >>> flag(True), flag("No"), flag("Accepts Healthy Volunteers"), flag("perhaps")
    (True, False, True, None)
    """
    return value if isinstance(value, bool) else yes_no(str(value))


def whole_number(value: Any) -> int | None:
    """Return a count as it is printed: 99999999, which says that it is not known, too.

    >>> whole_number(40), whole_number("40"), whole_number("99999999"), whole_number("40.5"), whole_number("4 groups")
    (40, 40, 99999999, None, None)
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value if value >= 0 else None
    digits = str(value).strip().replace(",", "")
    return int(digits) if _WHOLE.fullmatch(digits) else None


def name_without_type(value: str) -> str | None:
    """Return the name of an intervention without the type that an arm puts before it.

    >>> name_without_type("Device: Wool sock"), name_without_type("Group A: socks")
    ('Wool sock', 'Group A: socks')
    """
    found = _TYPED_NAME.fullmatch(value.strip())
    typed = found and intervention_type(found[1])
    return words(found[2] if found and typed else value)


def event_term(value: str) -> str | None:
    """Return the term of an adverse event; the sum of all events is none.

    >>> event_term("Itch"), event_term("Total, serious adverse events")
    ('Itch', None)
    """
    return None if value.startswith("Total, ") else words(value)


def inclusion(value: str) -> list[str] | None:
    r"""Return the inclusion criteria of a text, one an entry.

    >>> inclusion("Inclusion Criteria:\n\n* Two feet\n\nExclusion Criteria:\n\n* Wool allergy")
    ['Two feet']
    """
    return _criteria(value)[0] or None


def exclusion(value: str) -> list[str] | None:
    r"""Return the exclusion criteria of a text, one an entry.

    >>> exclusion("Inclusion Criteria:\n\n* Two feet\n\nExclusion Criteria:\n\n* Wool allergy")
    ['Wool allergy']
    """
    return _criteria(value)[1] or None


def unlisted_criteria(value: str) -> str | None:
    r"""Return the criteria as they stand where a list could not be told, so that what has no side is not lost.

    >>> unlisted_criteria("People with feet."), unlisted_criteria("Inclusion Criteria:\n\n* Two feet")
    ('People with feet.', None)
    """
    inside, outside, unsided = _criteria(value)
    return marked_text(value) if not (inside or outside) or (unsided and not (inside and outside)) else None


def is_there(node: Any) -> bool | None:
    """Return True for a part of the source that holds anything.

    >>> is_there({"a": 1}), is_there({})
    (True, None)
    """
    return True if node else None


def name_of_parts(node: Any) -> str | None:
    """Return a person's name from the elements of the XML; most records have all of it in the last name.

    >>> name_of_parts({"first_name": ["Ann"], "last_name": ["Knitter"], "degrees": ["MD"]})
    'Ann Knitter, MD'
    >>> name_of_parts({"last_name": ["Ann Knitter, MD"]}), name_of_parts({"phone": ["555 0101"]})
    ('Ann Knitter, MD', None)
    """
    if not isinstance(node, dict) or "last_name" not in node:
        return None
    parts = [
        words(str(scalar(node[part][0]) or "")) for part in ("first_name", "middle_name", "last_name") if part in node
    ]
    degrees = words(str(scalar(node["degrees"][0]) or "")) if "degrees" in node else None
    name = " ".join(part for part in parts if part)
    return f"{name}, {degrees}" if name and degrees else name or None


def labelled(value: str, label: str) -> str:
    """Return what stands behind a label in a text of labels and values; empty where the label is not in it.

    >>> labelled("Allocation: Randomized, Masking: Double (Participant, Investigator)", "Masking")
    'Double (Participant, Investigator)'
    >>> labelled("Randomised, in two groups.", "Masking")
    ''
    """
    parts = _LABEL.split(value)
    found = (text for name, text in zip(parts[1::2], parts[2::2], strict=False) if name.casefold() == label.casefold())
    return next(found, "").strip(" .,;|")


def secondary_registry(node: Any) -> RegistryId | None:
    """Return the registry and number of a secondary id of the API; None where it is no registry's.

    >>> secondary_registry({"id": "2099-000001-15", "type": "EUDRACT_NUMBER"})
    {'registry': 'EU CTR', 'id': '2099-000001-15'}
    >>> secondary_registry({"id": "SOCK-7", "type": "OTHER"}) is None
    True
    """
    parts = node if isinstance(node, dict) else {"id": node}
    number, kind = (str(scalar(parts.get(part)) or "") for part in ("id", "type"))
    found, registry = registry_id(number), _REGISTRY_TYPES.get(kind)
    if found is None and registry and not is_null(number):
        return {"registry": registry, "id": " ".join(number.split())}
    return found


def _says_none(text: str) -> bool:
    return len(text) <= LONGEST_NULL and is_null(text)


@lru_cache(maxsize=1)
def _criteria(value: str) -> tuple[list[str], list[str], bool]:
    """Read the criteria once for the three fields that are made of them; the flag: whether any stands on no side."""
    nodes = tree(value)
    inside, outside = ([one.text for one in side if not _says_none(one.text)] for side in entries(value, nodes))
    return inside, outside, any(node.side is None and not node.heading for node in walk(nodes))
