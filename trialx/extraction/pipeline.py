"""The flow in one screen: text → lines → layout → sections → values → record.

What comes in: a page's text. What goes out: `Record`. Everything else in this package is one of these steps.
"""

from collections.abc import Sequence

from trialx.extraction.known.parted import parted
from trialx.extraction.known.recognise import choose
from trialx.extraction.known.rest import read_rest
from trialx.extraction.known.split import split
from trialx.extraction.known.verbs import finder
from trialx.extraction.record_of_page import NotATrialPage, Record, assemble, with_address
from trialx.extraction.take.found import Found
from trialx.extraction.verdict import table, weigh
from trialx.layouts import TRUNK
from trialx.layouts.layout import Layout
from trialx.page.lines import Page

# What reads a page that no layout knows.
GENERIC = Layout(TRUNK, "any page, by its labels", (), (), {}, {}, {}, (), "")


def extract(
    text: str,
    *,
    url: str | None = None,
    evidence: bool = False,
    layout: str | None = None,
    layouts: Sequence[Layout] = (),
    criteria: bool = False,
) -> Record:
    """Return the record of the trial that a page describes.

    `text` is the page as plain text; `url` is where it was, if known; `evidence` puts each value's place into
    `to_dict()`; `criteria` adds the tree of criteria with its thresholds. `layouts` are your own beside the package's
    (`trialx.layouts.from_folder`), one of a name that the package has instead of it; `layout` is the name of the one
    to read the page with, whatever it looks like. Raises `NotATrialPage` where the page is not about one trial,
    `LayoutError` where no layout has the name.
    """
    record = _read(Page(text), url, evidence, layout, layouts)
    if criteria:
        from trialx.extraction.criteria_of_record import with_criteria

        return with_criteria(record)
    return record


def _read(page: Page, url: str | None, evidence: bool, layout: str | None, layouts: Sequence[Layout]) -> Record:
    claims = choose(page, layouts, layout)
    if not len(page):
        raise NotATrialPage("the page is empty")
    if not claims:
        return read_unknown(page, url=url, evidence=evidence)
    found = find(page, claims[0], url=url)
    if len(claims) > 1:
        names = " and ".join(claim.name for claim in claims)
        found.doubt("several-layouts", f"{names} claim this page; it is read as {claims[0].name}")
    return with_address(assemble(found, claims[0], url=url, evidence=evidence), url)


def find(page: Page, layout: Layout, *, url: str | None = None) -> Found:
    """Split the page and run each section's verb; `found.page` has the lines parted that the site's pages glue."""
    found = Found(parted(page, layout))
    cuts = split(found, layout)
    by_name = {cut.section.name: cut for cut in reversed(cuts)}
    for cut in cuts:
        found.sections[cut.first : cut.last] = [cut.section.name] * (cut.last - cut.first)
        finder(cut.section.verb)(found, cut, by_name)
    for step in found.at_last:
        step(found)
    if layout.rest:
        read_rest(found, layout, url=url)
    return found


def read_unknown(page: Page, *, url: str | None, evidence: bool) -> Record:
    """Read a page that no layout knows, by its labels alone."""
    from trialx.extraction import unknown as any_page  # a page that a layout knows does without, and starts sooner

    found = Found(page)
    verdict = weigh(any_page.signs(found, any_page.read(found, url=url), url))
    if verdict.reason:
        raise NotATrialPage(f"no layout knows this page, and {any_page.unread(page) or verdict.reason}")
    if any_page.is_bare(found, url):
        raise NotATrialPage(any_page.unread(page) or table()["nothing_read"])
    return with_address(assemble(found, GENERIC, url=url, evidence=evidence), url)
