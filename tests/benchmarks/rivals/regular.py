"""Plain regular expressions, one a field: a label, then what a value looks like; some values are told by their looks.

What comes in: a page. What goes out: claims. The labels are those of `fields.py`; a value follows its label on the line
or below it. Where no label is found, a value may be told by its looks, as somebody would write it who has seen pages
without labels: the words of an enumeration, two dates in a row, two ages in a row.
"""

import re
from typing import Final

from tests.benchmarks.rivals.fields import FIELDS, INTRODUCTIONS, NO_TITLES, Claim

DATE: Final = r"\d{4}-\d\d(?:-\d\d)?|\d\d/\d\d/\d{4}|(?:\d{1,2} )?[A-Z][a-z]{2,8} (?:\d{1,2}, )?\d{4}"
AGE: Final = r"\d+ (?:Year|Month|Week|Day)s?"
PHASE: Final = r"(?:(?:EARLY_)?PHASE\d|(?:Early )?Phase \d|I{1,3}V?|NA|Not [Aa]pplicable)"
PHASES: Final = rf"{PHASE}(?:[/\n]{PHASE})*"
LINE: Final = r"\S.*"
# What the values of a reader look like; all others fill a line.
SHAPES: Final = {
    "nct_id": r"NCT\d{8}",
    "date": DATE,
    "enrollment": r"[\d,]+(?: participants| \(\w+\))?",
    "age": AGE,
    "age_range": r"\d.*",
    "phases": PHASES,
    "yes_no": r"Yes|No",
}
# Where prose and lists end: the headings that may follow them.
ENDS: Final = (
    r"(?:(?:Brief Summary|Detailed Description|Related|Conditions?|Keywords?|Official Title|Overall Status|Locations"
    r"|Study (?:Design|Groups|Oversight|Overview|Plan|Type)|Inclusion Criteria|Exclusion Criteria|Who (?:can|cannot)"
    r"|Contacts?|Ages|Minimum|Maximum|Eligible Sex|Gender|Sponsors|Intervention|Treatment|Criteria|More Information"
    rf"|Primary Purpose|Additional Relevant)\b|{AGE}$)"
)
BY_SHAPE: Final = {
    "brief_title": rf"\A(?:(?:{'|'.join(map(re.escape, NO_TITLES))}).*\n)*+(\S.*)",
    "status": r"^((?:ACTIVE_)?(?:NOT_)?(?:YET_)?RECRUITING|COMPLETED|TERMINATED|WITHDRAWN|SUSPENDED|UNKNOWN"
    r"|ENROLLING_BY_INVITATION|Recruiting|Completed)$",
    "study_type": r"^((?:INTERVEN|OBSERVA)TIONAL)$",
    "phases": rf"^({PHASES})$",
    "enrollment": r"^([\d,]+ participants)$",
    "start_date": rf"^(?:INTERVEN|OBSERVA)TIONAL\n+({DATE})$",
    "completion_date": rf"^(?:{DATE})\n+({DATE})$",
    # Some pages have the whole design on one line.
    "allocation": r"^((?:NON_)?RANDOMIZED)$|\bAllocation: ([^,\n]+)",
    "intervention_model": r"^(SINGLE_GROUP|PARALLEL|CROSSOVER|FACTORIAL|SEQUENTIAL)$|\bIntervention Model: ([^,\n]+)",
    "primary_purpose": r"^(TREATMENT|PREVENTION|DIAGNOSTIC|SUPPORTIVE_CARE|SCREENING|HEALTH_SERVICES_RESEARCH"
    r"|BASIC_SCIENCE|DEVICE_FEASIBILITY)$|\bPrimary Purpose: ([^,\n]+)",
    "masking": r"^(NONE|SINGLE|DOUBLE|TRIPLE|QUADRUPLE)$|\bMasking: ([^,(\n]+)",
    "minimum_age": rf"^({AGE})\n",
    "maximum_age": rf"^{AGE}\n+({AGE})$",
    "sex": r"^(ALL|FEMALE|MALE)$",
    "healthy_volunteers": r"^(?:ALL|FEMALE|MALE)\n+(Yes|No)$",
    # A line of the class stands between a sponsor's name and what it is.
    "lead_sponsor": r"^(\S.*)\n+[A-Z_]+\n+(?:Sponsor Role lead|Responsible Party)$",
    "collaborators": r"^(\S.*)\n+[A-Z_]+\n+Sponsor Role collaborator$",
}


def by_label(name: str) -> str:
    """Return the pattern of a field's labels with what follows them."""
    field = FIELDS[name]
    labels = rf"^(?:{'|'.join(map(re.escape, field.labels))})"
    if field.reader in ("text", "list"):
        introduction = rf"(?:(?:{'|'.join(INTRODUCTIONS)}).*\n\s*)?+"
        before = rf"{labels}(?: [Pp]rovided by[^:\n]*)?[ ]*(?::\s*+|\n\s*+){introduction}"
        return rf"{before}(?!{ENDS})((?s:.)+?)\s*^(?={ENDS}|\Z)"
    # What fills a line is a value only where a colon or the end of its line sets the label off.
    between = r":?\s*" if field.reader in SHAPES else r"(?::\s*|\n\s*)"
    return rf"{labels}(?:[ ]\([A-Z]\w+\))?[ ]*{between}({SHAPES.get(field.reader, LINE)})[ ]*$"


PATTERNS: Final = {
    name: [re.compile(pattern, re.MULTILINE) for pattern in (by_label(name), BY_SHAPE.get(name)) if pattern]
    for name in FIELDS
}


def claims(text: str) -> list[Claim]:
    """Return what the patterns find: of each field the first that its labels stand before, else the first by shape."""
    found = []
    for name, patterns in PATTERNS.items():
        match = next(filter(None, (pattern.search(text) for pattern in patterns)), None)
        if match and match.lastindex:
            found.append((name, match[match.lastindex]))
    return found
