"""The summary table: what a person wants to know of a record in one look.

What comes in: records with the places of their values. What goes out: a table on standard error: one page as its fields
with what was found, missing or doubtful; several pages as a row each. Separate from the other writers, since it is for
eyes and not for programs, and since rich is imported only here.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from trialx.record.doubtful import doubtful_values
from trialx.record.visible import visible

if TYPE_CHECKING:
    from trialx.record.model import TrialRecord
    from trialx.record.span import Value

# What people look for first, in this order; the first group is a column each where several pages are shown.
COLUMNS = ("nct_id", "brief_title", "overall_status", "phases", "enrollment", "start_date", "lead_sponsor")
FIELDS = (
    "nct_id",
    "brief_title",
    "official_title",
    "overall_status",
    "study_type",
    "phases",
    "enrollment",
    "start_date",
    "primary_completion_date",
    "completion_date",
    "first_posted_date",
    "last_update_posted_date",
    "lead_sponsor",
    "conditions",
    "interventions",
    "arm_groups",
    "primary_outcomes",
    "eligibility",
    "design",
    "locations",
    "brief_summary",
)
# Fields that are the record's own and not the trial's.
ASIDE = frozenset({"source", "coverage", "warnings", "evidence", "page"})
WIDEST_VALUE = 200
# Below this width a value gets the whole line below its field's name.
NARROW = 60
# Columns of a fixed width; the others share what is left. In a narrow terminal only some are shown.
WIDTHS = {"nct_id": 11, "overall_status": 14, "phases": 14, "enrollment": 10, "start_date": 10}
WIDE, NARROW_COLUMNS = 110, frozenset({"nct_id", "brief_title", "overall_status"})


class Shown(Protocol):
    """What the table needs of a record."""

    @property
    def data(self) -> "TrialRecord":
        """The record as a mapping."""

    @property
    def places(self) -> "Mapping[tuple[str | int, ...], Value]":
        """Each value's place, by its path."""


def show(records: Sequence[Shown], *, console: Console | None = None) -> None:
    """Print the summary of one page, or of several, on standard error."""
    console = console or Console(stderr=True, highlight=False, markup=False, emoji=False)
    if len(records) == 1:
        _one(records[0], console)
    else:
        _several(records, console)


def _one(record: Shown, console: Console) -> None:
    data: Mapping[str, Any] = record.data
    doubtful = {pointer.split("/")[1] for pointer in doubtful_values(data, record.places)}
    found = dict.fromkeys(name for name in (*FIELDS, *data) if name in data and name not in ASIDE)
    console.print(Text(visible(str(data["source"].get("file", "page"))), "bold"))
    console.print(_table(found, data, doubtful, narrow=console.width < NARROW))
    console.print(_caption(data, [name for name in FIELDS if name not in data]))
    for warning in data.get("warnings", ()):
        where = f" (line {warning['line']})" if "line" in warning else ""
        console.print(Text(visible(f"warning: {warning['code']}{where}: {warning['message']}"), "yellow"))


def _table(names: Iterable[str], data: Mapping[str, Any], doubtful: Container[str], *, narrow: bool) -> Table:
    """A row a field: a mark, its name, its value; in a narrow terminal the value stands below the name."""
    table = Table(box=box.SIMPLE_HEAD, show_header=not narrow, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("")
    table.add_column("field", no_wrap=not narrow)
    if not narrow:
        table.add_column("value")
    for name in names:
        doubt = name in doubtful
        mark = Text("?", "bold yellow") if doubt else Text("✓", "green")
        value = Text(told(data[name], name), "yellow" if doubt else "")
        if narrow:
            table.add_row(mark, Text.assemble((name, "cyan"), "\n", value))
        else:
            table.add_row(mark, Text(name, "cyan"), value)
    return table


def _caption(data: Mapping[str, Any], missing: Sequence[str]) -> Text:
    text = Text()
    if missing:
        text.append(f"not found: {', '.join(missing)}\n", "dim")
    text.append(f"layout {data['source']['layout']} · {_coverage(data)}")
    return text


def _coverage(data: Mapping[str, Any]) -> str:
    cover = data["coverage"]
    runs = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in cover["unclaimed"][:8])
    more = ", …" if len(cover["unclaimed"]) > 8 else ""
    tail = f"; unclaimed: {runs}{more}" if runs else ""
    return f"{cover['claimed']} of {cover['lines']} lines accounted for{tail}"


def _several(records: Sequence[Shown], console: Console) -> None:
    names = [name for name in COLUMNS if console.width >= WIDE or name in NARROW_COLUMNS]
    table = Table(title=f"{len(records)} pages", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("page", overflow="ellipsis", no_wrap=True, ratio=1)
    for name in names:
        heading = name.removeprefix("brief_").removeprefix("overall_")
        width = WIDTHS.get(name)
        table.add_column(heading, overflow="ellipsis", no_wrap=True, width=width, ratio=None if width else 1)
    table.add_column("doubts", justify="right", no_wrap=True)
    for record in records:
        data: Mapping[str, Any] = record.data
        cells = [Text(told(data[name], name)) if name in data else Text("–", "dim") for name in names]
        doubts = len(doubtful_values(data, record.places))
        page = "/".join(str(data["source"].get("file", "-")).split("/")[-2:])
        table.add_row(Text(visible(page)), *cells, Text(str(doubts), "yellow" if doubts else "green"))
    console.print(table)


def told(value: object, name: str = "") -> str:
    """Return a value in a few words.

    >>> told({"count": 40, "type": "ACTUAL"}, "enrollment"), told(["PHASE1", "PHASE2"])
    ('40 ACTUAL', 'PHASE1, PHASE2')
    """
    if isinstance(value, bool):
        text = "yes" if value else "no"
    elif name == "eligibility" and isinstance(value, dict):
        text = _eligibility(value)
    elif isinstance(value, dict):
        text = " ".join(told(part) for part in value.values())
    elif isinstance(value, list):
        names = [_name(item) if isinstance(item, dict) else str(item) for item in value]
        text = ", ".join(names[:6]) + (f", … ({len(names)} in all)" if len(names) > 6 else "")
    else:
        text = str(value).replace("\n", " ")
    text = visible(text)
    return text if len(text) <= WIDEST_VALUE else text[: WIDEST_VALUE - 1] + "…"


def _name(item: Mapping[str, Any]) -> str:
    """What an entry of a list goes by: its id, else its first value."""
    return told(item.get("id", item.get("nct_id", next(iter(item.values()), ""))))


def _eligibility(value: Mapping[str, Any]) -> str:
    parts = [f"{len(value[side])} {side}" for side in ("inclusion", "exclusion") if side in value]
    low, high = value.get("minimum_age"), value.get("maximum_age")
    if low or high:
        parts.append(f"{low or '–'} to {high or '–'}")
    if "sex" in value:
        parts.append(str(value["sex"]))
    if "healthy_volunteers" in value:
        parts.append("healthy volunteers" if value["healthy_volunteers"] else "no healthy volunteers")
    return " · ".join(parts) or "criteria text"
