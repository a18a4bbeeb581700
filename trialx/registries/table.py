"""The tables: which path of a source gives which field, as data.

What comes in: the name of a YAML file of this folder. What goes out: `Rule`s, one a field, in the order of the file,
which is the order of the model. Separate from the engine (apply.py), so that a new source is a new file.

A field is a path (`acronym: identificationModule.acronym`, read as words on one line) or a mapping with these keys:
  from    a path or a list of them, the first that gives a value wins; with `join`, all of them, joined by it
  all     the same for a list: every value that is found
  read    the name of a reading (readings.py); `words` where it is not given
  through what the text goes through first (readings.py, STEPS); `label`: only what stands behind this label of the text
  fields  the parts of a mapping; with `each` (a path or a list), a list of mappings, one a node that is found
  one     the node to which the rest of the rule belongs: the first that these paths lead to and that gives a value
  quiet   where what is not read needs no warning, since another field takes it
  split   the mark at which a text is cut into a list; `skip`: how many of its entries are passed over
  keep    only the nodes in which these paths have these values (`keep: {role: lead}`)
  needs   the part without which a mapping of `each` is left out
  where   in place of the value, the `give` of the node under `in` whose `by` is that value
  is      a value that follows from where it stands
  first   a list of such mappings, the first that gives a value wins; `both`: the same, their lists put together
Paths have dots between their steps; `^` is the enclosing mapping, `.` the node itself.
"""

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path as File
from typing import Any, Final, NamedTuple

from trialx.registries.nodes import Path, path_of
from trialx.registries.readings import NODE_READINGS, READINGS, STEPS
from trialx.stored import read_yaml, stored

DEFAULT_READING: Final = "words"
_KEYS: Final = frozenset(
    {"from", "all", "join", "read", "through", "label", "quiet", "where", "is", "why"}
    | {"fields", "each", "one", "needs", "first", "both", "split", "skip", "keep"}
)
_FLAGS: Final = {"true": True, "false": False}


class TableError(ValueError):
    """A table is wrong: which file, which field, what."""


class Lookup(NamedTuple):
    """Where a value stands for another: the node among `nodes` whose `by` is the value has the wanted one in `give`."""

    nodes: Path
    by: Path
    give: Path


class Rule(NamedTuple):
    """How one field is found; see the module's text for what the parts mean."""

    name: str
    paths: tuple[Path, ...] = ()
    reading: str = DEFAULT_READING
    through: str | None = None
    label: str | None = None
    quiet: bool = False
    every: bool = False
    join: str | None = None
    each: bool = False
    needs: str | None = None
    fields: tuple["Rule", ...] = ()
    where: Lookup | None = None
    value: str | bool | None = None
    first: tuple["Rule", ...] = ()
    both: tuple["Rule", ...] = ()
    split: str | None = None
    skip: int = 0
    keep: tuple[tuple[Path, str], ...] = ()
    one: tuple[Path, ...] = ()


@cache
def load(name: str) -> tuple[Rule, ...]:
    """Return the rules of a table.

    >>> load("ctgov_v2")[0].name
    'nct_id'
    """
    source = File(__file__).with_name(f"{name}.yaml")
    table = stored(f"registry-{name}", [source], partial(read_yaml, source))
    try:
        return rules(table["fields"])
    except TableError as error:
        raise TableError(f"{name}.yaml: {error}") from None


@cache
def columns_of(name: str) -> frozenset[str]:
    """Return the first steps of all paths of a table: of a table of rows, the columns that it knows.

    >>> "hasResults" in columns_of("ctgov_v2")
    True
    """
    found: set[str] = set()
    pending = [*load(name)]
    while pending:
        rule = pending.pop()
        found.update(path[0] for path in rule.one or rule.paths if path)
        found.update(rule.where.nodes[:1] if rule.where else ())
        pending += [*rule.first, *rule.both]
        # What stands below a node of a list is no column, but where it looks up is.
        pending += [part._replace(paths=()) if rule.each or rule.one else part for part in rule.fields]
    return frozenset(found)


def paths_of(table: str, field: str) -> list[Path]:
    """Return the paths from which a table takes a field.

    >>> paths_of("ctgov_v2", "nct_id")
    [('protocolSection', 'identificationModule', 'nctId')]
    """
    pending = [rule for rule in load(table) if rule.name == field]
    found: list[Path] = []
    while pending:
        rule = pending.pop(0)
        found += rule.paths
        pending += [*rule.first, *rule.both]
    return found


def rules(fields: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Return the rules for the fields of a mapping.

    >>> rules({"enrollment": {"fields": {"count": {"from": "info.size", "read": "whole_number"}}}})[0].fields[0].paths
    (('info', 'size'),)
    >>> rules({"phases": {"from": "phase", "reed": "phases"}})
    Traceback (most recent call last):
    trialx.registries.table.TableError: phases: 'reed' is no key of a field
    """
    return tuple(_rule(name, written) for name, written in fields.items())


def _rule(name: str, written: Any) -> Rule:
    """Turn one written field into a rule."""
    if not isinstance(written, dict):
        written = {"from": written}
    for key in written:
        if key not in _KEYS:
            raise TableError(f"{name}: {key!r} is no key of a field")
    reading = written.get("read", DEFAULT_READING)
    if reading not in READINGS and reading not in NODE_READINGS:
        raise TableError(f"{name}: {reading!r} is no reading")
    if written.get("through", next(iter(STEPS))) not in STEPS:
        raise TableError(f"{name}: {written['through']!r} is nothing that a text goes through")
    where = written.get("where")
    return Rule(
        name,
        paths=_paths(written.get("each") or written.get("all") or written.get("from") or []),
        reading=reading,
        through=written.get("through"),
        label=written.get("label"),
        quiet="quiet" in written,
        every="all" in written,
        join=written.get("join"),
        each="each" in written,
        needs=written.get("needs"),
        fields=rules(written.get("fields", {})),
        where=Lookup(*(path_of(where[key]) for key in ("in", "by", "give"))) if where else None,
        value=_FLAGS.get(written.get("is"), written.get("is")),
        first=tuple(_rule(name, one) for one in written.get("first", ())),
        both=tuple(_rule(name, one) for one in written.get("both", ())),
        one=_paths(written.get("one", [])),
        split=written.get("split"),
        skip=int(written.get("skip", 0)),
        keep=tuple((path_of(path), value) for path, value in written.get("keep", {}).items()),
    )


def _paths(written: str | list[str]) -> tuple[Path, ...]:
    """Turn one path or several into paths."""
    return tuple(path_of(path) for path in ([written] if isinstance(written, str) else written))
