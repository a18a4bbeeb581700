"""The accounts as a terminal shows them.

What comes in: the accounts of a page's lines, or the account of a field. What goes out: lines on a console: coloured
and folded to the terminal's width, or plain and unfolded in a pipe. Every colour has a mark beside it, so that nothing
is told by colour alone. Separate, since rich is imported only here.
"""

from collections.abc import Iterator, Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from trialx.eligibility.in_words import UNREAD
from trialx.explain.account import Account
from trialx.explain.field import Reading
from trialx.explain.recognition import Claim
from trialx.explain.steps import Step
from trialx.extraction.verdict import Verdict
from trialx.layouts import TRUNK
from trialx.record.visible import visible

# Below this width a line's rule stands under it and not beside it.
WIDE = 72
RULE_WIDTH, GENERIC_WIDTH = 30, 38
# In a pipe nothing is folded: a line of the page is a line of the output.
UNFOLDED = 1_000_000
MARKS = {"unclaimed": "!", "doubtful": "?", "warned": "?", "plain": " "}
STYLES = {"unclaimed": "bold red", "doubtful": "yellow", "warned": "yellow", "plain": ""}
# A page's own control characters are shown and never sent: they could steer the terminal.


def console_for_output(paper: StringIO | None = None) -> Console:
    """Return a console as wide and as coloured as standard output is; in a pipe it has neither width nor colour.

    It writes to standard output, or to `paper`, from which the caller writes it out in one go.
    """
    real = Console()
    width = real.width if real.is_terminal else UNFOLDED
    return Console(file=paper, width=width, force_terminal=real.is_terminal, highlight=False, markup=False)


def show_page(accounts: Sequence[Account], layout: str, *, console: Console) -> None:
    """Print a page with what became of each line, then the count of what nothing accounts for."""
    section = None
    digits = len(str(accounts[-1].number)) if accounts else 1
    for account in accounts:
        if account.section != section:
            section = account.section
            if section or layout != TRUNK:
                _print(console, _heading(section, account.verb, console.width))
        _show_line(account, layout, digits, console)
    _print(console, Text())
    _print(console, _total(accounts, layout), indent=0)


def _heading(section: str, verb: str, width: int) -> Text:
    name = f"── {section or 'before the first heading'}{f' (verb {verb})' if verb else ''} "
    return Text(name + "─" * max(0, min(width, 100) - cell_len(name)), "bold cyan")


def _show_line(account: Account, layout: str, digits: int, console: Console) -> None:
    state = state_of(account)
    width = GENERIC_WIDTH if layout == TRUNK else RULE_WIDTH
    rule = (account.rule or "no rule").removeprefix(f"{layout}:")
    text = shown(account.text)
    head = f"{account.number:>{digits}} {MARKS[state]} "
    if console.width >= WIDE:
        beside = (f"{rule:<{width}} ", "dim" if account.rule else "red")
        line = Text.assemble((head, STYLES[state] or "dim"), beside, (text, STYLES[state]))
        _print(console, line, indent=len(head) + width + 1)
    else:
        line = Text.assemble((head, STYLES[state] or "dim"), (text, STYLES[state]))
        _print(console, line, indent=len(head))
        _print(console, Text(f"{' ' * len(head)}{rule}", "dim" if account.rule else "red"), indent=len(head) + 2)
    for note, style in _notes(account):
        margin = len(head) + (width + 1 if console.width >= WIDE else 0)
        _print(console, Text(f"{' ' * margin}↳ {note}", style), indent=margin + 2)


def state_of(account: Account) -> str:
    """Return `unclaimed`, `doubtful`, `warned` or `plain`."""
    if account.rule is None:
        return "unclaimed"
    if any(not value.sure for _, value in account.values):
        return "doubtful"
    return "warned" if account.doubts else "plain"


def _notes(account: Account) -> Iterator[tuple[str, str]]:
    """What the line itself does not show: why nothing took it, values that read otherwise, thresholds, doubts."""
    if account.why:
        yield account.why, "red"
    for pointer, value in account.values:
        told = str(value.value)
        if not value.sure:
            yield f"{pointer} is doubtful: {_short(told)}", "yellow"
        elif " ".join(told.split()) not in account.text and "\n" not in told:
            yield f"{pointer} = {_short(told)}", "dim"
    for words in account.thresholds:
        yield words, "yellow" if words == UNREAD else "green"
    for doubt in account.doubts:
        yield doubt, "yellow"


def _total(accounts: Sequence[Account], layout: str) -> Text:
    states = [state_of(account) for account in accounts]
    unclaimed = states.count("unclaimed")
    doubtful = sum(not value.sure for account in accounts for _, value in account.values)
    values = sum(len(account.values) for account in accounts)
    text = Text(f"layout {layout}: {values} values on {len(accounts)} lines; ")
    text.append(f"! {unclaimed} without a rule", "bold red" if unclaimed else "green")
    text.append("; ")
    return text.append(f"? {doubtful} doubtful", "yellow" if doubtful else "green")


def show_field(reading: Reading, *, console: Console) -> None:
    """Print which rules were tried for a field, in order, and what each met."""
    _print(console, Text.assemble((f"{reading.field}: ", "bold"), reading.verdict), indent=2)
    for order, attempt in enumerate(reading.attempts, 1):
        _print(console, Text())
        _print(console, Text(f"{order}. {attempt.rule}", "bold cyan"), indent=3)
        _print(console, Text(f"   {attempt.where}", "dim"), indent=3)
        _show_steps(attempt.steps, console)
    for title, steps in (("handed in", reading.handed_in), ("elsewhere on the page", reading.elsewhere)):
        if steps:
            _print(console, Text())
            _print(console, Text(title, "bold cyan"))
            _show_steps(steps, console)


def _show_steps(steps: Sequence[Step], console: Console) -> None:
    for step in steps:
        mark, style = ("+", "green") if step.taken else ("-", "")
        where = f"line {step.line}" if step.line else ""
        words = f"“{_short(shown(step.words))}”" if step.words else ""
        told = " ".join(part for part in (where, words) if part)
        text = Text.assemble((f"   {mark} ", style), told + (": " if told else ""), (shown(step.outcome), style))
        _print(console, text, indent=5)


def show_verdict(verdict: Verdict, *, console: Console) -> None:
    """Print whether a page is one trial's: every sign that was seen, with its points, then what they come to."""
    for weighed in verdict.weighed:
        sign = weighed.sign
        seen = " ".join(
            filter(None, (f"× {sign.times}" if sign.times > 1 else "", f"({sign.seen})" if sign.seen else ""))
        )
        style = "green" if weighed.points > 0 else "red"
        told = f"{weighed.about} {shown(seen)}".strip()
        _print(console, Text.assemble((f"{weighed.points:+5} ", style), (f"{sign.name}: ", "cyan"), told), indent=6)
    said, style = ("one trial's page", "green") if verdict.reason is None else (verdict.reason, "red")
    _print(
        console, Text.assemble((f"{verdict.points:+5} of {verdict.needed} needed: ", style), (said, style)), indent=6
    )


def show_claims(claims: Sequence[Claim], *, console: Console) -> None:
    """Print which phrases of which layouts a page holds, for a page that none of them knows."""
    if not claims:
        _print(console, Text("no phrase of any layout is on the page"))
    for claim in claims:
        _print(console, Text(claim.layout, "bold cyan"))
        for mark, phrases, style in (("+", claim.there, "green"), ("-", claim.missing, "red")):
            for phrase in phrases:
                said = "on the page" if mark == "+" else "missing"
                _print(console, Text.assemble((f"   {mark} ", style), f"“{phrase}” {said}"), indent=5)


def shown(text: str) -> str:
    r"""Return a text with its control characters as signs.

    >>> shown("red \x1b[31m")
    'red ␛[31m'
    """
    return visible(text)


def _short(text: str, most: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _print(console: Console, text: Text, *, indent: int = 0) -> None:
    """Print a text, folded with its further lines indented."""
    if console.width >= UNFOLDED or cell_len(text.plain) <= console.width:
        console.print(text, soft_wrap=True)
        return
    first, *rest = _folded(text, console, indent)
    console.print(first, soft_wrap=True)
    for line in rest:
        console.print(Text.assemble(" " * indent, line), soft_wrap=True)


def _folded(text: Text, console: Console, indent: int) -> list[Text]:
    head, body = text.divide([min(indent, len(text))])
    lines = list(body.wrap(console, max(10, console.width - indent)))
    return [Text.assemble(head, lines[0]), *lines[1:]]
