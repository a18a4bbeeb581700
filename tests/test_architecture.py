"""Imports run one way: cli → batch → extraction → layouts → readers → record; write knows only record."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "trialx"
# What each part of the package may import of the others.
MAY: dict[str, set[str]] = {
    "record": set(),
    "page": set(),
    "readers": {"record"},
    "eligibility": {"record"},
    "lexicon": {"layouts", "readers", "record"},
    "layouts": {"page", "readers", "record"},
    "extraction": {"eligibility", "layouts", "lexicon", "page", "readers", "record", "registries"},
    "registries": {"eligibility", "readers", "record"},
    "compare": {"readers", "record"},
    "export": {"eligibility", "readers", "record", "registries"},
    "write": {"record"},
    "check": {"eligibility", "record"},
    "explain": {"eligibility", "extraction", "layouts", "lexicon", "page", "readers", "record"},
    "review": {"eligibility", "extraction", "record", "write"},
    "triage": {"extraction", "page"},
    "cluster": {"batch", "extraction", "layouts", "page", "record", "triage", "write"},
    "batch": {"extraction", "layouts", "page", "registries", "record", "triage", "write"},
}
# The command line may call every part; the package's front shows what the parts offer.
FREE = {"cli", "__init__", "__main__", "starting"}
# Below all floors: what is kept in the cache, the words of the languages, the version.
GROUND = {"languages", "stored", "version"}


def imported(path: Path) -> set[str]:
    """The parts of trialx that a file imports."""
    parts = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "trialx" else [f"trialx.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        parts |= {name.split(".")[1] for name in names if name.startswith("trialx.")}
    return parts


FILES = sorted(ROOT.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_imports_run_one_way(path: Path) -> None:
    relative = path.relative_to(ROOT)
    part = relative.parts[0].removesuffix(".py")
    if part in FREE | GROUND:
        return
    assert part in MAY, f"say in this test what {part} may import"
    assert imported(path) - MAY[part] - {part} - GROUND == set()


def test_a_wrong_import_would_be_seen(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text("from trialx.cli import main\nimport trialx.batch.pool\n", "utf-8")
    assert imported(wrong) == {"cli", "batch"}


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_every_file_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


# What the compiler makes something else of: a `cached_property` becomes a plain property, counted anew at each access.
CHANGED_BY_THE_COMPILER = {"cached_property", "singledispatch", "singledispatchmethod", "total_ordering"}


def test_compiled_modules_hold_nothing_that_the_compiler_changes() -> None:
    setup = ast.parse((ROOT.parent / "setup.py").read_text("utf-8"))
    halves = next(node.value for node in setup.body if isinstance(node, ast.Assign) and names(node) == ["HALVES"])
    patterns = [pattern for half in ast.literal_eval(halves).values() for pattern in half]
    compiled = [path for pattern in patterns for path in ROOT.glob(pattern)]
    assert ROOT / "page" / "lines.py" in compiled
    for path in compiled:
        used = {node.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name)}
        assert not used & CHANGED_BY_THE_COMPILER, path


def names(node: ast.Assign) -> list[str]:
    """The names that an assignment gives a value."""
    return [target.id for target in node.targets if isinstance(target, ast.Name)]


def module(path: Path) -> str:
    """The name of a file's module."""
    parts = ("trialx", *path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module(path): path for path in FILES}


def modules_of(path: Path) -> set[str]:
    """The modules of trialx that a file imports, at its top, in a function or for its types alone."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else node.module for name in named}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return (found & MODULES.keys()) - {module(path)}


def circle(imports: dict[str, set[str]]) -> list[str]:
    """The modules of a circle of imports, none where there is none."""
    left = {name: set(wanted) for name, wanted in imports.items()}
    while free := [name for name, wanted in left.items() if not wanted & left.keys()]:
        for name in free:
            del left[name]
    return sorted(left)


def test_no_circle_of_imports() -> None:
    assert circle({name: modules_of(path) for name, path in MODULES.items()}) == []
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["a", "b", "c"]


# The floors of the extraction, from below: a module imports those of its own floor and of the floors below it.
FLOORS = (
    ("take", "withheld", "verdict"),
    ("known", "unknown"),
    ("build", "place", "doubts", "record_of_page", "criteria_of_record"),
    ("pipeline",),
    ("strict",),
)


def floor(name: str) -> int:
    """The floor of a module of the extraction."""
    part = name.split(".")[2]
    return next(n for n, parts in enumerate(FLOORS) if part in parts)


def test_no_arrow_upwards_in_the_extraction() -> None:
    inside = [name for name in MODULES if name.startswith("trialx.extraction.")]
    upwards = {
        (name, other)
        for name in inside
        for other in modules_of(MODULES[name])
        if other in inside and floor(other) > floor(name)
    }
    assert upwards == set()


def test_the_readers_of_pages_do_not_hide_their_packages() -> None:
    import trialx.extraction.known
    import trialx.extraction.unknown

    assert trialx.extraction.unknown.__name__ == "trialx.extraction.unknown"
    assert trialx.extraction.known.__name__ == "trialx.extraction.known"


EDITED = re.compile(
    r"\bfound\.values(?:\[[^\]]*\])?\s*=(?!=)|\bfound\.values\.(?:append|clear|extend|insert|pop|remove|sort)\b"
)


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_what_was_taken_is_changed_by_one_module_alone(path: Path) -> None:
    if path != ROOT / "extraction" / "take" / "found.py":
        assert EDITED.findall(path.read_text("utf-8")) == []
