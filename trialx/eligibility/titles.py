"""Titles: unmarked lines above criteria that are no criteria themselves.

What comes in: the words of a line. What goes out: what it is: the name of a cohort, part or group whose criteria
follow, a title over some of them, or a notice that says nothing of anybody. Separate from the headings of sides, since
these leave the side as it is.

"Cohort B", "Part 2 only:", "Healthy controls" name a scope; "Medical conditions", "PRIOR THERAPY:" are titles; "None",
"Other protocol defined criteria could apply" are notices.
"""

import re
from typing import Final

SCOPE, TITLE, CRITERIA, NOTICE = "scope", "title", "criteria", "notice"

LONGEST: Final = 100  # characters: a longer line states something
MOST_WORDS: Final = 9
LONGEST_TITLE: Final = 6  # words
_NAME = r"(?:[A-Z]{0,2}\d{0,2}[A-Za-z]?|[IVX]+|one|two|three|four|five)"
_PARTS = (
    r"(?:sub-?\s?cohorts?|cohorts?|groups?|subgroups?|parts?|arms?|strat(?:um|a)|sub-?\s?stud(?:y|ies)|phases?|modules?|steps?"
    r"|segments?|populations?|categor(?:y|ies)|periods?|stages?|kohorten?|gruppen?|groupes?|grupos?|cohortes?|partes?)"
)
_PEOPLE = (
    r"(?:patients?|subjects?|participants?|volunteers?|controls?|cases?|donors?|recipients?|individuals?|probands?|mothers?|fathers?"
    r"|infants?|newborns?|children|siblings?|parents?|caregivers?|clinicians?|physicians?|nurses?|families|relatives|couples|adults?"
    r"|adolescents?|women|men|females?|males?|smokers?|non-?smokers?|asthmatics?|athletes|students|dyads|partners)"
)
_SCOPE = re.compile(
    rf"""
    [\[(]?\s*(?:(?:for|in|only)\s+)?(?:the\s+|all\s+)?
    (?:
        {_PARTS}\s+{_NAME}(?:\s*(?:,|/|&|\\&|and|or|-|to)\s*(?:{_PARTS}\s+)?{_NAME}){{0,6}}\b(?P<rest>.*)
      | (?:[\w'’/+-]+\s+){{0,6}}?(?:{_PARTS}|controls?|cases?)
      | selection\s+of\s+(?:[\w'’-]+\s+){{0,3}}?(?:{_PARTS}|{_PEOPLE})
      | (?:[\w'’/+-]+\s+){{0,4}}?{_PEOPLE}
    )
    (?:\s*[(\[][^()\[\]]{{0,60}}[)\]])?(?:\s+only)?\s*[\])]?\s*[:：–-]?\s*\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAMES_A_PART = re.compile(rf"\b(?:{_PARTS}|controls?|cases)\Z", re.IGNORECASE)
# "Adults", "Women" may be all that a criterion says.
_KIND_OF_PEOPLE = re.compile(
    r"\b(?:children|adults?|adolescents?|women|men|females?|males?|infants?|newborns?|smokers?|asthmatics?|athletes|students|couples"
    r"|nurses?|physicians?|clinicians?|parents?|mothers?|fathers?|caregivers?|siblings?)\Z",
    re.IGNORECASE,
)
# Words that make a statement of such a line: "Children with asthma", "Patients must", "Group A streptococci in women".
_STATES = re.compile(
    r"[<>≤≥=%;]|\d{2}|\b(?:with|without|who|whose|that|which|is|are|was|were|be|been|has|have|had|must|should|may|can|will|not|no"
    r"|any|unless|if|than|willing|able|unable|known|treated|pregnant|lactating|nursing|breast-?feeding|receiv\w+|requir\w+"
    r"|such|including|includes?|defined|following|these|both|either|one|least|meeting|suffer\w+|diagnosed|history\s+of|consent\w*|agree\w*|taking|us(?:e|ing)|under|over|aged?|healthy\s+(?:adult|male|female|man|woman)s?"
    r"|(?:male|female|man|woman|men|women|males|females)\s+(?:and|or|/)\b.*)\b",
    re.IGNORECASE,
)
# Criteria for something else than taking part from the start.
_CRITERIA = re.compile(
    r"\A(?=.*\bcriteri)(?=.*\b(?:extension|continu\w+|re-?treatment|cross-?over|roll-?over|open[\s-]label|withdrawal|discontinuation|stopping"
    r"|removal|re-?enrol\w+|re-?screening)\b)[\w'’&/() -]+[:：]?\Z",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:characteristics|conditions?|histor(?:y|ies)|therap(?:y|ies)|treatments?|medications?|drugs?|procedures?|procedural|assessments?"
    r"|demographics?|consent|criteria|eligibility|requirements?|exclusions?|inclusions?|others?|general|status|functions?|tests?|laboratory|labs?|values"
    r"|system|hematolog\w+|haematolog\w+|hepatic|renal|cardiac|cardiovascular|pulmonary|biochemistry|chemistry|age|sex|gender"
    r"|weight|contraception|reproduct\w+|safety|diseases?|diagnos[ie]s|experience|related|specific|registration"
    r"|randomi[sz]ation|screening|baseline|notes?|definitions?|study|miscellaneous|medical|surgery|chemotherapy"
    r"|radiotherapy|immunotherapy|metabolic|neurologic\w*|psychiatric|infections?|allerg(?:y|ies)|lifestyle|concurrent|prior)\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"""
    [\s("'\[*.-]*
    (?:
        (?:and|or|plus|except|but|and/or|none|nil|n/?\s?a|not\s+applicable|keine|aucune?|ninguno|no\s+(?:(?:in|ex)clusion\s*)?criteria|not\s+(?:provided|specified|stated))
            (?:\s+(?:stated|specified|provided|listed|known|reported))?
      | (?:(?:please\s+)?note\s*[:：-]?\s*)?
        (?:(?:there\s+(?:are|may\s+be)\s+)?(?:other|further|additional|more|some|certain)\s+
            (?:[\w/-]+\s+){0,4}?(?:(?:in|ex)clusion(?:\s*(?:/|and|&|or)\s*(?:in|ex)clusion)?\s+(?:criteria|requirements)|(?:in|ex)clusions?(?:\s*/\s*(?:in|ex)clusions?)?|criteria)
            (?:\s+(?:may|might|could|will|can|also|apply|applies|applied|are|is|exist|as|defined|specified|listed|have|has)\b.{0,80}|\s*,?\s*(?:per|in)\s+(?:the\s+)?protocol.{0,20}))
      | (?:for\s+)?(?:a\s+)?(?:full|complete)\s+list\s+of\s+.{0,60}criteria.{0,60}
      | all\s+answers\s+must\s+be\s+(?:yes|no)\b.{0,60}
      | see\s+(?:above|below|protocol|inclusion\s+criteria|exclusion\s+criteria)
    )
    [\s.)"'\]*:-]*\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_NOTICE_LETTER = frozenset("noafmscketpb")  # what a notice may begin with
LONGEST_NOTICE: Final = 160


def is_notice(words: str) -> bool:
    """Whether a line, marked or not, says nothing of anybody.

    >>> [is_notice(words) for words in ("None", "Other protocol-defined criteria may apply.", "No asthma")]
    [True, True, False]
    """
    start = words.lstrip(" \t(\"'[*.-")[:1].lower()
    return len(words) <= LONGEST_NOTICE and start in _NOTICE_LETTER and _NOTICE.match(words) is not None


def kind_of(words: str, *, followed: bool) -> str:
    """Return what an unmarked line is, empty where it is a criterion; `followed` says that a list or heading is next.

    >>> [kind_of(words, followed=True) for words in ("Cohort B", "Criteria for the extension", "HISTORY", "Dry eyes")]
    ['scope', 'criteria', 'title', '']
    """
    if len(words) > LONGEST or words[-1:] in ".;,?!" or len(words.split(None, MOST_WORDS)) > MOST_WORDS:
        return ""
    found = _SCOPE.match(words)
    if found is not None:
        rest = found["rest"]
        said = _BRACKETS.sub("", words if rest is None else rest).strip(" :：–-")
        bare = rest is None and not (words[-1] in ":：" or (followed and not _KIND_OF_PEOPLE.search(said)))
        named = _NAMES_A_PART.search(said) is not None
        if not (_STATES.search(said) or (rest and said and not followed) or (bare and not named)):
            return SCOPE
    if _STATES.search(words):
        return ""
    if _CRITERIA.match(words):
        return CRITERIA
    colon = words[-1] in ":："
    if words[:1].islower() or not (followed or colon) or len(words.split(None, LONGEST_TITLE)) > LONGEST_TITLE:
        return ""
    return TITLE if words.isupper() or _TITLE.search(words) else ""


def scope_of(words: str) -> str:
    """Return the name of a scope as it is printed, without what only introduces it.

    >>> scope_of("For Cohort B (adults):"), scope_of("Selection of controls")
    ('Cohort B (adults)', 'controls')
    """
    words = re.sub(
        r"\A[\[(\s]*(?:(?:for|selection of)\s+)?(?:the\s+(?=control|case|group))?", "", words, flags=re.IGNORECASE
    )
    words = words.rstrip(" :：-–")
    opens = words.count("(") + words.count("[")
    closes = words.count(")") + words.count("]")
    return words[:-1].rstrip() if closes > opens else words
