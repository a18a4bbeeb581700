"""A real S3 server on loopback: inputs and parts are objects, and a server that is gone loses nothing."""

import json
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cluster.pages import PAGE, rows
from tests.cluster.test_run import alone, on, parts
from trialx.batch.inputs import gather
from trialx.batch.items import items_of
from trialx.batch.named import Named
from trialx.batch.remote import StoreLost
from trialx.cluster import drive


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    from moto.server import ThreadedMotoServer

    started = ThreadedMotoServer(port=0, verbose=False)
    started.start()
    yield started
    started.stop()


@pytest.fixture
def bucket(server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Give the file system of a server with an empty bucket, to which the environment leads every s3:// address."""
    import s3fs

    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "invented")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    system.mkdir("crawls")
    yield system
    system.rm("crawls", recursive=True)
    s3fs.S3FileSystem.clear_instance_cache()


def test_objects_are_read_and_written(cluster: str, bucket: Any) -> None:
    lines = "".join(json.dumps(row) + "\n" for row in rows(300))
    bucket.pipe_file("crawls/in/a.jsonl", lines.encode())
    for number in range(5):
        bucket.pipe_file(f"crawls/in/pages/{number}.txt", PAGE.format(number=number).encode())
    totals = on(cluster, "s3://crawls/out", "s3://crawls/in", size=4000)
    assert totals.pages == 305
    assert totals.parts > 2
    assert parts("s3://crawls/out") == alone("s3://crawls/in")
    names = [named.path for named in gather(["s3://crawls/in/pages/*.txt"])]
    assert names == [f"s3://crawls/in/pages/{number}.txt" for number in range(5)]
    assert on(cluster, "s3://crawls/out", "s3://crawls/in", size=4000, resume=True) == totals


def test_a_bucket_that_is_not_there_is_told(cluster: str, bucket: Any) -> None:
    assert bucket.exists("crawls")
    totals = on(cluster, "s3://crawls/out", "s3://nothing/in")
    assert totals.failures == {"missing-file": 1}
    with pytest.raises(StoreLost, match=r"s3://nothing/out \(output\): cannot be reached"):
        on(cluster, "s3://nothing/out", "s3://crawls/in")


def test_a_server_that_does_not_answer_is_told(
    cluster: str, bucket: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    import s3fs

    assert bucket.exists("crawls")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free.getsockname()[1]}")
        monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
        monkeypatch.setattr(drive, "PAUSE", 0.01)
        monkeypatch.setattr(s3fs.S3FileSystem, "retries", 1)
        s3fs.S3FileSystem.clear_instance_cache()
        with pytest.raises(StoreLost, match=r"^s3://crawls/in: cannot be reached \(.*\); check address"):
            on(cluster, str(tmp_path / "out"), "s3://crawls/in")
        with pytest.raises(StoreLost, match=r"s3://crawls/a\.txt: cannot be reached"):
            list(items_of(Named("s3://crawls/a.txt")))
    s3fs.S3FileSystem.clear_instance_cache()
    monkeypatch.undo()
