"""A language is one file: what the files hold, that no other place holds words, and that a new file is enough."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from trialx import languages
from trialx.readers.fold import fold
from trialx.stored import read_yaml

ROOT = Path(__file__).parent.parent.parent / "trialx"
FILES = languages.files()
# Two letters side by side, one of them of another language than English.
FOREIGN = re.compile(r"(?=[^\W\d_]{2})[^\W\d_]*[^\W\d_\x00-\x7fµ]")
RANGE = re.compile(r"\w-\w")  # of a set in a pattern: `[A-ZÀ-Þ]`


def lists(node: Any, *above: str) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """The lists of a language, each with its keys."""
    if isinstance(node, list):
        yield above, node
        return
    for key, value in node.items():
        yield from lists(value, *above, key)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_language_has_the_lists_of_english_and_each_word_once(path: Path) -> None:
    english = {keys for keys, _ in lists(read_yaml(FILES[0]))}
    groups = {keys[:-1] for keys in english}
    for keys, words in lists(read_yaml(path)):
        assert keys in english or keys[:-1] in groups, f"{path.name}: no list is called {'.'.join(keys)}"
        # The words of ages keep their signs, and those of a design their hyphens.
        plain = keys[0] == "values" and not keys[1].startswith(("age_", "design_"))
        folded = [fold(word) or word for word in words] if plain else words
        twice = sorted({word for word in folded if folded.count(word) > 1})
        assert not twice, f"{path.name}: {'.'.join(keys)} has {twice} twice"
        assert all(isinstance(word, str) and word for word in words)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_labels_are_of_fields_and_headings_of_sections(path: Path) -> None:
    english, here = read_yaml(FILES[0]), read_yaml(path)
    fields = read_yaml(ROOT / "layouts" / "generic.yaml")
    assert (here.get("labels", {}).keys() | here.get("weak_labels", {}).keys()) <= fields.keys()
    for group in ("headings", "roles", "stems", "columns"):
        assert here.get(group, {}).keys() <= english[group].keys()


@pytest.mark.parametrize(
    "path",
    sorted(
        path
        for part in ("extraction", "layouts", "lexicon", "readers", "triage")
        for path in (ROOT / part).rglob("*.py")
    ),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_words_of_other_languages_stand_in_python(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    strings = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]
    assert [text for text in strings if FOREIGN.search(RANGE.sub(" ", text))] == []


def test_a_new_language_needs_its_file_alone(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    shutil.copytree(languages.FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "eo.yaml").write_text(
        """
labels: {overall_status: [Stato de varbado], phases: [Fazo], start_date.date: [Komenco de la studo]}
values:
  status: {RECRUITING: [varbanta]}
  months: {"3": [marto]}
""",
        "utf-8",
    )
    page = "NCT99012899\nStato de varbado: varbanta\nFazo: 2\nKomenco de la studo: 3 marto 2031\n"
    code = (
        "import sys; from pathlib import Path; from trialx import languages; languages.FOLDER = Path(sys.argv[1]);"
        "import trialx; data = trialx.extract(sys.argv[2]).data;"
        "print(data['overall_status'], data['phases'], data['start_date'])"
    )
    shown = subprocess.run([sys.executable, "-c", code, str(folder), page], capture_output=True, text=True, check=True)
    assert shown.stdout == "RECRUITING ['PHASE2'] {'date': '2031-03-03'}\n"
