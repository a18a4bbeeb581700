"""A cluster in this process, for tests of runs; real processes are started where a test ends them."""

import warnings
from collections.abc import Iterator
from typing import Any

import pytest

# Python imports it on start in the processes that it is meant for; a system's Python has one of its own by that name.
collect_ignore = ["poison"]


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """Give the address of a scheduler with two workers, all of them threads of this process."""
    from distributed import Client, LocalCluster

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of ports that another test's scheduler has
        with LocalCluster(
            n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None, scheduler_port=0, protocol="tcp"
        ) as started:
            with Client(started) as client:
                client.wait_for_workers(2)
            yield started.scheduler_address


@pytest.fixture
def memory() -> Iterator[Any]:
    """Give the memory file system, empty."""
    from fsspec.implementations.memory import MemoryFileSystem

    system = MemoryFileSystem()
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    yield system
    system.store.clear()
    system.pseudo_dirs[:] = [""]
