"""`trialx review` as a person calls it."""

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


def test_an_unknown_layout_is_one_line(crawl: Path) -> None:
    result = run(str(crawl / "tea.txt"), "-o", str(crawl / "review.html"), "--layout", "meddatux")
    assert result.exit_code == 2
    assert "meddatax" in result.stderr


def test_a_stray_surrogate_is_escaped_and_kept(crawl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trialx.cli.review.page_text", lambda _: ONE_DATE.replace("lent", "lent \ud83d"))
    result = run("x.txt", "-o", str(crawl / "review.html"))
    assert result.exit_code == 0
    assert "lent \\ud83d" in (crawl / "review.html").read_text("utf-8")
