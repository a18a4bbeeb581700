"""Naming: which variable each quantity of a criterion is about.

What comes in: the tokens and the quantities. What goes out: thresholds with their places, and whether a limit was left
unread. Separate from the grammar of numbers. One pass; each quantity looks back over a bounded number of tokens.
"""

from itertools import zip_longest

from trialx.eligibility import ordinals
from trialx.eligibility.lexer import Lexed, Token, match
from trialx.eligibility.lexicon import Lexicon
from trialx.eligibility.quantities import Quantity
from trialx.eligibility.relation import Placed, relations
from trialx.eligibility.times import read_time

NEGATION_REACH = 90  # tokens that a "no" reaches: a long list of diseases
MOST_NAMES = 12  # variables in a row
BARE_REACH, UNIT_REACH, BEHIND_REACH = (
    9,
    40,
    5,
)  # tokens between a variable and a bare number, one with a unit, one before it
_STOPS = frozenset(",;.):")
_YEARS = range(1900, 2100)


def _per_time(words: list[str], at: int) -> bool:
    """Whether "per week", "/ month", "a day" stands at `at`."""
    if words[at] in ("weekly", "monthly", "daily", "yearly"):
        return True
    return (
        words[at] in ("per", "/", "a", "each", "every")
        and at + 1 < len(words)
        and words[at + 1] in ("day", "week", "month", "year", "hour")
    )


class Reader:
    """Reads one criterion: what it has seen so far is its state."""

    def __init__(self, lexed: Lexed, got: list[Quantity], lexicon: Lexicon) -> None:
        """Hold the criterion's tokens and quantities."""
        self.lexed, self.text, self.found, self.got, self.lexicon = lexed, lexed.text, lexed.tokens, got, lexicon
        self.words = lexicon.words
        self.placed: list[Placed] = []
        self.unread = False
        self.sentences = self._sentences()
        self.personal = not (lexicon.cues["contraception"] | lexicon.cues["menopause"]).isdisjoint(lexed.words)
        self.negates = not lexicon.words["negations"].isdisjoint(lexed.words)
        self.covered = [False] * (len(self.found) + 1)  # tokens that belong to a quantity
        for quantity in got:
            for at in range(quantity.first, quantity.last):
                self.covered[at] = True
        self.last_variables: list[str] = []
        self.last_end = -1
        self.last: Quantity | None = None
        self.of_unit: dict[str, list[str]] = {}  # unit -> the variables that it was last read for

    def read(self) -> tuple[list[Placed], bool]:
        """Return the thresholds and whether a limit was left unread."""
        for quantity, after in zip_longest(self.got, self.got[1:]):
            self._one(quantity, after)
        return self.placed, self.unread

    def _one(self, quantity: Quantity, after: Quantity | None) -> None:
        sentence = self.sentences[quantity.at]
        dimension = self._dimension(quantity)
        if self._is_scale_end(quantity):
            return
        if self._restates(quantity, dimension):
            return
        if quantity.head or isinstance(quantity.values[0], str):
            variable = ordinals.variable_of(self.found, quantity, self.lexicon, sentence)
            if variable:
                self._place([variable], quantity)
            return
        names, start, end = self._named(quantity, dimension, sentence)
        if not names and after is not None and after.first - quantity.last <= 1:  # "≥ 5 to < 18 years old"
            names, start, _ = self._named(after, dimension, sentence)
            start, end = min(start, quantity.first), quantity.last
        if names:
            names = [self._meant(name, quantity) for name in names]
            self._place(names, quantity, start, end)
            return
        if dimension == "time":
            if self._age(quantity, sentence):
                self._place(["age"], quantity)
                return
            carried = self._carried(quantity)
            if reading := read_time(self.found, carried, self.lexicon, sentence, personal=self.personal):
                self._place(
                    [reading.variable],
                    carried._replace(operator=reading.operator if carried.operator not in ("between",) else "between"),
                )
            elif quantity.operator and quantity.operator not in ("=", "in", "between"):
                self.unread = True
            return
        self._unnamed(quantity, dimension, sentence)

    def _unnamed(self, quantity: Quantity, dimension: str, sentence: tuple[int, int]) -> None:
        """A quantity without a name before or behind it: its unit, or what is counted, names it."""
        operator = quantity.operator
        if operator == "=" and self.found[quantity.first].value == "=":
            operator = ""
        if quantity.unit in self.lexicon.implied and (operator or dimension == "body mass index"):
            self._place([self.lexicon.implied[quantity.unit]], quantity)
        elif dimension == "bare":
            if operator and self._age_of_people(quantity):
                self._place(["age"], quantity)
            elif (score := self._score(quantity, sentence)) or (score := self._counted(quantity, sentence)):
                self._place([score], quantity)
            elif operator not in ("", "=", "between", "in") and not self._lists(quantity):
                self.unread = True
        elif operator and operator != "=":
            self.unread = True

    # -- names

    def _named(self, quantity: Quantity, dimension: str, sentence: tuple[int, int]) -> tuple[list[str], int, int]:
        """The variables of a quantity and the tokens from name to number."""
        behind = self._directly_behind(quantity, dimension, sentence)
        if behind:
            return behind
        before = self._before(quantity, dimension, sentence)
        if before:
            return before
        named = self._behind(quantity, dimension, sentence)
        if named:
            return named
        if (
            quantity.operator
            and dimension not in ("time", "percent", "length", "mass")
            and (names := self.of_unit.get(quantity.unit or ""))
        ):
            return names, quantity.first, quantity.last  # "Transfusion is allowed. ... stable at ≥ 9 g/dL"
        return [], 0, 0

    def _meant(self, name: str, quantity: Quantity) -> str:
        """The variable that a name means with this unit, or with words of change: "FVC decreases by > 10%"."""
        if quantity.unit is not None:
            known = self.lexicon.variables.get(name)
            name = known.becomes.get(quantity.unit, name) if known else name
        if quantity.unit == "%" and name in self.words["changing"]:
            near = (
                self.found[max(0, quantity.first - 4) : quantity.first] + self.found[quantity.last : quantity.last + 2]
            )
            if self.words["change"] & {token.value for token in near}:
                return f"{name}_change"
        return name

    def _accepts(self, name: str, dimension: str, unit: str | None) -> bool:
        known = self.lexicon.variables.get(name)
        if known is None:  # a time, or a score that named itself
            return False
        accepted = known.dimensions
        if dimension in accepted:
            return True
        return unit is not None and not accepted.isdisjoint(self.lexicon.also.get(unit, frozenset()))

    def _before(
        self, quantity: Quantity, dimension: str, sentence: tuple[int, int]
    ) -> tuple[list[str], int, int] | None:
        reach = BARE_REACH if dimension == "bare" else UNIT_REACH
        at, steps, passed = quantity.at - 1, 0, 0
        while at >= sentence[0] and steps <= reach:
            token = self.found[at]
            if self.covered[at] and token.kind != "var":
                passed = passed or at < quantity.first
            elif dimension == "time" and token.value in self.words["time_leads"]:
                return None
            elif token.kind == "var":
                names, first = self._group(at, sentence[0])
                fitting = [name for name in names if self._accepts(name, dimension, quantity.unit)]
                if dimension == "pressure" and "blood_pressure" in names and quantity.pair:
                    fitting = ["systolic_bp", "diastolic_bp"]
                if fitting and self.lexicon.variables[fitting[0]].weak and not quantity.operator:
                    return None
                if (
                    fitting
                    and dimension == "bare"
                    and not quantity.operator.strip("=")
                    and not self._adjacent(at, quantity)
                ):
                    return None
                if fitting and not (passed and dimension == "bare" and not self._continues(at, quantity)):
                    strong = [name for name in fitting if not self.lexicon.variables[name].weak]
                    return (strong or fitting[:1]), min(first, quantity.first), quantity.last
                at = first
            elif dimension == "bare" and token.kind in (";", "."):
                break
            at -= 1
            steps += 1
        return None

    def _adjacent(self, variable_at: int, quantity: Quantity) -> bool:
        """Whether only words like "score of" stand between a name and a number without a comparison."""
        between = self.found[variable_at + 1 : quantity.first]
        if self.found[quantity.at].number in _YEARS:
            return False
        if (
            between
            and between[-1].value in ("(", "[")
            and quantity.last < len(self.found)
            and self.found[quantity.last].value in (")", "]")
        ):
            return False  # a reference: "Global Initiative for Asthma (3)"
        return all(
            token.value in self.words["between_name_and_number"]
            or token.kind in ("(", ")", ":", "op", "var", "[", "]", "-", ",")
            for token in between
        )

    def _continues(self, variable_at: int, quantity: Quantity) -> bool:
        """Whether another quantity between a variable and a bare number was of the same variable: "INR ≤ 1.5 or ≤ 2"."""
        return (
            bool(quantity.operator)
            and self.last is not None
            and self.last.unit is None
            and quantity.first - self.last.last <= 2
        )

    def _group(self, at: int, start: int) -> tuple[list[str], int]:
        """The variables that stand in a row and end at `at`: "AST and ALT", "PT/INR"."""
        names = [self.found[at].value]
        first = here = at
        gap = 0
        while here > start and gap <= 5 and len(names) < MOST_NAMES and at - here < UNIT_REACH:
            here -= 1
            token = self.found[here]
            if self.covered[here]:
                break
            if token.kind == "var":
                if token.value not in names:
                    if self.found[here + 1].kind == "word" and self.found[here + 1].value not in self.words["joined"]:
                        break
                    names.append(token.value)
                first, gap = here, 0
            elif token.value in self.words["joined"] or (gap and token.value.isdecimal()):
                gap += 1
            else:
                break
        return names, first

    def _directly_behind(
        self, quantity: Quantity, dimension: str, sentence: tuple[int, int]
    ) -> tuple[list[str], int, int] | None:
        """A name right behind: "18 years of age", "10% weight loss"."""
        at = quantity.last
        stop = self._piece(sentence[1])
        words = self.lexed.words
        first = self._piece(at)
        for piece in range(first, min(first + 3, stop)):
            hit = match(self.lexicon.after, words, piece, stop) if words[piece] in self.lexicon.after else None
            if hit is not None and (
                self._accepts(hit[2], dimension, quantity.unit) or not self.lexicon.variables[hit[2]].dimensions
            ):
                last = at
                while last < sentence[1] and self.found[last].piece < hit[0]:
                    last += 1
                return [hit[2]], quantity.first, last
            if words[piece] not in self.words["before_a_name_behind"]:
                break
        return None

    def _behind(
        self, quantity: Quantity, dimension: str, sentence: tuple[int, int]
    ) -> tuple[list[str], int, int] | None:
        if dimension == "bare" or dimension == "time":
            return None
        for at in range(quantity.last, min(quantity.last + BEHIND_REACH, sentence[1])):
            token = self.found[at]
            if self.covered[at] or token.kind in (";", ".", ","):
                return None
            if token.kind == "var" and self._accepts(token.value, dimension, quantity.unit):
                return [token.value], quantity.first, at + 1
        return None

    def _piece(self, at: int) -> int:
        """Return the first word of a token, the end of the words behind the last."""
        return self.found[at].piece if at < len(self.found) else len(self.lexed.words)

    # -- what a quantity is

    def _dimension(self, quantity: Quantity) -> str:
        if quantity.reference is not None:
            return "normal"
        if quantity.pair:
            return "pressure"
        if quantity.unit is None:
            return "bare"
        return self.lexicon.dimension.get(quantity.unit, quantity.unit)

    def _age(self, quantity: Quantity, sentence: tuple[int, int]) -> bool:
        """Whether a time without a name is an age: it follows people ("Adults ≥ 18 years") or opens the criterion."""
        if quantity.unit not in ("a", "mo") or (quantity.unit == "mo" and quantity.upper_unit != "a"):
            return False
        if not quantity.operator or quantity.operator == "=":
            return False
        after = [token.value for token in self.found[quantity.last : min(quantity.last + 3, sentence[1])]]
        if after and (
            after[0]
            in (
                "prior",
                "since",
                "after",
                "before",
                "from",
                "following",
                "post",
                "ago",
                "of",
                "in",
                "history",
                "duration",
                "for",
                "without",
            )
            or after[:1] == ["previously"]
        ):
            return False
        before = [token for token in self.found[max(sentence[0], quantity.first - 4) : quantity.first]]
        if not before:
            return True
        return (
            before[-1].value in self.words["people"]
            or (
                before[-1].value in (",", ":", "(", "and", "or", "-", "between", "from", "to")
                and any(token.value in self.words["people"] for token in before)
            )
            or (self.last_variables == ["age"] and quantity.first - self.last_end <= 3)
        )

    def _age_of_people(self, quantity: Quantity) -> bool:
        """Whether a bare number is an age: "those under 18", "adults over 65"."""
        if (
            quantity.first == 0
            or quantity.values[0] not in range(1, 100)
            or self.found[quantity.first - 1].value not in self.words["those"]
        ):
            return False
        behind = self.found[quantity.last].value if quantity.last < len(self.found) else "."
        return behind in (".", ",", ")", ";", "will", "are", "at", "with", "who", "and", "or", "must", "yo")

    def _carried(self, quantity: Quantity) -> Quantity:
        """A comparison serves the next time too: "within 28 days or 5 half-lives"."""
        if (
            quantity.operator == ""
            and self.last is not None
            and quantity.first - self.last.last <= 2
            and self.last.operator
            and self._dimension(self.last) == "time"
        ):
            return quantity._replace(operator=self.last.operator, first=self.last.first)
        return quantity

    def _counted(self, quantity: Quantity, sentence: tuple[int, int]) -> str | None:
        """What a bare number counts, told by the words behind it."""
        if not quantity.operator or quantity.unit is not None or len(quantity.values) > 2:
            return None
        value = quantity.values[-1]
        if isinstance(value, str) or value > 100 or value != int(value):
            return None
        words = self.lexed.words
        first = self._piece(quantity.last)
        stop = min(first + 7, self._piece(sentence[1]))
        for piece in range(first, stop):
            if words[piece] in _STOPS or words[piece][0].isdecimal():
                break
            if words[piece] in self.lexicon.counted and (hit := match(self.lexicon.counted, words, piece, stop)):
                return hit[2]
        if quantity.operator in ("between", "in"):
            return None
        if "number" in {token.value for token in self.found[max(sentence[0], quantity.first - 8) : quantity.first]}:
            return "count"
        near = words[first:stop]
        if (
            not near
            or not near[0].isalpha()
            or near[0] in self.words["not_counted"]
            or self.words["not_counted_near"] & set(near)
        ):
            return None  # not "of the following", "form of contraception"
        if any(_per_time(near, at) for at in range(len(near))):
            return "frequency"
        return "count" if value > 1 or quantity.operator == ">" else None

    def _score(self, quantity: Quantity, sentence: tuple[int, int]) -> str | None:
        """A score that names itself: "Foo symptom score ≥ 4", "≥ 4 on the Foo scale"."""
        if not quantity.operator or any(isinstance(value, str) for value in quantity.values):
            return None
        for at in range(quantity.at - 1, max(sentence[0], quantity.at - 6) - 1, -1):
            word = self.found[at].value
            if word in self.words["score_heads"]:
                return self._score_name(at, sentence[0])
            if (
                word not in self.words["between_name_and_number"]
                and self.found[at].kind not in ("op", "(", ")", ":")
                and word not in ("baseline", "screening", "total", "mean", "at")
            ):
                break
        if quantity.last < sentence[1] and self.found[quantity.last].value in ("on", "in", "points"):
            for at in range(quantity.last + 1, min(quantity.last + 9, sentence[1])):
                if self.found[at].value in self.words["score_heads"]:
                    return self._score_name(at, quantity.last + 1)
                if self.found[at].kind in (",", ";", "."):
                    break
        return None

    def _score_name(self, head: int, start: int) -> str | None:
        words: list[str] = []
        for at in range(head - 1, max(start, head - 6) - 1, -1):
            token = self.found[at]
            if token.value in self.words["score_heads"] or token.kind in ("(", ")", "-"):
                continue
            if token.kind != "word" or token.value in self.words["not_a_score_name"]:
                break
            words.insert(0, token.value)
        return "scale:" + "_".join(words) if words else None

    def _lists(self, quantity: Quantity) -> bool:
        """Whether a count only introduces a list: "at least one of the following"."""
        after = [token.value for token in self.found[quantity.last : quantity.last + 4]]
        return after[:1] == ["of"] or bool(self.words["not_counted_near"] & set(after)) or quantity.values == (1.0,)

    def _is_scale_end(self, quantity: Quantity) -> bool:
        """Whether a range names the ends of a scale: "0 to 10", "on a 3 point scale"."""
        at = quantity.at
        after = [token.value for token in self.found[quantity.last : quantity.last + 3]]
        if (
            quantity.unit is None
            and not quantity.reference
            and after
            and (
                after[0] in ("scale", "point", "points-scale", "item", "items")
                and quantity.operator in ("", "=", "between", "in", "-")
            )
        ):
            return after[0] != "point" or "scale" in after or True
        if (
            quantity.operator in ("between", "in", "")
            and len(quantity.values) == 2
            and quantity.values[0] in (0.0, 1.0)
            and quantity.unit is None
        ):
            before = [token.value for token in self.found[max(0, quantity.first - 4) : at]]
            return (
                bool({"scale", "range", "ranging", "ranges", "scored", "vas", "graded"} & set(before))
                and not quantity.head
            )
        return False

    def _restates(self, quantity: Quantity, dimension: str) -> bool:
        """Whether a quantity says the one before it again in another unit: "9 g/dL (90 g/L)"."""
        last = self.last
        if last is None or not self.last_variables or quantity.unit is None or last.unit is None or dimension == "time":
            return False
        between = [token.value for token in self.found[last.last : quantity.first]]
        if len(between) > 3 or last.reference or quantity.reference or quantity.unit == last.unit:
            return False
        if quantity.operator not in ("", "=", last.operator):
            return False
        if not (
            set(between)
            <= {
                "(",
                "[",
                "or",
                "/",
                ",",
                "i.e",
                "equivalent",
                "to",
                "approximately",
                "=",
                "corresponding",
                "i",
                "e",
                ".",
            }
        ):
            return False
        return self._accepts(self.last_variables[0], dimension, quantity.unit)

    # -- output

    def _place(self, names: list[str], quantity: Quantity, first: int | None = None, last: int | None = None) -> None:
        first = quantity.first if first is None else min(first, quantity.first)
        last = quantity.last if last is None else max(last, quantity.last)
        start, end = self.found[first].start, self.found[last - 1].end
        negated = self._negated(names[0], quantity, first)
        names = names[::-1] if quantity.pair is False else names
        if quantity.pair and len(names) == 2:
            for name, value in zip(names, quantity.values, strict=True):
                self.placed += relations(
                    self.text, name, quantity._replace(values=(value,)), start, end, negated=negated
                )
        else:
            for name in names:
                self.placed += relations(self.text, name, quantity, start, end, negated=negated)
        self.last_variables, self.last_end, self.last = names, last, quantity
        if quantity.unit is not None:
            self.of_unit[quantity.unit] = names

    def _negated(self, name: str, quantity: Quantity, first: int) -> bool:
        """Whether words before turn the relation round: "no chemotherapy within 4 weeks"."""
        if name in ("washout", "age", "commitment", "life_expectancy") and quantity.operator in (">=", ">", "="):
            return False
        if not self.negates or name in ("age", "life_expectancy"):
            return False
        timed = name in ("washout", "test_window", "event_interval", "treatment_duration", "disease_duration")
        listed = False
        closed, inside = 0, False
        for at in range(first - 1, max(self.sentences[quantity.at][0], first - NEGATION_REACH) - 1, -1):
            token = self.found[at]
            if token.value == "(" and not closed:
                inside = True
            closed += (token.value == ")") - (token.value == "(" and closed > 0)
            if closed:
                continue
            if token.value in self.words["turns"]:
                return False
            if token.value in (":", "following", "including", "include"):
                listed = True
            if token.value == ";" and not self._list_opened_before(at):
                return False
            if token.value == "," and not timed and not listed and not self._list_opened_before(at):
                return False
            if token.kind == "word" and token.value in self.words["negations"] and not self.covered[at]:
                following = self.found[at + 1].value if at + 1 < len(self.found) else ""
                before = self.found[at - 2].value if at > 1 else ""
                if inside and not timed:
                    return False  # "no contraindications (ASA 1)" explains
                if self.words["unturned"] & {token.value for token in self.found[at + 1 : at + 4]}:
                    return False  # "no change of dose within 4 weeks" says that the dose is stable
                return not (following in ("limited", "only", "more", "less", "later", "longer") or before == "with")
        return False

    def _list_opened_before(self, at: int) -> bool:
        return any(
            self.found[here].value in (":", "following", "including", "include") for here in range(max(0, at - 40), at)
        )

    def _sentences(self) -> list[tuple[int, int]]:
        """Per token, the first and last token of its sentence."""
        bounds: list[tuple[int, int]] = []
        start = 0
        if "." not in self.lexed.words[:-1]:
            return [(0, len(self.found))] * len(self.found)
        for at, token in enumerate(self.found):
            if token.kind == "." and at + 1 < len(self.found):
                gap = self.found[at + 1].start - token.end
                if gap and self.text[self.found[at + 1].start].isupper() and at - start > 1:
                    bounds += [(start, at + 1)] * (at + 1 - start)
                    start = at + 1
        return bounds + [(start, len(self.found))] * (len(self.found) - start)
