"""Found values to a record.

What comes in: everything that was found on a page. What goes out: the record as a mapping, each value kept with its
place. Here stand the rules that hold for every site: what is told twice, what follows from what, what is doubted.
"""

from typing import Any

from trialx.extraction.place import placed
from trialx.extraction.take.found import Doubt, Found
from trialx.readers.ids import registry_id
from trialx.record.order import ordered
from trialx.record.span import Value

# The surer way of finding wins where two places of a page differ.
RANK = {"label": 0, "position": 1, "shape": 2, "prose": 3, "derived": 4}
# Lists of persons or organisations in which two entries of one name are one, told in two places of the page.
MERGED = frozenset({"overall_officials", "collaborators"})

Path = tuple[str | int, ...]


def build(found: Found) -> tuple[dict[str, object], dict[Path, Value]]:
    """Return the record (without its own data: source, coverage, warnings) and each value's place, by path."""
    _own_ids(found)
    kept = _settle(found)
    _derive(kept)
    return _nest(placed(_merge(kept), found.page.view))


def _own_ids(found: Found) -> None:
    """An id above a table of side effects is the trial's own where the table's arm is one of the trial's."""
    if not found.own_arm_ids:
        return
    arms = {str(v.value).casefold() for v in found.values if v.path[0] == "arm_groups" and v.path[-1] == "label"}
    for number, start, end, at, arm, rule in found.own_arm_ids:
        if arm.casefold() in arms:
            found.add(Value(("nct_id",), number, start, end, at, "label", rule))


def _settle(found: Found) -> dict[Path, Value]:
    """One value a path: told twice alike is one, told differently the surer place wins, and a doubt says so."""
    kept: dict[Path, Value] = {}
    for value in found.values:
        known = kept.get(value.path)
        if known is None:
            kept[value.path] = value
            continue
        if known.value == value.value:
            if not known.sure and value.sure:
                kept[value.path] = value
            continue
        better = (RANK[value.how], not value.sure) < (RANK[known.how], not known.sure)
        winner, loser = (value, known) if better else (known, value)
        kept[value.path] = winner
        found.doubts.append(
            Doubt(
                "conflicting-values",
                f"the page also says {loser.value!r} (line {found.page.numbers[loser.line]}); "
                f"{winner.how} goes before {loser.how}",
                winner.line,
                value.path,
            )
        )
    return kept


def _derive(kept: dict[Path, Value]) -> None:
    """Values that follow from others, each naming its evidence."""

    def follow(path: Path, source: Value, rule: str, value: object) -> None:
        if path not in kept:
            kept[path] = source._replace(path=path, value=value, how="derived", rule=rule)

    phases = kept.get(("phases",))
    if phases is not None:
        follow(("study_type",), phases, "derived:study_type", "INTERVENTIONAL")
    posted = kept.get(("results_first_posted_date",))
    if posted is not None:
        follow(("has_results",), posted, "derived:has_results", True)
    _registry_ids(kept)


def _registry_ids(kept: dict[Path, Value]) -> None:
    """Every registry number of the trial: those found as such, its NCT number, and what else it is numbered by."""
    found, secondary = [], []
    for path, value in kept.items():
        if path[-1] == "id":
            if path[0] == "registry_ids":
                found.append(value)
            elif path[0] == "secondary_ids":
                secondary.append(value)
    known = {value.value for value in found}

    def add(source: Value, registry: str, number: str) -> None:
        if number not in known:
            at = len(known)
            known.add(number)
            for part, value in (("registry", registry), ("id", number)):
                path = ("registry_ids", at, part)
                _, _, start, end, line, _, _, sure = source
                kept[path] = Value(path, value, start, end, line, "derived", "derived:registry_ids", sure)

    nct = kept.get(("nct_id",))
    if nct is not None:
        add(nct, "ClinicalTrials.gov", str(nct.value))
    for value in secondary:
        number = registry_id(str(value.value))
        if number is not None:
            add(value, number["registry"], number["id"])
    if nct is None:
        own = next((value for value in found if str(value.value).startswith("NCT")), None)
        if own is not None:
            kept[("nct_id",)] = own._replace(path=("nct_id",), how="derived", rule="derived:nct_id")


def _merge(kept: dict[Path, Value]) -> dict[Path, Value]:
    """Make one entry of entries of one name, and one field of what two sections tell of it."""
    names: dict[tuple[str | int, str], str | int] = {}
    moved: dict[Path, Path] = {}
    for path, value in kept.items():
        if path[0] in MERGED and path[-1] == "name":
            first = names.setdefault((path[0], str(value.value).casefold()), path[1])
            if first != path[1]:
                moved[path[:2]] = (path[0], first)
    if moved:
        for path in [path for path in kept if path[:2] in moved]:
            value = kept.pop(path)
            path = (*moved[path[:2]], path[2])
            kept.setdefault(path, value._replace(path=path))
    return kept


def _nest(kept: dict[Path, Value]) -> tuple[dict[str, object], dict[Path, Value]]:
    """Paths to nested mappings and lists; positions count the entries as found, so that no list has a hole."""
    record: dict[str, object] = {}
    moved: dict[Path, Path] = {}
    # Every mapping and list of the record by its path as found, with the path that it has in the record.
    nodes: dict[Path, tuple[Any, Path]] = {(): (record, ())}
    for path, value in kept.items():
        step = path[-1]
        if len(path) == 1:  # a field of its own, as a third of the values are
            record[str(step)] = value.value
            continue
        above = path[:-1]
        node, real = nodes.get(above) or _open(nodes, above, step)
        if isinstance(step, int):
            if step != len(node) or real != above:
                moved[path] = (*real, len(node))
            node.append(value.value)
        else:
            if real != above:
                moved[path] = (*real, step)
            node[step] = value.value
    places = {moved.get(path, path): value for path, value in kept.items()} if moved else kept
    return ordered(record), places


def _open(nodes: dict[Path, tuple[Any, Path]], path: Path, following: str | int) -> tuple[Any, Path]:
    """Make the mapping or list at `path`, and those above it; it is a list where a position follows."""
    step = path[-1]
    holder, real = nodes.get(path[:-1]) or _open(nodes, path[:-1], step)
    made: Any = [] if isinstance(following, int) else {}
    if isinstance(step, int):
        step = len(holder)
        holder.append(made)
    else:
        holder[step] = made
    nodes[path] = (made, (*real, step))
    return nodes[path]
