"""What patient sites tell around a trial: side effects, who runs it and what they ran before, questions and answers.

What comes in: sections that mix this trial's facts with facts of other trials. What goes out: `adverse_events`,
`track_records` and the names that stand there, `faqs` and the facts that their answers state of this trial.
"""

import re
from collections.abc import Mapping
from typing import Any

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.text import paragraphs
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line
from trialx.readers.ids import find_registry_ids

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?) ?%$")
_TRIALS = re.compile(r"([\d,]{1,12}) Previous Clinical Trials?$", re.I)
_PATIENTS = re.compile(r"([\d,]{1,15}) Total Patients Enrolled$", re.I)


def side_effects(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read a percentage and its term a pair; `arm` is the label above the arm.

    The id above the table is that of the trial the table comes from. It is this trial's only where the arm is one of
    this trial's own; a percentage with no term below it is a mark of the axis.
    """
    del cuts
    page, rule = found.page, cut.section.rule
    arm_label = str(cut.section.options.get("arm", "")).casefold()
    rows = [at for at in range(cut.first, cut.last) if found.claims[at] is None]
    split = next((n for n, at in enumerate(rows) if page.keys[at] == arm_label), len(rows))
    arms = rows[split + 1 :]
    # Several arms share one set of bars: which of them it belongs to is not told.
    arm = arms[0] if len(arms) == 1 else -1
    for at in rows[split:]:
        found.claim(at, f"{rule}:arm")
    source: tuple[str, int, int, int] | None = None
    axis = False
    n = 0
    while n < split:
        at = rows[n]
        line = page.lines[at]
        percent = _PERCENT.match(line)
        below = page.lines[rows[n + 1]] if n + 1 < split else ""
        axis = axis or bool(percent and _PERCENT.match(below))
        if percent and below and not axis:
            count = found.next("adverse_events")
            term_at = rows[n + 1]
            found.line(("adverse_events", count, "term"), one_line(below), term_at, "position", f"{rule}:term")
            if arm >= 0:
                path = ("adverse_events", count, "arm")
                found.line(path, one_line(page.lines[arm]), arm, "label", f"{rule}:arm")
            number = float(percent[1])
            value = int(number) if number.is_integer() else number
            found.line(("adverse_events", count, "percent"), value, at, "position", f"{rule}:percent")
            n += 2
            continue
        if percent or n == 0:
            found.claim(at, f"{rule}:axis" if percent else f"{rule}:source")
        for start, end, number_of in find_registry_ids(line):
            if number_of["registry"] == "ClinicalTrials.gov":
                source = (number_of["id"], page.offset(at, start), page.offset(at, end), at)
        n += 1
    if source and arm >= 0:
        number_id, start, end, at = source
        rule_id = f"{rule}:nct_id"
        found.own_arm_ids.append((number_id, start, end, at, one_line(page.lines[arm]), rule_id))


def track_records(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read who runs the trial: a name, then numbers of other trials and patients.

    `lead` and `investigator` are the words glued behind a name; what follows the second is the affiliation. `classes`
    are agency classes glued behind a name. A name without words behind it is a collaborator.
    """
    del cuts
    page, section = found.page, cut.section
    lead, investigator = str(section.options.get("lead", "")), str(section.options.get("investigator", ""))
    classes: Any = section.options.get("classes", [])
    rows = [at for at in range(cut.first, cut.last) if found.claims[at] is None]
    count = -1
    for n, at in enumerate(rows):
        line = page.lines[at]
        for pattern, part in ((_TRIALS, "previous_trials"), (_PATIENTS, "total_enrolled")):
            match = pattern.match(line)
            if match and count < 0:
                break
            if match:
                number = int(match[1].replace(",", ""))
                path = ("track_records", count, part)
                found.part(path, number, at, (0, match.end(1)), "label", f"{section.rule}:{part}")
                break
        else:
            follows = page.lines[rows[n + 1]] if n + 1 < len(rows) else ""
            if _TRIALS.match(follows) or _PATIENTS.match(follows) or lead in line or investigator in line:
                count = _runner(found, at, lead, investigator, classes, section.rule)


def _runner(found: Found, at: int, lead: str, investigator: str, classes: list[str], rule: str) -> int:
    """Hand in one name with its role; return its position among the track records."""
    page = found.page
    line = page.lines[at]
    count = found.next("track_records")
    if investigator and (cut := line.find(investigator)) > 0:
        name = line[:cut].rstrip()
        base: tuple[str | int, ...] = ("overall_officials", found.next("overall_officials"))
        found.part((*base, "name"), one_line(name), at, (0, len(name)), "label", f"{rule}:investigator")
        end = cut + len(investigator)
        found.part((*base, "role"), "PRINCIPAL_INVESTIGATOR", at, (cut, end), "label", f"{rule}:role")
        rest = line[end:].strip()
        if rest:
            columns = (len(line) - len(rest), len(line))
            found.part((*base, "affiliation"), one_line(rest), at, columns, "label", f"{rule}:affiliation")
    else:
        cut = len(line) - len(lead) if lead and line.endswith(lead) and len(line) > len(lead) else -1
        name = line[:cut].rstrip() if cut > 0 else line
        kind = next((word for word in classes if name.endswith(word) and _glued(name, word)), None)
        if kind:
            name = name[: -len(kind)].rstrip()
        base = ("lead_sponsor",) if cut > 0 else ("collaborators", found.next("collaborators"))
        found.part((*base, "name"), one_line(name), at, (0, len(name)), "label", f"{rule}:name")
        if kind:
            found.part((*base, "class"), kind, at, (len(name), len(name) + len(kind)), "label", f"{rule}:class")
    found.part(("track_records", count, "name"), one_line(name), at, (0, len(name)), "position", f"{rule}:name")
    return count


def _glued(name: str, word: str) -> bool:
    """The word stands directly behind a small letter or a bracket: `(NCI)NIH`, and not ` NIH`."""
    before = name[-len(word) - 1 : -len(word)]
    return before.islower() or before in (")", ".")


def faqs(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read questions and answers; `answered` closes an answer.

    An answer states facts of this trial (posting dates, size) among facts of others; only sentences of the known forms
    are read, and their values are marked as prose.
    """
    del cuts
    page, section = found.page, cut.section
    closing = str(section.options.get("answered", "")).casefold()
    question, first, last = -1, -1, -1
    for at in range(cut.first, cut.last + 1):
        done = at == cut.last
        if not done and found.claims[at] is not None:
            continue
        if done or page.keys[at] == closing or (page.lines[at].endswith("?") and not page.lines[at].startswith('"')):
            if question >= 0:
                _faq(found, question, first, last, section.rule)
            question, first, last = -1, -1, -1
            if not done:
                found.claim(at, f"{section.rule}:{'answered' if page.keys[at] == closing else 'question'}")
                if page.keys[at] != closing:
                    question = at
        elif question >= 0:
            first, last = (at if first < 0 else first), at


def question(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the heading as a question and the section as its answer, and as the text of the section's field, if any."""
    del cuts
    first, last = cut.first, cut.last
    if first < last and first > 0:
        _faq(found, first - 1, first, last - 1, cut.section.rule)
        # The answer, and not a fact that a sentence of it states.
        answer = next(v for v in reversed(found.values) if v.path[0] == "faqs" and v.path[-1] == "answer")
        for field in cut.section.fields:
            found.values.append(answer._replace(path=field.path, how="label", rule=field.rule))


def _faq(found: Found, question: int, first: int, last: int, rule: str) -> None:
    page = found.page
    count = found.next("faqs")
    found.line(("faqs", count, "question"), one_line(page.lines[question]), question, "position", f"{rule}:question")
    if first < 0:
        return
    start, end = page.starts[first], page.ends[last]
    if page.view[start] == '"':
        start += 1
        if page.view[end - 1] == '"' and end - 1 > start:
            end -= 1
    text = paragraphs(page, first, last + 1, start)
    if end < page.ends[last]:
        text = text[:-1]
    found.span(("faqs", count, "answer"), text, start, end, first, "position", f"{rule}:answer", last=last)
    # Imported here: its patterns take longer to make than a page without questions takes to read.
    from trialx.readers.prose import posted_dates

    for field, value, begin, stop in posted_dates(page.view[start:end]):
        at = first
        while at < last and page.ends[at] <= start + begin:
            at += 1
        path = ("enrollment", "count") if field == "enrollment" else (field,)
        found.span(path, value, start + begin, start + stop, at, "prose", f"{rule}:{field}")
