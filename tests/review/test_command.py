"""`trialx review` as a person calls it."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from tests.explain.pages import LABELLED, NO_TRIAL, ONE_DATE
from trialx.cli.review import command


def run(*arguments: str, text: str | None = None) -> Result:
    app = typer.Typer()
    app.command()(command)
    return CliRunner().invoke(app, list(arguments), input=text)


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    for name, page in {"tea": LABELLED, "kettles": ONE_DATE, "news": NO_TRIAL}.items():
        (tmp_path / f"{name}.txt").write_text(page, "utf-8")
    return tmp_path


def test_a_page_is_written_to_the_file(crawl: Path) -> None:
    out = crawl / "review.html"
    result = run(str(crawl / "tea.txt"), "-o", str(out))
    assert (result.exit_code, result.output) == (0, "")
    assert out.read_text("utf-8").startswith("<!doctype html>")


def test_without_a_file_the_page_goes_to_the_pipe() -> None:
    assert run("-", text=ONE_DATE).stdout.startswith("<!doctype html>")


def test_a_page_without_record_is_told_and_the_others_are_shown(crawl: Path) -> None:
    out = crawl / "review.html"
    result = run(*(str(crawl / f"{name}.txt") for name in ("news", "tea", "kettles")), "-o", str(out))
    assert result.exit_code == 3
    assert result.stderr.startswith(f"trialx: {crawl / 'news.txt'}: no layout knows this page")
    html = out.read_text("utf-8")
    assert html.count('"text":') == 2
    assert '"failures":[["' in html


def test_a_missing_file_outweighs_a_page_without_record(crawl: Path) -> None:
    result = run(str(crawl / "news.txt"), str(crawl / "absent.txt"), "-o", str(crawl / "review.html"))
    assert result.exit_code == 2
    assert not (crawl / "review.html").exists()


def test_a_folder_that_is_not_there_is_one_line(crawl: Path) -> None:
    result = run(str(crawl / "tea.txt"), "-o", str(crawl / "absent" / "review.html"))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "name a file in a folder" in result.stderr


def test_a_folder_is_its_files(crawl: Path) -> None:
    out = crawl / "review.html"
    result = run(str(crawl), "-o", str(out))
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1
    assert out.read_text("utf-8").count('"text":') == 2


def test_a_saved_web_page_is_shown_as_the_text_that_it_gives(crawl: Path) -> None:
    lines = "".join(f"<p>{line}</p>" for line in ONE_DATE.splitlines())
    (crawl / "saved.html").write_text(f"<html><body>{lines}</body></html>")
    out = crawl / "review.html"
    assert run(str(crawl / "saved.html"), "-o", str(out)).exit_code == 0
    assert "12 participants\\n" in out.read_text("utf-8")


def test_a_registers_own_data_has_no_page_to_be_shown(crawl: Path) -> None:
    study = {"protocolSection": {"identificationModule": {"nctId": "NCT90000082", "briefTitle": "Tea"}}}
    (crawl / "study.json").write_text(json.dumps(study))
    result = run(str(crawl / "study.json"), str(crawl / "tea.txt"), "-o", str(crawl / "review.html"))
    assert result.exit_code == 0
    assert "register's data and no page" in result.stderr


def test_half_a_letter_is_no_fault(crawl: Path) -> None:
    # JSON can hold half a letter; a file cannot.
    line = json.dumps({"text": ONE_DATE.replace("lent", "lent \ud83d")}) + "\n"
    (crawl / "pages.jsonl").write_text(line * 2)
    result = run(str(crawl / "pages.jsonl"), "-o", str(crawl / "review.html"))
    assert result.exit_code == 0
    assert "Kettles are lent " in (crawl / "review.html").read_text("utf-8")
