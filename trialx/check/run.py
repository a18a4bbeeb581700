"""The flow of a check: units → records → hits → findings, less what is excepted or known.

What comes in: units (inputs.py), the means to read pages and rows, which rules, which exceptions. What goes out:
findings in a fixed order and an account of what was done. Separate from the rules, which know neither files nor
exceptions, and from the reports, which know nothing else.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from trialx.check import form
from trialx.check.catalogue import About, catalogue
from trialx.check.corpus import Collection, trial_id
from trialx.check.damage import may_be_damaged
from trialx.check.exceptions import Comment, Entry, comments
from trialx.check.finding import Finding, Hit, Place, steps
from trialx.check.inputs import Unit
from trialx.check.load import FromRow, Stored, Unreadable, records_of
from trialx.check.pages import NoTrial, Reading, differences, doubts, older_than_page
from trialx.check.rules import judge
from trialx.record.model import TrialRecord

UNREADABLE = "TX001"
DOUBLED = "TX011"
NOT_FROM_PAGE = "TX080"
DAMAGED = "TX078"
OLDER_THAN_PAGE = "TX084"
NO_TRIAL = "TX081"
NO_REASON = "TX098"
IDLE = "TX099"
# The code under which a batch of pages says that one of them describes no trial.
NOT_A_TRIAL = "not-a-trial"
# How many of its keys a mapping found in a folder must share with a record to be taken for one.
LEAST_SHARED_FIELDS = 2


class Means(NamedTuple):
    """What a check needs and does not know how to do.

    Read a page (raises NoTrial, Unreadable), read a row of CSV; `more` finds what the rules of the package do not:
    limits in the criteria, items of a profile, faults by rules of one's own, which `own` describes. `exported` reads a
    register's export (None for a file that is none).
    """

    read_page: Callable[[str], Reading]
    from_row: FromRow
    more: tuple[Callable[[TrialRecord], Iterable[tuple[str, Hit]]], ...] = ()
    own: Mapping[str, About] = MappingProxyType({})
    exported: Callable[[str], Iterable[Reading | Unreadable] | None] | None = None


class Source(NamedTuple):
    """A record being checked: its file's name, its exceptions, and those that have excepted something."""

    file: str
    comments: list[Comment]
    used: set[Comment]


class Stale(NamedTuple):
    """A record that no longer follows from its page: the record's file and value, and the page's record."""

    file: str
    value: Any
    fresh: TrialRecord


class Account(NamedTuple):
    """What a run did: files checked, how many records, files passed over, findings excepted, stale records."""

    files: tuple[str, ...]
    records: int
    passed_over: tuple[str, ...]
    excepted: int
    stale: tuple[Stale, ...]


class Run:
    """One run over some units: collects findings, counts, and remembers the trials met."""

    def __init__(self, means: Means, *, rules: frozenset[str] | None = None, entries: Iterable[Entry] = ()) -> None:
        """Begin a run; `rules` limits it to these ids, `entries` are the configuration's exceptions."""
        self._means = means
        self._rules = rules
        self._but_damage = (frozenset(catalogue()) if rules is None else rules) - {DAMAGED}
        self._entries = tuple(entries)
        self._idle = set(self._entries)
        self._collection = Collection()
        self._findings: list[Finding] = []
        self._files: list[str] = []
        self._records = self._excepted = 0
        self._passed_over: list[str] = []
        self._stale: list[Stale] = []

    def check(self, units: Iterable[Unit]) -> tuple[list[Finding], Account]:
        """Check all units and return the findings, sorted by place, and the account."""
        for unit in units:
            self._unit(unit)
        order = sorted(self._findings, key=lambda one: (one.place.file, one.place.line, one.place.column, one.rule))
        account = Account(
            tuple(self._files), self._records, tuple(self._passed_over), self._excepted, tuple(self._stale)
        )
        return order, account

    def idle_entries(self) -> list[Entry]:
        """Return the configuration's exceptions that have excepted nothing so far."""
        return [entry for entry in self._entries if entry in self._idle]

    def _unit(self, unit: Unit) -> None:
        reading = self._page(unit.page, alone=unit.records is None) if unit.page else None
        if unit.records is None:
            return
        if not unit.page and self._means.exported and (trials := self._means.exported(unit.records)) is not None:
            self._export(_shown(unit.records), trials)
            return
        file, number = _shown(unit.records), 0
        try:
            for number, one in enumerate(records_of(unit.records, from_row=self._means.from_row), 1):
                if isinstance(one, Unreadable):
                    self._unreadable(one, file)
                    continue
                if unit.found and not unit.page and number == 1 and not _is_record(one.value):
                    self._passed_over.append(file)
                    return
                source = Source(file, comments(one.text, line=one.line) if one.kind == "yaml" else [], set())
                self._stored(one, source)
                if reading and number == 1:
                    self._beside(one, source, reading, unit)
                self._comments(source)
        except Unreadable as error:
            if unit.found and number == 0 and not _names_a_trial(unit.records):
                self._passed_over.append(file)
                return
            self._unreadable(error, file)
        if number > 1:  # a file of several records cannot be rewritten from one page
            self._stale = [stale for stale in self._stale if stale.file != unit.records]
        self._files.append(file)

    def _stored(self, one: Stored, source: Source) -> None:
        if _is_failure(one.value):
            rule = NO_TRIAL if one.value["error"].get("code") == NOT_A_TRIAL else UNREADABLE
            page, message = one.value["source"].get("file", "a page"), one.value["error"].get("message", "")
            self._hit(rule, Hit("", f"{page} gave no record: {message}"), one, source)
            return
        self._records += 1
        for later, earlier in one.doubles(source.file) if one.doubled else ():
            key = steps(later.pointer)[-1]
            self._hit(
                DOUBLED,
                Hit(later.pointer, f"{key!r} stands twice, the later value counts"),
                one,
                source,
                others=(earlier,),
                place=later,
            )
        # A file of many records in one list is looked through record by record.
        sound = not one.prefix and one.kind != "csv" and not may_be_damaged(one.text)
        faults, sensible = self._judge(one.value, self._but_damage if sound else self._rules)
        for rule, hit in faults:
            self._hit(rule, hit, one, source)
        if sensible is not None:
            for rule, hit, other in self._collection.add(sensible, Place(source.file, one.line)):
                self._hit(rule, hit, one, source, others=(other,))

    def _judge(self, value: object, rules: frozenset[str] | None) -> tuple[list[tuple[str, Hit]], TrialRecord | None]:
        """Judge a record by the rules and by what else was asked for; what both find is said once."""
        faults, sensible = judge(value, rules=rules)
        if self._means.more and sensible is not None:
            known = {(rule, pointer) for rule, hit in faults for pointer in (hit.pointer, hit.other)}
            found = (fault for more in self._means.more for fault in more(sensible))
            faults += [(rule, hit) for rule, hit in found if (rule, hit.pointer) not in known]
        return faults, sensible

    def _beside(self, one: Stored, source: Source, reading: Reading, unit: Unit) -> None:
        """Compare the record beside a page with the page."""
        hits = list(differences(one.value, reading.record))
        if hits and unit.records and (self._chosen(NOT_FROM_PAGE) or self._chosen(OLDER_THAN_PAGE)):
            self._stale.append(Stale(unit.records, one.value, reading.record))
        if older := older_than_page(one.value, reading.record):
            # The page has moved on: that everything else differs too is no news.
            place = reading.place(_shown(unit.page or ""), older.other or "")
            self._hit(OLDER_THAN_PAGE, older._replace(other=None), one, source, others=(place,))
            return
        for hit in hits:
            other = reading.place(_shown(unit.page or ""), hit.pointer)
            self._hit(NOT_FROM_PAGE, hit, one, source, others=(other,))

    def _page(self, page: str, *, alone: bool) -> Reading | None:
        """Read a page; check its record too where no record beside it stands for it."""
        file = _shown(page)
        self._files.append(file)
        try:
            reading = self._means.read_page(page)
        except NoTrial as error:
            self._add(NO_TRIAL, str(error), Place(file))
            return None
        except Unreadable as error:
            self._unreadable(error, file)
            return None
        self._read(reading, file, alone=alone)
        return reading

    def _export(self, file: str, trials: Iterable[Reading | Unreadable]) -> None:
        """Check the trials of a register's export, which has no lines of its own."""
        self._files.append(file)
        for trial in trials:
            if isinstance(trial, Unreadable):
                self._unreadable(trial, file)
            else:
                self._read(trial, file, alone=True)

    def _read(self, reading: Reading, file: str, *, alone: bool) -> None:
        """Tell what the reading of a page doubts; check its record too where it stands alone."""
        name = trial_id(reading.record)
        for rule, hit, line in doubts(reading):
            place = reading.place(file, hit.pointer)
            self._add(rule, hit.message, reading.line(file, line, hit.pointer) if line else place, name)
        if alone:
            self._records += 1
            faults, sensible = self._judge(reading.record, self._rules)
            for rule, hit in faults:
                others = (reading.place(file, hit.other),) if hit.other else ()
                self._add(rule, hit.message, reading.place(file, hit.pointer), name, others)
            for rule, hit, other in self._collection.add(sensible, Place(file)) if sensible else ():
                self._add(rule, hit.message, reading.place(file, hit.pointer), name, (other,))

    def _hit(
        self,
        rule: str,
        hit: Hit,
        one: Stored,
        source: Source,
        *,
        others: tuple[Place, ...] = (),
        place: Place | None = None,
    ) -> None:
        """Turn a hit in a stored record into a finding, unless a comment excepts it."""
        if not self._chosen(rule):
            return
        inner = steps(hit.pointer)
        place = place or one.place(source.file, inner)
        if source.comments:
            lines = {one.place(source.file, inner[:depth]).line for depth in range(1, len(inner) + 1)} | {place.line}
            if covering := [comment for comment in source.comments if comment.covers(rule, lines)]:
                source.used.update(covering)
                self._excepted += 1
                return
        if hit.other is not None:
            others = (one.place(source.file, steps(hit.other)), *others)
        fix = None if hit.fix is None else one.replacement(inner, hit.fix)
        self._add(rule, hit.message, place, _name(one.value), others, fix)

    def _comments(self, source: Source) -> None:
        """Judge the exceptions of a record: each has a rule and a reason, and excepts something."""
        for comment in source.comments:
            place = Place(source.file, comment.line)
            if not comment.reason or not comment.rules:
                self._add(NO_REASON, "say which rule and why: # trialx: ignore TX021 because …", place)
            elif comment not in source.used and any(self._chosen(rule) for rule in comment.rules):
                self._add(IDLE, f"{', '.join(comment.rules)}: nothing is excepted here", place)

    def _unreadable(self, error: Unreadable, file: str) -> None:
        self._add(UNREADABLE, str(error), Place(file, error.line, error.column, error.column + 1))

    def _add(
        self,
        rule: str,
        message: str,
        place: Place,
        record: str = "",
        others: tuple[Place, ...] = (),
        fix: str | None = None,
    ) -> None:
        if not self._chosen(rule):
            return
        for entry in self._entries:
            if entry.covers(rule, place.file):
                self._idle.discard(entry)
                self._excepted += 1
                return
        about = self._means.own.get(rule) or catalogue()[rule]
        self._findings.append(Finding(rule, about.name, about.severity, message, place, others, record, fix))

    def _chosen(self, rule: str) -> bool:
        return self._rules is None or rule in self._rules


def _is_failure(value: object) -> bool:
    """Say whether a line of JSON Lines stands for a page that gave no record: `{"source": {…}, "error": {…}}`."""
    return (
        isinstance(value, dict)
        and value.keys() == {"source", "error"}
        and isinstance(value["source"], dict)
        and isinstance(value["error"], dict)
    )


def _is_record(value: object) -> bool:
    """Say whether a value met in a folder is a record: a folder may hold other YAML and JSON as well."""
    if not isinstance(value, dict):
        return False
    return "nct_id" in value or len(form.fields() & value.keys()) >= LEAST_SHARED_FIELDS


def _names_a_trial(path: str) -> bool:
    """Say whether a file that cannot be read as YAML or JSON was meant to be a record."""
    text = Path(path).read_bytes()
    return any(word in text for word in (b"nct_id", b"registry_ids", b"brief_title"))


def _name(value: object) -> str:
    """Return the NCT id of a record that may have any form."""
    own = value.get("nct_id") if isinstance(value, dict) else None
    return own if isinstance(own, str) else ""


def _shown(path: str) -> str:
    """Return a path as reports show it: relative to where the command runs, with forward slashes."""
    return path if path == "-" else os.path.relpath(path).replace(os.sep, "/")
