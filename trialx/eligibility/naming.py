"""Naming: which variable each quantity of a criterion is about.

What comes in: a lexed criterion and its quantities. What goes out: thresholds with their places, and whether a limit
was left unread. It asks in order: a grade or class, a name, an age, a time, what the unit alone means, what is
counted.
"""

from itertools import zip_longest

from trialx.eligibility.clauses import (
    as_acuity,
    as_ranked,
    compares,
    is_bracketed,
    is_earned,
    is_list,
    is_of_pregnancy,
    is_single_dose,
    name_ends,
    rate,
)
from trialx.eligibility.codes import codes_of
from trialx.eligibility.comparisons import comparison_behind
from trialx.eligibility.context import context
from trialx.eligibility.counting import counted, is_scale_end, lists
from trialx.eligibility.lexicon import PREPOSITION, Lexicon
from trialx.eligibility.measures import Measure, measure, own_grade
from trialx.eligibility.names import Named, meant, named
from trialx.eligibility.ordinals import variable_of
from trialx.eligibility.polarity import negated
from trialx.eligibility.quantity import Quantity
from trialx.eligibility.relation import Placed, relations
from trialx.eligibility.subjects import subject
from trialx.eligibility.times import WITHIN, lasts, read_time
from trialx.eligibility.tokens import Lexed

MOST_BETWEEN = 5  # tokens between two limits of one measure
CLOSE = 2  # tokens between two quantities of which the second goes on with the first
# What may stand between a quantity and the same in another unit: "9 g/dL (90 g/L)".
_RESTATING = frozenset(
    {"(", "[", "or", "/", ",", "i", "e", ".", "equivalent", "to", "approximately", "=", "corresponding"}
)
_LABELLED = frozenset({":", "-"})  # "Women: ≥ 12 g/dL"
_PARTED = _LABELLED | {",", "(", ";"}
_LEADS_ANEW = WITHIN | {"in", "during", "over"}  # "for ≥ 3 days within 12 weeks"
_OF_OTHERS = frozenset({"pearl", "sensitivity"})  # how well a contraceptive or a test works is nobody's limit
_SCHEDULED = frozenset({"dose", "mass", "volume", "percent", "length"})  # treatments and tests are described with these
_OWN_UNIT = frozenset({"time", "percent", "length", "mass"})  # shared by too many variables to go without a name


class Reader:
    """Reads one criterion from left to right: what it has read so far is its state."""

    def __init__(self, lexed: Lexed, got: list[Quantity], lexicon: Lexicon, inherited: str | None) -> None:
        """Hold the criterion, its quantities and the variable that its lead-in names."""
        self.context = context(lexed, got, lexicon)
        self.got = got
        self.inherited = inherited
        self.placed: list[Placed] = []
        self.unread = False
        self.last: Quantity | None = None
        self.last_names: list[str] = []
        self.last_own = ""
        self.of_unit: dict[str, list[str]] = {}  # unit -> the variables that it was last read of

    def read(self) -> tuple[list[Placed], bool]:
        """Return the thresholds and whether a limit was left unread."""
        for quantity, after in zip_longest(self.got, self.got[1:]):
            self._one(quantity, after)
        return self.placed, self.unread

    def _one(self, quantity: Quantity, after: Quantity | None) -> None:
        around, dimension = self.context, self.context.dimension(quantity)
        sentence = around.sentences[quantity.at]
        if is_scale_end(around, quantity) or is_single_dose(around, quantity) or self._restates(quantity, dimension):
            return
        as_acuity(around, quantity)
        if dimension != "time" and not _OF_OTHERS.isdisjoint(around.values(quantity.first - 3, quantity.at)):
            return
        if not quantity.operator and around.values(quantity.first - 1, quantity.first) == ["?"]:
            self.unread = True  # "Hemoglobin ? 9 g/dL": the page lost the sign
            return
        if quantity.head or isinstance(quantity.values[0], str):
            if variable := variable_of(around.tokens, quantity, around.lexicon, sentence):
                self._place([variable], quantity)
            elif own := own_grade(self.context, quantity):
                self._place_own(own, quantity)
            return
        if hit := self._named(quantity, after, dimension):
            last, operator = comparison_behind(around.tokens, hit.last, quantity.operator, around.lexicon)
            if hit.last > quantity.last < last:  # "10% weight loss or more"
                quantity.operator, hit = operator, hit._replace(last=last)
            if (
                not quantity.operator
                and hit.names == ["age"]
                and around.values(quantity.first - 1, quantity.first) == ["from"]
            ):
                quantity.operator = ">="  # "from 16 years"
            if not quantity.operator.strip("=") and not is_earned(self.context, quantity):
                self.unread = True
                return
            self._place([meant(around, name, quantity) for name in hit.names], quantity, hit.first, hit.last)
        elif self.inherited is not None and self._inherits(self.inherited, quantity, dimension):
            self._continue(quantity)
            self._place([meant(around, self.inherited, quantity)], quantity)
        elif dimension == "time":
            self._time(quantity)
        elif quantity.unit in around.lexicon.implied and self._is_implied(quantity, dimension):
            self._place([around.lexicon.implied[quantity.unit]], quantity)
        elif dimension == "bare" and (variable := counted(around, quantity, sentence)):
            self._place([variable], quantity)
        elif own := self._own(quantity, dimension):
            self._place_own(own, quantity)
        elif self._looks_like_a_limit(quantity, dimension):
            self.unread = True

    def _is_implied(self, quantity: Quantity, dimension: str) -> bool:
        """Whether a unit alone says what is measured: a comparison stands there, and no name of the page's own."""
        if not compares(quantity) and dimension != "body mass index":
            return False
        own = measure(self.context, quantity)
        return own is None or own.first >= quantity.first

    def _own(self, quantity: Quantity, dimension: str) -> Measure | None:
        """Return the page's own name of what a quantity that is compared measures or counts."""
        around = self.context
        if not quantity.operator.strip("=") or quantity.operator == "in" or quantity.head:
            return None
        if around.said[quantity.at] == "single":  # "maximum single dose"
            return None
        if dimension == "time" and around.tokens[quantity.first].unit == PREPOSITION:  # "attends over two weeks"
            return None
        if quantity.operator == "between":  # "anion gap 4-12 mmol/L": where the name stands right before it
            own = measure(self.context, quantity) if quantity.unit and dimension not in _SCHEDULED else None
            return own if own is not None and quantity.at - name_ends(self.context, own, quantity) <= 1 else None
        if dimension == "bare" and (
            is_list(self.context, quantity) or any(isinstance(value, str) for value in quantity.values)
        ):
            return None
        if own := measure(self.context, quantity):
            return own
        last = self.last
        goes_on = last is not None and self.last_names == [""] and quantity.first - last.last <= MOST_BETWEEN
        if goes_on and last is not None and last.unit == quantity.unit and quantity.unit is not None:
            return Measure(self.last_own, quantity.first, quantity.last)  # "> 2.5 mg/dL [men], > 2.0 mg/dL [women]"
        return None

    def _place_own(self, own: Measure, quantity: Quantity) -> None:
        """Write a threshold under the page's own name."""
        quantity.unit = rate(self.context, quantity) or quantity.unit or own.unit or None
        self._place([""], quantity, own.first, own.last, own=own.name)
        self.last_own = own.name

    def _looks_like_a_limit(self, quantity: Quantity, dimension: str) -> bool:
        """Whether a quantity that nothing names should be reported: it compares, measures, or counts what happens."""
        if quantity.operator.strip("=") and quantity.operator not in ("in", "between"):
            return not (dimension == "bare" and lists(self.context, quantity))
        if dimension == "bare":
            happenings = self.context.lexicon.words["happenings"]
            return not happenings.isdisjoint(self.context.values(quantity.last, quantity.last + 3))
        return dimension not in _SCHEDULED

    def _named(self, quantity: Quantity, after: Quantity | None, dimension: str) -> Named | None:
        last = self.last
        continues = bool(quantity.operator) and last is not None and last.unit is None and self._follows(quantity)
        if self.context.values(quantity.last, quantity.last + 1) == ["of"]:  # "≥ 4 on at least one of the"
            continues = False
        if hit := named(self.context, quantity, dimension, continues=continues):
            return hit
        if self._is_other_end(quantity, dimension):
            quantity.unit = last.unit if last is not None else None
            return Named(self.last_names, quantity.first, quantity.last)
        if after is not None and after.first - quantity.last < CLOSE:  # "≥ 5 to < 18 years old"
            hit = named(self.context, after, dimension, continues=False)
            stated = quantity.unit is None or (hit and self.context.accepts(hit.names[0], dimension, quantity.unit))
            if hit is not None and stated:
                return Named(hit.names, min(hit.first, quantity.first), quantity.last)
        own = dimension in _OWN_UNIT and quantity.unit != "ms"  # "QTc > 450 ms for men and > 470 ms for women"
        if quantity.operator and not own and (names := self.of_unit.get(quantity.unit or "")):
            return Named(names, quantity.first, quantity.last)  # "Transfusion is allowed. ... stable at ≥ 9 g/dL"
        return None

    def _is_other_end(self, quantity: Quantity, dimension: str) -> bool:
        """Whether a bare number is the other end of a range whose first end has the unit: "≥ 18 years and < 75"."""
        last = self.last
        if last is None or dimension != "bare" or last.unit is None or not self._follows(quantity) or quantity.head:
            return False
        opposite = {last.operator[:1], quantity.operator[:1]} == {">", "<"}
        return opposite and self.last_names != [""] and not isinstance(quantity.values[0], str)

    def _inherits(self, name: str, quantity: Quantity, dimension: str) -> bool:
        """Whether a quantity stands where its lead-in's name is to be read: at the start or behind a label."""
        before = self.context.values(quantity.first - 1, quantity.first)
        goes_on = not before or (self.last_names == [name] and self._follows(quantity))
        if name == "washout":
            return dimension == "time" and (goes_on or before[0] in _PARTED)
        if not self.context.accepts(name, dimension, quantity.unit):
            return False
        if not quantity.operator and not self.context.lexicon.variables[name].ordinal:
            return False  # "LVEF" over "40%": what compares was lost
        return goes_on or before[0] in _LABELLED or before[0] in self.context.lexicon.words["people"]

    def _continue(self, quantity: Quantity) -> None:
        """Give a time the comparison of the one that it goes on from: "within 28 days or 5 half-lives"."""
        last = self.last
        if (
            not quantity.operator
            and last is not None
            and last.operator in (">=", ">", "<=", "<")
            and self._follows(quantity)
            and self.context.dimension(last) == "time"
            and _LEADS_ANEW.isdisjoint(self.context.values(last.last, quantity.first))
        ):
            quantity.operator, quantity.first = last.operator, last.first

    def _time(self, quantity: Quantity) -> None:
        """Read a time without a name: an age, or what its surroundings make of it."""
        around = self.context
        sentence = around.sentences[quantity.at]
        if self._is_age(quantity, sentence):
            self._place(["age"], quantity)
            return
        self._continue(quantity)
        if is_of_pregnancy(self.context, quantity):
            self._place(["gestational_age"], quantity)
            return
        reading = read_time(around, quantity, sentence)
        if reading is not None and reading.operator == "=" and not is_earned(self.context, quantity):
            self.unread = True
        elif reading is not None:
            if quantity.operator != "between":
                quantity.operator = reading.operator
            self._place([reading.variable], quantity)
        elif own := self._own(quantity, "time"):
            self._place_own(own, quantity)
        elif lasts(around, quantity):
            self._place(["duration"], quantity)
        elif quantity.operator not in ("", "=", "in", "between") or is_bracketed(self.context, quantity):
            self.unread = True

    def _is_age(self, quantity: Quantity, sentence: tuple[int, int]) -> bool:
        """Whether a time is an age: it follows people ("Adults ≥ 18 years") or opens the criterion."""
        if not compares(quantity):
            return False
        words = self.context.lexicon.words
        if not words["no_age_behind"].isdisjoint(
            self.context.values(quantity.last, min(quantity.last + 1, sentence[1]))
        ):
            return False
        before = self.context.values(max(sentence[0], quantity.first - 4), quantity.first)
        if quantity.unit != "a" and not (quantity.unit == "mo" and quantity.upper_unit == "a"):
            return not words["young"].isdisjoint(before[-2:])  # "children over 6 months"
        if not before or before[-1] in words["people"] or before in (["from"], ["between"]):
            return True
        if before[-1] == "(" and before[-2:-1] in (["lansky"], ["karnofsky"]):  # whose age says which of the two counts
            return True
        if before[-1] in words["joins_ages"] and not words["people"].isdisjoint(before):
            return True
        return self.last_names == ["age"] and self._follows(quantity)

    def _follows(self, quantity: Quantity) -> bool:
        return self.last is not None and quantity.first - self.last.last <= CLOSE

    def _restates(self, quantity: Quantity, dimension: str) -> bool:
        """Whether a quantity says the one before it again in another unit: "9 g/dL (90 g/L)"."""
        last = self.last
        if last is None or last.unit is None or quantity.unit in (None, last.unit):
            return False
        if dimension == "time":  # "12 months (48 weeks)"
            within = self.context.values(last.last, quantity.first) in (["("], [",", "("])
            return within and not quantity.operator and self.context.values(quantity.last, quantity.last + 1) == [")"]
        if (
            quantity.first - last.last > CLOSE + 1
            or last.reference
            or quantity.operator not in ("", "=", last.operator)
        ):
            return False
        if not _RESTATING.issuperset(self.context.values(last.last, quantity.first)):
            return False
        return self.context.accepts(self.last_names[0], dimension, quantity.unit)

    def _place(
        self, names: list[str], quantity: Quantity, first: int | None = None, last: int | None = None, *, own: str = ""
    ) -> None:
        """Write the thresholds of a quantity, one a variable."""
        first = quantity.first if first is None else min(first, quantity.first)
        last = quantity.last if last is None else max(last, quantity.last)
        lexed = self.context.lexed
        start, end = lexed.starts[lexed.pieces[first]], lexed.end(lexed.upto(last - 1) - 1)
        as_ranked(self.context, names[0], quantity)
        turned = negated(self.context, names[0], quantity, first)
        if quantity.pair and len(names) == 2:
            parts: list[tuple[str, tuple[float | str, ...]]] = [
                (name, (value,)) for name, value in zip(names, quantity.values, strict=True)
            ]
        else:
            parts = [(name, quantity.values) for name in reversed(names)]
        for name, values in parts:
            known = self.context.lexicon.variables.get(name)
            unit = known.means.get(quantity.unit or "", quantity.unit) if known else quantity.unit
            made = relations(lexed.text[start:end], name, quantity, values, unit, start, negated=turned)
            for item in made if own else ():
                item.threshold["variable"], item.threshold["measure"] = None, own
            about, codes = subject(self.context, name, quantity), codes_of(name, unit)
            for item in made:
                if about:
                    item.threshold["subject"] = about
                if codes is not None:
                    item.threshold["codes"] = codes
            self.placed += made
        self.last, self.last_names = quantity, names
        if quantity.unit is not None and names != [""]:
            self.of_unit[quantity.unit] = names
