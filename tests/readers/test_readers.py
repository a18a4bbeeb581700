"""What holds for every reader: the table is complete, whole strings only, no data and no dateparser at import."""

import subprocess
import sys

import pytest

from trialx.readers import READERS

# Readers of whatever stands there; all others refuse prose.
OPEN = {"uncoded", "line", "text"}
PROSE = "Adults drink tea, or water, before bed for four weeks and write down each morning how well they have slept"


def test_the_table_is_sorted_and_named_after_its_functions() -> None:
    assert list(READERS) == sorted(READERS)
    assert all(function.__name__ == name for name, function in READERS.items())


@pytest.mark.parametrize("name", READERS)
def test_nothing_is_read_from_nothing(name: str) -> None:
    assert READERS[name]("") is None
    assert READERS[name](" \t\u00a0\n") is None


@pytest.mark.parametrize("name", sorted(set(READERS) - OPEN))
def test_prose_is_no_value(name: str) -> None:
    assert READERS[name](PROSE + ".") is None
    assert READERS[name](f"{PROSE}; 18 Years, 2024-07-04, Phase 2, NCT99990001.") is None


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(
    "text",
    ["(" * 20_000, "1 " * 20_000, "a@" * 20_000, "1-" * 20_000, "18 Years " * 5_000, "\n" * 20_000, "x" * 1_000_000],
)
def test_a_huge_value_ends_at_once(name: str, text: str) -> None:
    value = READERS[name](text)
    assert value is None or name in OPEN


@pytest.mark.parametrize("name", READERS)
def test_a_reader_gives_the_same_answer_twice(name: str) -> None:
    for text in ("2024-07-04", "Phase 2", "Female", "Completed", "NA", "140 participants", "18 Years"):
        assert READERS[name](text) == READERS[name](text)


def test_importing_the_readers_loads_neither_yaml_nor_dateparser() -> None:
    code = (
        "import sys, types, pathlib, importlib.util as u;"
        "spec = u.find_spec('trialx');"
        "package = types.ModuleType('trialx'); package.__path__ = list(spec.submodule_search_locations);"
        "sys.modules['trialx'] = package;"
        "from trialx.readers import READERS;"
        "assert READERS['status']('NOT_YET_RECRUITING') and READERS['phases']('PHASE1/PHASE2');"
        "assert READERS['date']('2024-07-04') and READERS['count']('1,234') and READERS['nct_id']('NCT99990001');"
        "print(sorted({'yaml', 'dateparser'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_a_line_is_one_line_and_a_text_keeps_its_paragraphs() -> None:
    assert READERS["line"]("  A  study\u00a0of tea ") == "A study of tea"
    assert READERS["line"]("A study\nof tea") is None
    assert READERS["text"]("A  study.\r\n\r\n  Of tea. ") == "A study.\nOf tea."
