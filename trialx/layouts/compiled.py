"""Layouts as plain data and back, so that they can be kept (trialx/stored.py) and need no YAML to be loaded.

What comes in: `Layout`s, or what `packed` made of them. What goes out: the other. A field's reader is code and is not
kept: it is looked up by its name, as the loading does. Separate from the loading, which is what it saves.
"""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Final

from trialx.layouts.layout import Field, Layout, Section
from trialx.layouts.reader_of import reader_of

_FIELD: Final = tuple(part.name for part in fields(Field) if part.name != "reader")
_SECTION: Final = tuple(part.name for part in fields(Section) if part.name != "fields")
_LAYOUT: Final = tuple(part.name for part in fields(Layout) if part.name != "sections")


def packed(layouts: Sequence[Layout]) -> tuple[Any, ...]:
    """Return layouts as tuples of texts, numbers and mappings."""
    return tuple((_values(one, _LAYOUT), tuple(map(_section, one.sections))) for one in layouts)


def unpacked(data: tuple[Any, ...]) -> tuple[Layout, ...]:
    """Return the layouts that `packed` made `data` of."""
    return tuple(
        Layout(**dict(zip(_LAYOUT, own, strict=True)), sections=tuple(map(_unpacked_section, sections)))
        for own, sections in data
    )


def _section(section: Section) -> tuple[Any, ...]:
    return _values(section, _SECTION), tuple(_values(field, _FIELD) for field in section.fields)


def _unpacked_section(data: tuple[Any, ...]) -> Section:
    own, rows = data
    return Section(**dict(zip(_SECTION, own, strict=True)), fields=tuple(map(_unpacked_field, rows)))


def _unpacked_field(row: tuple[Any, ...]) -> Field:
    values = dict(zip(_FIELD, row, strict=True))
    return Field(**values, reader=reader_of(values["read"], values["dates"]))


def _values(one: object, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(one, name) for name in names)
