"""What changed between two versions of a trial, field by field.

What comes in: two records. What goes out: `Change`s: what was added, removed or changed, where, of texts which words.
Lists are matched by content: an entry that moved is no change, an entry that is nearly the same is one that changed.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final, Literal, NamedTuple

from trialx.compare.alike import folded
from trialx.record.model import TrialRecord

Kind = Literal["added", "removed", "changed"]
# Of the reading and of a page, not of the trial.
OWN: Final = frozenset({"source", "sources", "coverage", "evidence", "warnings", "page"})
# What an entry of a list is known by.
_NAMES: Final = ("nct_id", "id", "pmid", "url", "label", "name", "measure", "term", "facility", "question", "citation")
_BESIDE: Final = ("arm", "city", "country", "category", "milestone", "period", "reason", "serious", "organ_system")
# Entries that share so much of their words are one entry that changed.
_SIMILAR: Final = 0.6
# More entries than this are not compared each with each.
_MOST: Final = 200
# What is a text is told word by word.
_TEXT: Final = 40


class Change(NamedTuple):
    """A change: the JSON Pointer of the value in the new record (of one removed: in the old), both values.

    `words` are the pieces of a changed text: (" ", kept), ("-", gone), ("+", new).
    """

    kind: Kind
    pointer: str
    old: Any = None
    new: Any = None
    words: tuple[tuple[str, str], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the change for machines; absent is absent."""
        out: dict[str, Any] = {"kind": self.kind, "pointer": self.pointer}
        out |= {"old": self.old} if self.kind != "added" else {}
        out |= {"new": self.new} if self.kind != "removed" else {}
        return out | ({"words": [list(piece) for piece in self.words]} if self.words else {})


def changes(old: TrialRecord, new: TrialRecord) -> list[Change]:
    """Return what changed from one version to the next, in the order of the record.

    >>> changes({"phases": ["PHASE1"], "acronym": "A"}, {"phases": ["PHASE1", "PHASE2"], "acronym": "A"})
    [Change(kind='added', pointer='/phases/1', old=None, new='PHASE2', words=())]
    """
    return list(_mapping(_bare(old), _bare(new), ""))


def _bare(record: TrialRecord) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in OWN}


def _mapping(old: dict[str, Any], new: dict[str, Any], pointer: str) -> Iterator[Change]:
    for name in dict.fromkeys((*new, *old)):
        here = f"{pointer}/{name}"
        if name not in old:
            yield Change("added", here, new=new[name])
        elif name not in new:
            yield Change("removed", here, old=old[name])
        else:
            yield from _value(old[name], new[name], here)


def _value(old: Any, new: Any, pointer: str) -> Iterator[Change]:
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _mapping(old, new, pointer)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list(old, new, pointer)
    elif old != new or isinstance(old, bool) != isinstance(new, bool):
        yield Change("changed", pointer, old, new, _words(old, new))


def _list(old: list[Any], new: list[Any], pointer: str) -> Iterator[Change]:
    pairs = _matched(old, new)
    for at, entry in enumerate(new):
        if at in pairs:
            yield from _value(old[pairs[at]], entry, f"{pointer}/{at}")
        else:
            yield Change("added", f"{pointer}/{at}", new=entry)
    kept = set(pairs.values())
    for at, entry in enumerate(old):
        if at not in kept:
            yield Change("removed", f"{pointer}/{at}", old=entry)


def _matched(old: list[Any], new: list[Any]) -> dict[int, int]:
    """Pair the entries of two lists: the same, then those of one name, then those of nearly the same words."""
    pairs: dict[int, int] = {}
    for key_of in (_whole, _named, _name):
        free: dict[Any, list[int]] = {}
        for at in sorted(set(range(len(old))) - set(pairs.values())):
            if (key := key_of(old[at])) is not None:
                free.setdefault(key, []).append(at)
        for at, entry in enumerate(new):
            if at not in pairs and (waiting := free.get(key_of(entry))):
                pairs[at] = waiting.pop(0)
    left = [at for at in range(len(new)) if at not in pairs]
    rest = sorted(set(range(len(old))) - set(pairs.values()))
    if left and rest and len(left) <= _MOST and len(rest) <= _MOST:
        pairs |= _similar(old, new, rest, left)
    return pairs


def _similar(old: list[Any], new: list[Any], rest: Sequence[int], left: Sequence[int]) -> dict[int, int]:
    """Pair what is nearly the same, the nearest first."""
    words = {("old", at): _whole(old[at]).split() for at in rest} | {
        ("new", at): _whole(new[at]).split() for at in left
    }
    found = []
    for at in left:
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(words["new", at])
        for other in rest:
            matcher.set_seq1(words["old", other])
            if matcher.real_quick_ratio() >= _SIMILAR and matcher.quick_ratio() >= _SIMILAR:
                found.append((-matcher.ratio(), at, other))
    pairs: dict[int, int] = {}
    for ratio, at, other in sorted(found):
        if -ratio >= _SIMILAR and at not in pairs and other not in pairs.values():
            pairs[at] = other
    return pairs


def _whole(entry: Any) -> str:
    """Return all words of an entry."""
    if isinstance(entry, dict):
        return " ".join(f"{key} {_whole(value)}" for key, value in sorted(entry.items()))
    return " ".join(map(_whole, entry)) if isinstance(entry, list) else str(entry)


def _named(entry: Any) -> tuple[str, ...] | None:
    """Return what a thing of a list is known by, with what may tell it from another of its name."""
    name = _name(entry)
    return (name, *(folded(entry[key]) for key in _BESIDE if key in entry)) if name is not None else None


def _name(entry: Any) -> str | None:
    """Return the name of a thing of a list; a text has none."""
    if not isinstance(entry, dict):
        return None
    return next((f"{key}:{folded(entry[key])}" for key in _NAMES if key in entry), None)


def _words(old: Any, new: Any) -> tuple[tuple[str, str], ...]:
    """Return a changed text in pieces."""
    if not (isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > _TEXT):
        return ()
    before, after = old.split(), new.split()
    pieces: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append((" ", " ".join(before[a:b])))
            continue
        pieces += [("-", " ".join(before[a:b]))] if b > a else []
        pieces += [("+", " ".join(after[c:d]))] if d > c else []
    return tuple(pieces)
