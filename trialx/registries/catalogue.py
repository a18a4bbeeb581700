"""The catalogue of what registers give out, and which of them something is.

What comes in: sources.yaml; then a JSON object, an XML element or the heading of a table. What goes out: the `Source`
that it is, or None. Separate from the reading: whoever cuts files into trials asks here, and loads nothing else for it.
"""

from collections.abc import Iterable, Mapping
from functools import cache, partial
from pathlib import Path as File
from typing import Any, Final, Literal, NamedTuple, cast

from trialx.registries.nodes import Path, nodes_at, path_of, scalar
from trialx.registries.table import columns_of
from trialx.registries.words import plain_name
from trialx.stored import read_yaml, stored

SOURCES: Final = File(__file__).with_name("sources.yaml")

Form = Literal["json", "xml", "rows", "tagged"]


class Source(NamedTuple):
    """One kind of data; sources.yaml says what its parts mean."""

    layout: str
    form: Form
    table: str
    called: str
    has: tuple[tuple[Path, str], ...] = ()
    least: int = 0
    mark: str = ""
    roots: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    before: str | None = None
    after: str | None = None
    id: str | None = None


class Catalogue(NamedTuple):
    """All sources, where JSON documents keep lists of trials, and in what a trial is wrapped there."""

    sources: dict[str, Source]
    lists: tuple[Path, ...]
    within: tuple[str, ...]


@cache
def catalogue() -> Catalogue:
    """Return what sources.yaml says.

    >>> catalogue().sources["ctgov-v2"].table
    'ctgov_v2'
    """
    data = stored("registry-sources", [SOURCES], partial(read_yaml, SOURCES))
    sources = {layout: _source(layout, written) for layout, written in data["sources"].items()}
    return Catalogue(sources, tuple(map(path_of, data["lists"])), tuple(data["within"]))


def source_of_object(data: Any) -> Source | None:
    """Return what an object of JSON is.

    >>> source_of_object({"protocolSection": {}}).layout, source_of_object({"text": "Phase 2"})
    ('ctgov-v2', None)
    """
    if not isinstance(data, dict):
        return None
    return next((one for one in _of_form("json") if _fits(one, data)), None)


def source_of_element(root: str, node: Any) -> Source | None:
    """Return what an element of XML is, in a document with that root element.

    >>> source_of_element("ANZCTR_Trial", {"actrnumber": ["ACTRN12699000000000"]}).layout
    'anzctr'
    """
    name = local_name(root)
    return next((one for one in _of_form("xml") if name in one.roots and _fits(one, node)), None)


def sources_of_root(root: str) -> list[Source]:
    """Return what a document with that root element may hold."""
    name = local_name(root)
    return [one for one in _of_form("xml") if name in one.roots]


def source_of_heading(names: Iterable[str], mark: str = ",") -> Source | None:
    """Return what a table with that heading holds: what it must have, and enough besides that the table knows.

    >>> source_of_heading(["NCT Number", "Study Title"]).layout, source_of_heading(["NCT Number", "My notes"])
    ('ctgov-table', None)
    """
    folded = {plain_name(name) for name in names}
    for source in _of_form("rows"):
        needed = {path[0] for path, _ in source.has}
        if source.mark and source.mark != mark:
            continue
        if needed <= folded and len((folded - needed) & columns_of(source.table)) >= source.least:
            return source
    return None


def local_name(name: str) -> str:
    """Return the name of an element in small letters, without the prefix of a namespace."""
    return name.rpartition(":")[2].casefold()


def _of_form(form: Form) -> list[Source]:
    return [source for source in catalogue().sources.values() if source.form == form]


def _fits(source: Source, node: Any) -> bool:
    """Say whether all is there that tells a source."""
    for path, value in source.has:
        found = nodes_at(node, path)
        if not found or (value and all(scalar(one) != value for one in found)):
            return False
    return True


def _source(layout: str, written: Mapping[str, Any]) -> Source:
    return Source(
        layout,
        cast("Form", written["form"]),
        written.get("table", layout.replace("-", "_")),
        written["called"],
        has=tuple((path_of(path), value) for path, value in written["has"].items()),
        least=int(written.get("any", 0)),
        mark=written.get("mark", ""),
        roots=frozenset(written.get("root", ())),
        items=frozenset(written.get("item", ())),
        before=written.get("before"),
        after=written.get("after"),
        id=written.get("id"),
    )
