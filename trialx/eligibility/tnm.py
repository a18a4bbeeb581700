r"""TNM: the stage of a tumour in its own notation.

What comes in: the text of a criterion. What goes out: thresholds of `t_stage`, `n_stage` and `m_stage`. Separate from
the other quantities, because the notation glues letters and numbers: "cT1a-T2aN0", "T1-2N2-3M0", "T3 or T4, N0".
"""

import re

from trialx.eligibility.relation import Placed
from trialx.record.model import Threshold

_PART = r"(?:is|[0-4](?:[a-d]|mi)?)"
_TNM = re.compile(
    rf"""
    (?<![\w-]) [cpuyr]{{0,2}}
    (?: T(?P<t>{_PART}) (?: \s?(?P<tj>-|/|to|or|and(?=\s?[cp]?T)|,)\s?[cp]?T?(?P<tu>{_PART})(?![\d.]) )? )?
    (?: [\s,;]{{0,2}}(?:and\s|or\s|any\s)?[cp]?N(?P<n>[0-3x][a-c]?)
        (?: \s?(?P<nj>-|/|to|or|,)\s?[cp]?N?(?P<nu>[0-3][a-c]?)(?![\d.]) )? )?
    (?: [\s,;]{{0,2}}(?:and\s|any\s)?[cp]?M(?P<m>[01x][a-d]?)
        (?: \s?(?P<mj>-|/|or)\s?[cp]?M?(?P<mu>[01][a-d]?)(?![\d.]) )? )?
    (?![\w+-])
    """,
    re.VERBOSE,
)
_START = re.compile(r"(?<![\w-])[cpuyr]{0,2}[TNM](?=[0-4x]|is\b)")
_LETTER = re.compile(r"[TNM](?:[0-4]|is)")
_CONTEXT = re.compile(r"stage|clinical|pathologic|tumou?r|cancer|disease|node|tnm|ajcc|carcinoma", re.IGNORECASE)


def tnm(text: str) -> list[Placed]:
    """Return the thresholds that TNM notation states.

    >>> [(item.threshold["variable"], item.threshold["value"]) for item in tnm("T1-2N2-3M0")]
    [('t_stage', '1'), ('n_stage', '2'), ('m_stage', '0')]
    """
    placed: list[Placed] = []
    if not ("T" in text or "N" in text or "M" in text) or not _LETTER.search(text):
        return placed
    done = 0
    for start in _START.finditer(text):
        if start.start() < done:
            continue
        found = _TNM.match(text, start.start())
        if found is None or not any(found[part] for part in "tnm"):
            continue
        alone = sum(bool(found[part]) for part in "tnm") == 1
        near = text[max(0, found.start() - 40) : found.end() + 25]
        if alone and (not _CONTEXT.search(near) or "weighted" in near or "vertebra" in near):
            continue
        done = found.end()
        words = text[found.start() : found.end()].strip(" ,;")
        for part in "tnm":
            low, join, high = found[part], found[part + "j"], found[part + "u"]
            if low is None or low == "x":
                continue
            threshold = Threshold(variable=f"{part}_stage", operator="=", value=low, negated=False, text=words)
            if high:
                ranged = join in ("-", "to")
                threshold["operator"] = "between" if ranged else "in"
                threshold["value"] = low if ranged else [low, high]
                if ranged:
                    threshold["upper"] = high
            placed.append(Placed(threshold, found.start(), found.start() + len(words)))
    return placed
