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


EDITED = re.compile(
    r"\bfound\.values(?:\[[^\]]*\])?\s*=(?!=)|\bfound\.values\.(?:append|clear|extend|insert|pop|remove|sort)\b"
)


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_what_was_taken_is_changed_by_one_module_alone(path: Path) -> None:
    if path != ROOT / "extraction" / "take" / "found.py":
        assert EDITED.findall(path.read_text("utf-8")) == []
