"""What sites look like, as data: `generic.yaml` is the trunk, every other YAML file a page kind of a site.

`catalogue` loads the package's own layouts once; a folder of a user's own is loaded beside them.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from trialx.layouts.layout import Layout
from trialx.layouts.load import LayoutError, load, read_yaml

HERE = Path(__file__).parent
TRUNK = "generic"

__all__ = ["Layout", "LayoutError", "catalogue", "from_folder", "trunk"]


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
