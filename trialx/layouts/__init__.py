"""What sites look like, as data: `generic.yaml` is the trunk of fields, every other file a page kind of a site.

`catalogue` loads the package's own layouts once; a folder of a user's own is loaded beside them.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from trialx import languages
from trialx.layouts.compiled import packed, unpacked
from trialx.layouts.document import Fault, read
from trialx.layouts.layout import Layout
from trialx.layouts.load import LayoutError, key_of, load
from trialx.layouts.nearest import nearest
from trialx.stored import stored

HERE = Path(__file__).parent
TRUNK = "generic"

__all__ = [
    "TRUNK",
    "Layout",
    "LayoutError",
    "beside",
    "catalogue",
    "from_folder",
    "known_labels",
    "named",
    "trunk",
]


@cache
def _kept() -> tuple[Mapping[str, Any], frozenset[str], tuple[Any, ...]]:
    """Return the trunk, the keys of its labels and the packed layouts, from the cache where they have not changed."""
    sources = [*sorted(HERE.glob("*.yaml")), *sorted(HERE.glob("*.py")), *languages.files()]
    kept: tuple[Mapping[str, Any], frozenset[str], tuple[Any, ...]] = stored("layouts", sources, _made)
    return kept


def _made() -> tuple[Mapping[str, Any], frozenset[str], tuple[Any, ...]]:
    labels = languages.words("labels")
    readers: Mapping[str, str] = read(HERE / f"{TRUNK}.yaml").data
    fields = {name: {"read": reader, "labels": labels.get(name, [])} for name, reader in readers.items()}
    phrases = [label for name in fields for label in fields[name]["labels"]]
    keys = frozenset(key_of(phrase) for phrase in (*phrases, *languages.words("other_labels")) if " " in phrase)
    paths = [path for path in sorted(HERE.glob("*.yaml")) if path.stem != TRUNK]
    return fields, keys, packed([load(path, fields) for path in paths])


def trunk() -> Mapping[str, Mapping[str, Any]]:
    """Return every field of the record: name → `read` (its reader) and `labels` (in all languages)."""
    return _kept()[0]


def known_labels() -> frozenset[str]:
    """Return the keys of all labels of two words and more that the trunk knows; one word may be a value as well."""
    return _kept()[1]


@cache
def catalogue() -> tuple[Layout, ...]:
    """Return the package's own layouts, by name."""
    return unpacked(_kept()[2])


def from_folder(folder: Path) -> tuple[Layout, ...]:
    """Return the layouts of a user's folder, by the name of their file. Raises `LayoutError` with every fault."""
    paths = layout_files(folder)
    if not paths:
        raise LayoutError(f"{folder}: no layout in this folder; put the layouts' *.yaml there")
    out: list[Layout] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            layout = load(path, trunk())
        except LayoutError as error:
            faults.extend(error.faults)
            continue
        same = next((known for known in out if known.name == layout.name), None)
        if same:
            faults.append(Fault(str(path), 1, f"named {layout.name!r} as the layout in {same.file}; rename one"))
        out.append(layout)
    if faults:
        raise LayoutError(faults)
    return tuple(out)


def layout_files(folder: Path) -> list[Path]:
    """Return the YAML files of a folder that are layouts; a golden beside its page is none, nor is the trunk.

    Raises `LayoutError` where there is no such folder.
    """
    if not folder.is_dir():
        raise LayoutError(f"{folder}: no such folder; name the one that holds the layouts' *.yaml")
    files = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and path.is_file())
    own_trunk = HERE / f"{TRUNK}.yaml"
    return [path for path in files if not path.with_suffix(".txt").exists() and path.resolve() != own_trunk]


def beside(own: Sequence[Layout]) -> tuple[Layout, ...]:
    """Return the package's layouts and a user's own; of one name, the user's stands for the package's."""
    names = {layout.name for layout in own}
    return (*(layout for layout in catalogue() if layout.name not in names), *own)


def named(name: str, layouts: Sequence[Layout]) -> Layout:
    """Return the layout of a name. Raises `LayoutError` with the nearest name."""
    for layout in layouts:
        if layout.name == name:
            return layout
    near = nearest(name, [TRUNK, *(layout.name for layout in layouts)])
    hint = f"did you mean {near}?" if near else "`trialx layouts` lists them"
    raise LayoutError(f"no layout is named {name!r}; {hint}")
