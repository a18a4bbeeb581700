"""The connection to Dask: a scheduler that runs somewhere, or one that is started on this machine.

What comes in: an address, or `local`. What goes out: a client, and errors that a person can act on. Separate, so that
only this module and the driver know the engine.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from trialx.version import __version__

LOCAL: Final = "local"
# A scheduler that is there answers at once; one that is being started takes some seconds.
SECONDS: Final = 10


class ClusterLost(Exception):
    """The scheduler or all its workers are gone, or do not fit; says what to do."""


@contextmanager
def connected(address: str, *, workers: int = 0) -> Iterator[Any]:
    """Give a client of the scheduler at an address; with `local`, of one that is started and ended here.

    Raises:
        ClusterLost: where Dask is not installed, nobody answers, or the workers have another version.

    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError:
        raise ClusterLost("--cluster needs Dask: pip install 'trialx[cluster]'") from None
    with dask.config.set({"distributed.comm.timeouts.connect": SECONDS}):
        if address == LOCAL:
            cores = workers or len(os.sched_getaffinity(0))
            with (
                LocalCluster(n_workers=cores, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster,
                Client(cluster) as client,
            ):
                yield client
            return
        try:
            client = Client(address, timeout=SECONDS)
        except (OSError, TimeoutError, ValueError) as error:
            why = " ".join(str(error).split())
            raise ClusterLost(f"no scheduler answers at {address} ({why}); check that dask scheduler runs") from None
        try:
            check_versions(client, address)
            yield client
        finally:
            with suppress(Exception):  # a scheduler that is gone cannot be taken leave of
                client.close(timeout=1)


def check_versions(client: Any, address: str) -> None:
    """Refuse a cluster without workers, or whose workers would read pages by other rules."""
    found = client.run(installed, on_error="return")
    if not found:
        raise ClusterLost(f"{address} has no workers: start some with dask worker {address}")
    for worker, version in found.items():
        if version != __version__:
            what = f"trialx {version}" if isinstance(version, str) else "no trialx"
            raise ClusterLost(f"the worker {worker} has {what}, this is {__version__}: install the same everywhere")


def installed() -> str:
    """Return the version of trialx where this runs."""
    return __version__
