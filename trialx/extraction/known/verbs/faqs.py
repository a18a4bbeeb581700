"""Questions and answers, the site's fixed questions and whatever else it asks.

What comes in: a section of them. What goes out: `faqs`, the text of the field whose label is one of the questions, and
the facts that an answer states of this trial. Separate from the sections that are one text, since every question ends
the answer before it, whether a layout knows the question or not.
"""

import re
from collections.abc import Mapping

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.fixed_sentences import says
from trialx.extraction.known.verbs.text import paragraphs, take_text
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line
from trialx.layouts.layout import Field, Section

# A question of a patient is short; a longer line that ends so is a paragraph.
LONGEST_QUESTION = 300
# A heading has so many words at most, and these without a capital.
LONGEST_HEADING = 7
SMALL = frozenset({"a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with"})
# Numbers of footnotes behind the last full stop, and alone on a line.
_FOOTNOTES = re.compile(r"(?<=[.!?)”\"])\d{1,60}$")


def faqs(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read questions and answers; `answered` closes an answer.

    The section's field, if it has one, is the answer to the question that is its label, or where that was not asked,
    the text before the first question. `says` are questions that say a value. `facts`: answers state facts of this
    trial (posting dates, size) among facts of others; only sentences of the known forms are read, and their values are
    marked as prose.
    """
    del cuts
    page, section = found.page, cut.section
    closing = str(section.options.get("answered", "")).casefold()
    question = -1
    answer: list[int] = []
    before: list[int] = []
    asked = False
    for at in range(cut.first, cut.last):
        if found.claims[at] is not None:
            continue
        closes = page.title(at) == closing
        unknown = bool(answer) and _is_heading(page.lines[at])
        if closes or unknown or _is_question(page.lines[at]):
            asked = _faq(found, section, question, answer) or asked
            question, answer = (-1 if closes or unknown else at), []
            if unknown:
                # What stands below the heading of a part that the layout does not know answers nothing.
                return
            says(found, section, at)
            found.claim(at, f"{section.rule}:{'answered' if closes else 'question'}")
        else:
            (answer if question >= 0 else before).append(at)
    asked = _faq(found, section, question, answer) or asked
    if before and section.fields and not asked:
        _unasked(found, section.fields[0], before)


def _is_question(line: str) -> bool:
    """Whether a line asks; a quotation that does is an answer."""
    return line[-1] == "?" and line[0] not in '"“' and len(line) <= LONGEST_QUESTION and not line[0].islower()


def _is_heading(line: str) -> bool:
    """Whether a line in an answer looks like a heading: a few words, each with a capital, and no end of a sentence."""
    words = line.split(" ")
    if not 1 < len(words) <= LONGEST_HEADING or not line[-1].isalpha() or "," in line:
        return False
    return all(word[0].isupper() or word in SMALL for word in words) and words[0][0].isupper()


def _faq(found: Found, section: Section, question: int, answer: list[int]) -> bool:
    """Hand in a question and its answer; return whether the answer is the value of the section's field."""
    if question < 0:
        return False
    page, rule = found.page, section.rule
    count = found.next("faqs")
    line = page.lines[question]
    begin = len(line) - len(line.lstrip("# "))
    path = ("faqs", count, "question")
    found.part(path, one_line(line[begin:]), question, (begin, len(line)), "position", f"{rule}:question")
    answer = _without_footnotes(found, answer, rule)
    if not answer:
        return False
    first, last = answer[0], answer[-1]
    start, end = page.starts[first], page.ends[last]
    if page.view[start] == '"':
        start += 1
        if page.view[end - 1] == '"' and end - 1 > start:
            end -= 1
    if notes := _FOOTNOTES.search(page.view, page.starts[last], end):
        end = notes.start()
    text = paragraphs(page, first, last + 1, start)
    text = text[: len(text) - (page.ends[last] - end)]
    found.span(("faqs", count, "answer"), text, start, end, first, "position", f"{rule}:answer", last=last)
    which = section.labels.get(page.title(question))
    if which:
        # The answer, and not a fact that a sentence of it states.
        field = section.fields[which[0]]
        found.again(field.path, "label", field.rule)
    if section.options.get("facts") == "yes":
        _facts(found, first, last, (start, end), rule)
    return bool(which)


def _without_footnotes(found: Found, lines: list[int], rule: str) -> list[int]:
    """Leave out the lines at both ends that are numbers of footnotes alone."""
    for at in lines:
        if found.page.lines[at].isdigit():
            found.claim(at, f"{rule}:footnotes")
    kept = [n for n, at in enumerate(lines) if found.claims[at] is None]
    return lines[kept[0] : kept[-1] + 1] if kept else []


def _facts(found: Found, first: int, last: int, span: tuple[int, int], rule: str) -> None:
    """Hand in the facts that the sentences of an answer state."""
    # Imported here: its patterns take longer to make than a page without questions takes to read.
    from trialx.readers.prose import posted_dates

    page = found.page
    start, end = span
    for field, value, begin, stop in posted_dates(page.view[start:end]):
        at = first
        while at < last and page.ends[at] <= start + begin:
            at += 1
        path = ("enrollment", "count") if field == "enrollment" else (field,)
        found.span(path, value, start + begin, start + stop, at, "prose", f"{rule}:{field}")


def _unasked(found: Found, field: Field, lines: list[int]) -> None:
    """Hand in a text that no question stands above.

    Of several paragraphs each may have lost its question. Numbers of footnotes stand in answers alone: a text that has
    them answers what nobody knows any more, and is no summary.
    """
    page = found.page
    if any(page.lines[at].isdigit() or _FOOTNOTES.search(page.lines[at]) for at in lines):
        for at in lines:
            found.claim(at, f"{field.rule}:unasked")
        found.doubt("lost-questions", "these paragraphs answer questions that the page has lost", lines[0])
        return
    take_text(found, field.path, lines[0], lines[-1], "label", field.rule)
    if len(lines) > 1:
        found.unsure(field.path, "no question says what these paragraphs answer")
