"""The review page of two hundred records: its size, the time to make it, the time until a browser shows it.

`python -m tests.benchmarks.review` prints a row; the browser's time only where chromium is installed. The floors are
five megabytes and one second.
"""

import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.review.records import many
from trialx.review.fill import review_page

RECORDS = 200
ROUNDS = 5
# From the request to the first record on the screen: the page draws it before it is done loading.
LOADED = "return performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


def shown(page: Path) -> float | None:
    """Return the milliseconds until the page stands, the best of some rounds; None without a browser."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        return None
    from tests.review.browser import browser, run, show

    with browser() as chrome:
        times = []
        for _ in range(ROUNDS):
            show(chrome, page)
            times.append(float(run(chrome, LOADED)))
    return min(times)


def main() -> None:
    """Print a row: records, megabytes, seconds to make, milliseconds to open."""
    records = many(RECORDS)
    start = time.perf_counter()
    html = review_page(records)
    made = time.perf_counter() - start
    with TemporaryDirectory() as folder:
        page = Path(folder) / "review.html"
        page.write_text(html, "utf-8")
        opened = shown(page)
    told = "no browser" if opened is None else f"{opened:.0f} ms to open"
    print(f"review of {RECORDS} records: {len(html.encode()) / 1e6:.2f} MB, {made:.2f} s to make, {told}")


if __name__ == "__main__":
    main()
