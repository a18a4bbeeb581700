"""The documented steps for other engines run, and give what trialx itself gives."""

import ast
import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

import trialx
from tests.cluster.pages import json_lines, parquet, rows

RECIPES = Path(__file__).parent.parent.parent / "docs" / "recipes"


def recipe(name: str) -> ModuleType:
    spec = spec_from_file_location(name, RECIPES / f"{name}.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def expected(count: int) -> list[dict[str, object]]:
    return [
        dict(trialx.extract(row["text"], url=row["url"]).to_dict())
        for number, row in enumerate(rows(count))
        if number % 7 != 3
    ]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_datatrove(form: str, tmp_path: Path) -> None:
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader, ParquetReader
    from datatrove.pipeline.writers import JsonlWriter

    (tmp_path / "in").mkdir()
    (json_lines if form == "jsonl" else parquet)(tmp_path / "in" / f"crawl.{form}", 30)
    reader = (JsonlReader if form == "jsonl" else ParquetReader)(str(tmp_path / "in"))
    writer = JsonlWriter(str(tmp_path / "out"), output_filename="${rank}.jsonl", compression=None)
    steps = [reader, recipe("datatrove_step").trials, writer]
    LocalPipelineExecutor(steps, tasks=1, logging_dir=str(tmp_path / "logs")).run()
    lines = (tmp_path / "out" / "00000.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(json.loads(line)["text"]) for line in lines] == expected(30)


def test_spark() -> None:
    import pandas

    step = recipe("spark_step")
    frames = list(step.trials(iter([pandas.DataFrame(rows(30)[:20]), pandas.DataFrame(rows(30)[20:])])))
    assert [len(frame) for frame in frames] == [20, 10]
    found = pandas.concat(frames)
    assert ", ".join(f"{name} string" for name in found.columns) == step.SCHEMA
    assert [json.loads(text) for text in found["record"] if isinstance(text, str)] == expected(30)
    assert sum(isinstance(text, str) for text in found["error"]) == 4


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.py")), ids=lambda path: path.name)
def test_a_step_is_short(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    body = [node for node in tree.body if not isinstance(node, ast.Expr)]
    assert sum((node.end_lineno or 0) - node.lineno + 1 for node in body) < 30
