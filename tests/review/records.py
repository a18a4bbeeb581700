"""Records of invented pages, as the review page is given them."""

from functools import cache

from tests.explain.pages import COLONS, LABELLED, ONE_DATE, STRAY
from trialx import Record, extract

# A page whose text would end the script that holds it, open another and comment the rest out.
HOSTILE = COLONS.replace(
    "A Spoon of Honey", "Honey </script><script>document.title='taken'</script><!-- <b>bold</b> &lt;i&gt; \\u003c"
)
# Letters that a browser counts as two stand before and inside values.
WIDE = ONE_DATE.replace("Personal Kettles", "🫖🫖 Personal 𝒦ettles").replace("NCT90000033", "NCT90000066")


def record(page: str, name: str) -> Record:
    """Return the record of a page with the name of its file."""
    read = extract(page)
    read.data["source"] = {"file": f"crawl/{name}.txt", **read.data["source"]}
    return read


@cache
def records() -> list[Record]:
    """Return five records: plain, doubtful, with a stray line, hostile, with wide letters."""
    pages = {"tea": LABELLED, "kettles": ONE_DATE, "stray": STRAY, "hostile": HOSTILE, "wide": WIDE}
    return [record(page, name) for name, page in pages.items()]


def many(count: int) -> list[Record]:
    """Return so many records of pages of twelve thousand characters, each with a number of its own."""
    told = "".join(f"Sleepers of group {n} drank a cup at nine and slept.\n\n" for n in range(200))
    page = LABELLED.replace("They are asked", told + "They are asked")
    return [record(page.replace("NCT90000017", f"NCT9{n:07}"), f"tea-{n}") for n in range(count)]
