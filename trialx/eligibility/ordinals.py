"""Ordinals: what a grade, class or stage is a grade, class or stage of.

What comes in: a quantity with a head word ("grade 2", "class III or IV", "stage IIIB") or a class in letters. What
goes out: the variable, or None where nothing tells. Separate from the other variables, since here the name may stand
before, behind, or be left to the context.
"""

from trialx.eligibility.lexicon import Lexicon
from trialx.eligibility.quantity import Quantity
from trialx.eligibility.tokens import Token

FAR = 60  # tokens around a head word that may tell what it is about
NEAR = 6  # tokens between a head word and the name that owns it
BEHIND = 14  # tokens behind a class that may name it: "class III or IV … by the New York Heart Association"
_OWNERS = {
    "class": ("nyha", "child_pugh", "scale:"),
    "grade": ("gvhd_grade", "ctcae_grade", "tumor_grade", "nyha", "child_pugh", "scale:", "ecog", "gleason"),
    "stage": ("ckd_stage", "scale:", "stage"),
    "step": ("scale:gina", "scale:gema_step", "scale:epr3_step"),
    "": ("nyha", "child_pugh", "stage", "ecog", "scale:", "ckd_stage", "tumor_grade", "gvhd_grade", "ctcae_grade"),
}
_READ_ON = frozenset({"according", "by", "on", "per"})


def variable_of(found: list[Token], quantity: Quantity, lexicon: Lexicon, sentence: tuple[int, int]) -> str | None:
    """Return the variable of a grade, class or stage."""
    head = quantity.head
    start = quantity.head_at if head else quantity.at
    owners = _OWNERS[head]
    for at in range(quantity.at - 1, max(sentence[0], start - NEAR) - 1, -1):
        token = found[at]
        if token.kind == "var" and token.value.startswith(owners) and lexicon.variables[token.value].ordinal:
            return token.value
        if token.kind == "num" and at < start and token.unit is None:
            break
    around = found[max(sentence[0], start - FAR) : min(sentence[1], quantity.last + FAR)]
    behind = found[quantity.last : min(quantity.last + BEHIND, sentence[1])]
    if head == "class":
        return _class(around, behind, lexicon, owners)
    if head == "stage":
        return _stage(behind, lexicon)
    if head == "grade":
        return _grade(around, behind, lexicon)
    if head == "step":
        return next((token.value for token in around if token.kind == "var" and token.value.startswith(owners)), None)
    return None


def _class(around: list[Token], behind: list[Token], lexicon: Lexicon, owners: tuple[str, ...]) -> str | None:
    for token in behind:
        if token.kind == "var" and token.value.startswith(owners):
            return token.value
    if not {"heart", "chf", "cardiac"}.isdisjoint(token.value for token in behind[:4]):
        return "nyha"
    words = lexicon.words["allergy_words"] | {"sige", "wheal_diameter"}
    return "scale:ige_class" if not words.isdisjoint(token.value for token in around) else None


def _stage(behind: list[Token], lexicon: Lexicon) -> str | None:
    close = [token.value for token in behind[:3]]
    if not {"ckd_stage", "kidney", "renal", "ckd"}.isdisjoint(close):
        return "ckd_stage"
    return "stage" if lexicon.words["not_a_stage"].isdisjoint(close) else None


def _owner_behind(behind: list[Token]) -> str | None:
    """Return the scale that a grade is read on: "grade III cardiac insufficiency according to the NYHA"."""
    leads = False
    for token in behind:
        if token.kind in ",;.":
            break
        leads = leads or token.value in _READ_ON
        if leads and token.kind == "var" and token.value.startswith(_OWNERS["grade"]):
            return token.value
    return None


def _grade(around: list[Token], behind: list[Token], lexicon: Lexicon) -> str | None:
    """A grade without a name: a tumour's, else a toxicity's where one is spoken of."""
    for token in behind[:4]:
        if token.value in ("gvhd_grade", "tumor_grade"):
            return token.value
    if owner := _owner_behind(behind):
        return owner
    values = [token.value for token in around]
    toxic = not lexicon.cues["toxic"].isdisjoint(values)
    if not lexicon.words["tumor_words"].isdisjoint(values) and lexicon.cues["surely_toxic"].isdisjoint(values):
        return "tumor_grade"
    if not lexicon.words["graded_otherwise"].isdisjoint(values):
        return None
    return "ctcae_grade" if toxic else None
