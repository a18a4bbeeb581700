"""Whether a page is in a language that has a file.

What comes in: the page's words. What goes out: None, or what to say of a page that is refused since nobody here can
read it. Separate from the verdict's signs: it gives a reason, and takes no page in. A language is told by its everyday
words; Japanese, which parts no words, by theirs among its letters.
"""

import re
import unicodedata
from collections import Counter
from functools import cache

from trialx.languages import words
from trialx.page.lines import Page

# Fewer words tell nothing, and labels alone have few everyday ones.
FEWEST_WORDS = 40
# Of all words, everyday ones are a third in most languages.
LEAST_SHARE = 0.04
# A language that is written in letters of its own.
LETTERS_SHARE = 0.4
REACH = 8_000
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {"HANGUL": "Korean", "CJK": "Chinese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese"}


@cache
def _everyday() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("signs", "everyday"))


def unread(page: Page) -> str | None:
    """Return why the page's language keeps it from being read, None where it does not.

    >>> unread(Page("이 연구는 피로한 눈을 가진 성인에서 점안액의 효과를 알아봅니다. 대상자는 성인입니다."))
    'its language is not read (Korean)'
    >>> unread(Page("The drops are tested in adults with tired eyes")) is None
    True
    """
    text = page.view[:REACH]
    scripts = _scripts(text)
    script, share = scripts.most_common(1)[0] if scripts else ("LATIN", 0)
    everyday = _everyday()
    if script != "LATIN" and share > LETTERS_SHARE * scripts.total():
        if scripts["HIRAGANA"] or any(
            not word.isascii() and word in text for word in everyday if _script(word[0]) == script
        ):
            script = "HIRAGANA" if script == "CJK" else script
        if any(_script(word[0]) == script for word in everyday):
            return None
        return f"its language is not read ({_SCRIPTS.get(script) or f'its letters are {script.capitalize()}'})"
    found = _WORD.findall(text.casefold())
    if len(found) >= FEWEST_WORDS and sum(word in everyday for word in found) < LEAST_SHARE * len(found):
        return "its language is not read (hardly a word of it is known)"
    return None


def _scripts(text: str) -> Counter[str]:
    return Counter(_script(letter) for letter in text if letter.isalpha())


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0].split("-")[0]
