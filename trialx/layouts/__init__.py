"""What sites look like, as data: `generic.yaml` is the trunk, every other YAML file a page kind of a site.

`catalogue` loads the package's own layouts once; a folder of a user's own is loaded beside them.
"""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from trialx.layouts.layout import Layout
from trialx.layouts.load import LayoutError, load, read_yaml

HERE = Path(__file__).parent
TRUNK = "generic"

__all__ = ["TRUNK", "Layout", "LayoutError", "beside", "catalogue", "from_folder", "named", "trunk"]


@cache
def trunk() -> Mapping[str, Mapping[str, Any]]:
    """Return the trunk's fields: name → `read` (its reader) and `labels`."""
    fields: Mapping[str, Mapping[str, Any]] = read_yaml(HERE / f"{TRUNK}.yaml")["fields"]
    return fields


@cache
def catalogue() -> tuple[Layout, ...]:
    """Return the package's own layouts, by name."""
    return tuple(load(path, trunk()) for path in sorted(HERE.glob("*.yaml")) if path.stem != TRUNK)


def from_folder(folder: Path) -> tuple[Layout, ...]:
    """Return the layouts of a user's folder, by name. Raises `LayoutError`."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        raise LayoutError(f"{folder}: no *.yaml in this folder; put the layout files there")
    return tuple(load(path, trunk()) for path in paths)


def beside(own: Sequence[Layout]) -> tuple[Layout, ...]:
    """Return the package's layouts and a user's own; of one name, the user's stands for the package's."""
    names = {layout.name for layout in own}
    return (*(layout for layout in catalogue() if layout.name not in names), *own)


def named(name: str, layouts: Sequence[Layout]) -> Layout:
    """Return the layout of a name. Raises `LayoutError` with the nearest name."""
    for layout in layouts:
        if layout.name == name:
            return layout
    near = get_close_matches(name, [TRUNK, *(layout.name for layout in layouts)], n=1)
    hint = f"did you mean {near[0]}?" if near else "`trialx layouts` lists them"
    raise LayoutError(f"no layout is named {name!r}; {hint}")
