"""A saved web page to a record: what a reader sees, and beside it what the page says to machines (JSON-LD).

What comes in: HTML. What goes out: `Record`, every value with its place in the text that page/html.py makes of it.
JSON-LD comes after that text as labelled lines, read by the same labels and readers as any other; it adds what the
page's text does not say and never replaces what it says.
"""

from trialx.extract.pipeline import Record, extract
from trialx.page.html import web_page


def extract_html(html: str, *, url: str | None = None, evidence: bool = False) -> Record:
    """Return the record of the trial that a page of HTML describes.

    Raises:
        NotATrialPage: where the page is not about one trial.
        HtmlMissing: where inscriptis is not installed.

    """
    page = web_page(html)
    return extract(page.text, url=url or page.url, evidence=evidence)
