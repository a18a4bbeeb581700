"""Rules of one's own: an expression in a YAML file, or a function of an installed package.

What comes in: the files and packages that a configuration names. What goes out: rules with what is known of them. An
expression is read by Python's own parser and worked out over the fields of a record; it can call only what is listed
here, so that a file of rules is data and not a program. Packages offer rules under the entry point `trialx.rules`.
"""

import ast
import operator
import re
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

import yaml

from trialx.check.catalogue import About, catalogue
from trialx.check.dates import before, months_between
from trialx.check.finding import Hit, Severity
from trialx.record.model import TrialRecord

GROUP: Final = "trialx.rules"
_ID: Final = re.compile(r"[A-Z]{2,8}\d{2,4}")
_KEYS: Final = ("name", "severity", "message", "at", "fault", "reason")
_COMPARE: Final[dict[type, Callable[[Any, Any], Any]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda one, many: one in many,
    ast.NotIn: lambda one, many: one not in many,
}
_CALLS: Final[dict[str, Callable[..., Any]]] = {
    "len": len,
    "lower": lambda text: str(text or "").lower(),
    "before": lambda one, other: bool(one and other and before(one, other)),
    "months_between": lambda one, other: months_between(one, other) if one and other else 0,
}


class BadRule(ValueError):
    """A rule that cannot be followed; the message says where, what, and what to write."""


class OwnRule(NamedTuple):
    """A rule of one's own: what is known of it, and the function that gives its hits."""

    about: About
    check: Callable[[TrialRecord], Iterable[Hit]]


def own_rules(files: Iterable[Path], packages: Iterable[str]) -> dict[str, OwnRule]:
    """Return the rules of some YAML files and of some entry points, by id.

    Raises:
        BadRule: where a file, a package or a rule is not as it must be, or an id stands twice.

    """
    found: dict[str, OwnRule] = {}
    rules = [rule for file in files for rule in _of_file(file)]
    rules += [rule for name in packages for rule in _of_package(name)]
    for rule in rules:
        if not _ID.fullmatch(rule.about.id) or rule.about.id in catalogue() or rule.about.id in found:
            raise BadRule(f"{rule.about.id}: write an id of your own, capitals and digits as ACME01, each once")
        if rule.about.severity not in ("error", "warning"):
            raise BadRule(f"{rule.about.id}: severity is {rule.about.severity!r}; write error or warning")
        found[rule.about.id] = rule
    return found


def expression(text: str) -> Callable[[TrialRecord], Any]:
    """Return what works an expression out over a record; a field that is not there is None, or false.

    >>> fault = expression('overall_status == "RECRUITING" and not locations')
    >>> fault({"overall_status": "RECRUITING"}), fault({"overall_status": "COMPLETED"})
    (True, False)
    >>> expression('"Utopia" in locations.country')({"locations": [{"country": "Utopia"}]})
    True
    """
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise BadRule(f"{text!r} is no expression: {getattr(error, 'msg', error)}") from None
    _value(tree, {}, known=False)
    return lambda record: _value(tree, cast(dict[str, Any], record), known=True)


def _value(node: ast.expr, record: dict[str, Any], *, known: bool) -> Any:
    """Work a node out; with `known` false only look whether everything in it may be written."""
    match node:
        case ast.Constant(value=str() | int() | float() | bool() | None):
            return node.value
        case ast.Name():
            return record.get(node.id)
        case ast.Attribute():
            return _member(_value(node.value, record, known=known), node.attr)
        case ast.List() | ast.Tuple():
            return [_value(one, record, known=known) for one in node.elts]
        case ast.UnaryOp(op=ast.Not()):
            return not _value(node.operand, record, known=known)
        case ast.BoolOp():
            values = [_value(one, record, known=known) for one in node.values]
            return any(values) if isinstance(node.op, ast.Or) else all(values)
        case ast.Compare() if all(type(one) in _COMPARE for one in node.ops):
            sides = [_value(one, record, known=known) for one in (node.left, *node.comparators)]
            return known and all(map(_holds, node.ops, sides, sides[1:]))
        case ast.Call(func=ast.Name(id=name), keywords=[]) if name in _CALLS:
            values = [_value(one, record, known=known) for one in node.args]
            return _call(name, values) if known else None
    raise BadRule(f"{ast.unparse(node)!r} may not stand in an expression; see docs/ci.md")


def _holds(op: ast.cmpop, one: Any, other: Any) -> bool:
    """Compare two values; what is not there, or of another type, compares as false."""
    try:
        return bool(_COMPARE[type(op)](one, [] if other is None and isinstance(op, ast.In | ast.NotIn) else other))
    except TypeError:
        return False


def _call(name: str, values: list[Any]) -> Any:
    try:
        return _CALLS[name](*values)
    except TypeError:
        return 0 if name == "len" else None


def _member(held: Any, name: str) -> Any:
    """Return a field of a mapping, of a list the field of each entry that has it."""
    if isinstance(held, list):
        return [one[name] for one in held if isinstance(one, dict) and name in one]
    return held.get(name) if isinstance(held, dict) else None


def _of_file(file: Path) -> Iterator[OwnRule]:
    try:
        rows = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # texts only, nothing is guessed
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadRule(f"{file}: cannot be read as YAML ({str(error).splitlines()[0]})") from None
    if not isinstance(rows, dict):
        raise BadRule(f"{file}: write rules by their ids: ACME01: {{name: …, severity: …, message: …, fault: …}}")
    for id_, row in rows.items():
        if not isinstance(row, dict) or not {"name", "message", "fault"} <= row.keys() <= set(_KEYS):
            raise BadRule(f"{file}: {id_} has name, message and fault, and may have {', '.join(_KEYS)}")
        try:
            fault = expression(row["fault"])
        except BadRule as error:
            raise BadRule(f"{file}: {id_}: {error}") from None
        severity = cast(Severity, row.get("severity", "warning"))
        reason = str(row.get("reason", row["message"]))
        about = About(id_, row["name"], severity, reason, row["fault"])
        yield OwnRule(about, _hits(fault, Hit(row.get("at", ""), row["message"])))


def _hits(fault: Callable[[TrialRecord], Any], hit: Hit) -> Callable[[TrialRecord], Iterable[Hit]]:
    return lambda record: [hit] if fault(record) else []


def _of_package(name: str) -> Iterator[OwnRule]:
    points = entry_points(group=GROUP, name=name)
    if not points:
        raise BadRule(f"no installed package offers {name!r} under the entry point {GROUP}")
    for point in points:
        offered = point.load()
        rules = list(offered() if callable(offered) and not isinstance(offered, tuple) else offered)
        if not all(isinstance(rule, OwnRule) for rule in rules):
            raise BadRule(f"{point.value} gives a list of trialx.check.own.OwnRule")
        yield from rules
