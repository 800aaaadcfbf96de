"""
What the peers on Dask share: a cluster of worker processes with one thread each, which this process starts, and rows that each
worker reads for itself.

    with dask_cluster(peer) as client: ...
"""

import contextlib
import os
import shutil
import tempfile

from peer import pieces


@contextlib.contextmanager
def dask_cluster(peer):
    """A cluster with as many workers as the peer may use threads; it ends with the block."""
    # Workers inherit the environment; each has one thread.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = "1"
    import dask
    from distributed import Client, LocalCluster

    folder = tempfile.mkdtemp(prefix="escala-peer-")
    try:
        with dask.config.set({"distributed.worker.use-file-locking": False}), LocalCluster(
            n_workers=peer.threads,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            local_directory=folder,
            silence_logs=40,
        ) as cluster, Client(cluster) as client:
            client.wait_for_workers(peer.threads)
            yield client
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def read(path, begin, end):
    """Some rows of a NumPy file, read by whoever needs them."""
    import numpy

    return numpy.array(numpy.load(path, mmap_mode="r")[begin:end])


def array_of(client, path):
    """A NumPy file as an array on the cluster, a piece on each worker; (rows, columns), float32."""
    import dask
    import dask.array
    import numpy
    from distributed import wait

    rows, columns = numpy.load(path, mmap_mode="r").shape
    workers = list(client.scheduler_info()["workers"])
    parts = [
        dask.array.from_delayed(dask.delayed(read)(path, begin, end), (end - begin, columns), numpy.float32)
        for begin, end in pieces(rows, len(workers))
    ]
    array = dask.array.concatenate(parts).persist()
    wait(array)
    return array
