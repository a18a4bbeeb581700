"""Ordinals: what a grade, class or stage is a grade, class or stage of.

What comes in: a quantity with a head word ("grade 2", "class III or IV", "stage IIIB") or a class in letters. What goes
out: the variable, or None where nothing tells. Separate from the other variables, since here the name may stand before,
behind, or be left to the context.
"""

from trialx.eligibility.lexer import Token
from trialx.eligibility.lexicon import Lexicon
from trialx.eligibility.quantities import Quantity

FAR = 60  # tokens around a head word that may tell what it is about
NEAR = 6  # tokens between a head word and the name that owns it
_OF_HEAD = {
    "class": ("nyha", "child_pugh", "scale:"),
    "grade": ("gvhd_grade", "ctcae_grade", "tumor_grade", "nyha", "child_pugh", "scale:", "ecog", "gleason"),
    "stage": ("ckd_stage", "scale:", "stage"),
    "step": ("scale:gina", "scale:gema_step", "scale:epr3_step"),
}


def variable_of(found: list[Token], quantity: Quantity, lexicon: Lexicon, sentence: tuple[int, int]) -> str | None:
    """Return the variable of a grade, class or stage."""
    head = quantity.head
    start = quantity.head_at if head else quantity.at
    wanted = _OF_HEAD.get(head, ("nyha", "child_pugh", "stage", "ecog", "scale:", "ckd_stage"))
    for at in range(quantity.at - 1, max(sentence[0], start - NEAR) - 1, -1):
        if (
            found[at].kind == "var"
            and found[at].value.startswith(wanted)
            and lexicon.variables[found[at].value].ordinal
        ):
            return found[at].value
        if found[at].kind == "num" and at < start and found[at].unit is None:
            break
    words = {token.value for token in found[max(sentence[0], start - FAR) : min(sentence[1], quantity.last + FAR)]}
    behind = [token for token in found[quantity.last : min(quantity.last + 14, sentence[1])]]
    if head == "class":
        for token in behind:
            if token.kind == "var" and token.value.startswith(wanted):
                return token.value
        close = {token.value for token in behind[:4]}
        if close & {"heart", "chf", "cardiac"}:
            return "nyha"
        vars_before = {
            token.value for token in found[max(sentence[0], start - FAR) : quantity.at] if token.kind == "var"
        }
        if lexicon.words["allergy_words"] & words or vars_before & {"sige", "ige", "wheal_diameter"}:
            return "scale:ige_class"
        return None
    if head == "stage":
        close = [token.value for token in behind[:3]]
        if {"ckd_stage", "kidney", "renal", "ckd"} & set(close):
            return "ckd_stage"
        return None if lexicon.words["not_a_stage"] & set(close) else "stage"
    if head == "grade":
        for token in behind[:4]:
            if token.kind == "var" and token.value in ("gvhd_grade", "tumor_grade"):
                return token.value
        if lexicon.words["tumor_words"] & words and not words & {
            "toxicity",
            "toxicities",
            "ctcae",
            "neuropathy",
            "adverse",
            "resolved",
            "recovered",
            "nci",
            "hypersensitivity",
        }:
            return "tumor_grade"
        return "ctcae_grade" if quantity.operator not in ("", "=", "in") or lexicon.cues["toxic"] & words else None
    if head == "step":
        vars_near = [
            token.value
            for token in found[max(sentence[0], start - FAR) : start + FAR]
            if token.kind == "var" and token.value.startswith("scale:")
        ]
        return vars_near[0] if vars_near else None
    return None
