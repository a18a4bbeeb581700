"""What a layout is, once loaded: plain frozen data that the extraction steps look things up in.

What comes in: nothing. What goes out: `Layout`, `Section`, `Field`. Separate from the loading, so that the steps do not
depend on YAML, and from the steps, so that a layout can be printed, checked and drafted without running one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from trialx.readers.dates import Order

Reader = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a section: where it goes, what reads it, what labels it and how it may stand.

    `path` is the field's name split at its dots. `labels` are keys. `bare` says that the value may stand without its
    label, told by its shape and its place in the order, `below` and `inline` that it may stand on the line below the
    label and behind the label's colon. `upto` ends the value where a line goes on behind it; `many` says that it goes
    on over the lines below, an entry a line, and `split` is what parts the entries of one line. `dates` is the site's
    order of day and month in dates of numbers.
    """

    name: str
    path: tuple[str, ...]
    read: str
    reader: Reader
    labels: tuple[str, ...]
    bare: bool
    rule: str
    prose: bool = False
    glued: tuple[str, ...] = ()
    upto: str = ""
    below: bool = True
    inline: bool = True
    many: bool = False
    split: str = ""
    dates: Order | None = None


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity, so that what was looked up in one is kept by it
class Section:
    """One section: how it is known, the verb that reads it and that verb's fields and options.

    All phrases are keys. `headings` open the section; `fixed` phrases stand below the heading and say nothing of the
    trial; an `opening` phrase begins a line of the section itself, which opens it where the heading was lost. `labels`
    and `glued` lead to the numbers of the fields, `glued` the longest first; `glued_heads` are its phrases alone.
    `heads` are the first `head` characters of all of them: a line that opens with none of these has no label. `twins`
    are the names of the fields that may stand without their labels, by their reader, where it is one of several.
    """

    name: str
    order: int
    headings: tuple[str, ...]
    fixed: tuple[str, ...]
    opening: tuple[str, ...]
    verb: str
    fields: tuple[Field, ...]
    options: Mapping[str, object]
    rule: str
    labels: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    glued: tuple[tuple[str, int], ...] = ()
    glued_heads: tuple[str, ...] = ()
    heads: frozenset[str] = frozenset()
    head: int = 0
    twins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity, so that an index of many is kept by them
class Layout:
    """A page kind of a site. `recognise` holds groups of phrases: a page with all of one group is this layout's.

    `heads` are the first characters of its sections' headings, fixed phrases and openings: a line that opens with none
    of these opens no section. `rest` says that the generic reader reads what the layout leaves over, `doubtful_rest`
    that what it reads there is doubted. `tails` are the ends of headings that have other words before them, with the
    numbers of their sections. Lines are parted before and behind the words of `parted_before` and `parted_behind`, as
    they are written, and between sentences where `parted_sentences`.
    """

    name: str
    about: str
    recognise: tuple[tuple[str, ...], ...]
    sections: tuple[Section, ...]
    headings: Mapping[str, tuple[int, ...]]
    fixed: Mapping[str, tuple[tuple[str, int], ...]]
    openings: Mapping[str, tuple[tuple[str, int], ...]]
    ignore: tuple[str, ...]
    file: str
    heads: frozenset[str] = frozenset()
    ends: tuple[str, ...] = ()
    rest: bool = False
    doubtful_rest: bool = False
    tails: Mapping[str, int] = field(default_factory=dict)
    parted_before: tuple[str, ...] = ()
    parted_behind: tuple[str, ...] = ()
    parted_sentences: bool = False
