"""Made-up records for the tests of the output formats: one full record, and a Hypothesis strategy for odd ones."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from hypothesis import strategies as st

from trialx.record.model import TrialRecord
from trialx.write.as_parquet import open_lines
from trialx.write.tables import TABLES, Kind, csv_heading, table_shape, texts

FULL: TrialRecord = {
    "nct_id": "NCT99000001",
    "registry_ids": [
        {"registry": "ClinicalTrials.gov", "id": "NCT99000001"},
        {"registry": "ISRCTN", "id": "ISRCTN99900001"},
    ],
    "org_study_id": "012",
    "brief_title": 'Warm "socks", or cold: a trial',
    "overall_status": "RECRUITING",
    "phases": ["PHASE1", "PHASE2"],
    "enrollment": {"count": 40, "type": "ESTIMATED"},
    "start_date": {"date": "2024-07"},
    "has_results": False,
    "brief_summary": "Feet are cold.\nSocks may help; nobody knows – ≥ 3 pairs.",
    "conditions": ["Cold feet", "Wet | feet"],
    "design": {"allocation": "RANDOMIZED", "masking": "NONE"},
    "arm_groups": [
        {"label": "Socks", "type": "EXPERIMENTAL", "intervention_names": ["Wool sock", "Tea"]},
        {"label": "No socks", "type": "NO_INTERVENTION"},
    ],
    "interventions": [{"name": "Wool sock", "type": "DEVICE", "other_names": ["Stocking"]}],
    "primary_outcomes": [{"measure": "Warmth", "time_frame": "2 weeks"}, {"measure": "Mood"}],
    "secondary_outcomes": [{"measure": "Holes", "description": "Counted\nby hand"}],
    "eligibility": {
        "inclusion": ["Two feet", "Age 18 or more"],
        "exclusion": ["Wool allergy"],
        "minimum_age": "18 Years",
        "sex": "ALL",
        "healthy_volunteers": True,
    },
    "lead_sponsor": {"name": "Sock Institute", "class": "OTHER"},
    "central_contacts": [{"name": "A. Knitter", "phone": "+86 10 5550 0101"}],
    "locations": [{"facility": "Foot House", "city": "Zürich", "country": "Switzerland"}, {"city": "Oslo"}],
    "source": {"file": "a.txt", "layout": "generic", "sha256": "00", "characters": 10, "truncated": False},
}

# What YAML and CSV find hard, beside what Hypothesis finds by itself.
_AWKWARD = st.sampled_from(
    [
        *("No", "y", "012", "2024-07", "1e5", "null", "~", "=", "<<", ".inf", "0o7", "1:30", "-", "#", "---", "..."),
        *("[a]", "{a", "@a", "`a", "%a", "!a", "&a", "*a", "|", ">", "'", '"', "--", "\\", "C:\\Users"),
        *("+86 10 5550", "- a", "a: b", "a #b", " lead", "trail ", "\tt", "a | b", "a \\| b", "\ufeffa", "😀", "𝛽\nγ"),
        *("a\n", "a\n\n", "\na", "a\nb", " a\nb", "a \nb", "a\n  b", "a\r\nb", "a\rb", "a\x85b", "a\u2028b"),
    ]
)
# A record holds text: no half of a surrogate pair, which no encoding can write.
TEXTS = _AWKWARD | st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
_SCALARS = TEXTS | st.booleans() | st.integers(-(10**9), 10**9)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["name", "type", "class"]), inner),
    max_leaves=12,
)


# Records whose values have the types of the model, as columns must give them back.
TYPED = st.fixed_dictionaries(
    {},
    optional={
        "nct_id": TEXTS,
        "has_results": st.booleans(),
        "enrollment": st.fixed_dictionaries({"count": st.integers(0, 10**9)}, optional={"type": TEXTS}),
        "conditions": st.lists(TEXTS, min_size=1, max_size=4),
        "design": st.fixed_dictionaries({"study_population": TEXTS}),
        "arm_groups": st.lists(
            st.fixed_dictionaries({"label": TEXTS}, optional={"intervention_names": st.lists(TEXTS, min_size=1)}),
            min_size=1,
            max_size=3,
        ),
        "coverage": st.fixed_dictionaries({"unclaimed": st.lists(st.lists(st.integers(0, 9), min_size=2), min_size=1)}),
    },
)


def records() -> st.SearchStrategy[TrialRecord]:
    """Draw mappings in the shape of a record, with any text, list and number as values."""
    keys = st.sampled_from(sorted(TrialRecord.__annotations__))
    return cast("st.SearchStrategy[TrialRecord]", st.dictionaries(keys, _VALUES, max_size=6))


def write_tables(records: Sequence[TrialRecord], folder: Path, kind: Kind) -> None:
    """Put what records add to the long tables into files."""
    columns = zip(*(texts(record, kind) for record in records), strict=True)
    for name, added in zip(TABLES, columns, strict=True):
        if kind == "csv":
            (folder / f"{name}.csv").write_text(csv_heading(name) + "".join(added), newline="")
        else:
            with open_lines(folder / f"{name}.parquet", table_shape(name)) as append:
                for line in "".join(added).encode().splitlines(keepends=True):
                    append(line)
