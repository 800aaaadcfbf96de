"""
dask-ml's side of the benchmark of K-means on Dask: a cluster of two worker processes of one thread each, which this process starts,
with the rows on it before the clock runs. Arguments, commands and answers are those of benchmark_sklearn.py; only "fit" is known.
"""

import json
import os
import sys
import tempfile
import time

WORKERS = 2
# Workers inherit it.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[variable] = "1"


def main():
    import dask.array
    import dask_ml
    import numpy
    from dask_ml.cluster import KMeans
    from distributed import Client, LocalCluster, wait

    def read(path, first, last):
        return numpy.array(numpy.load(path, mmap_mode="r")[first:last])

    path, centroids = sys.argv[1], numpy.load(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder, LocalCluster(
        n_workers=WORKERS,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=":0",
        local_directory=folder,
        silence_logs=40,
    ) as cluster, Client(cluster) as client:
        count, features = numpy.load(path, mmap_mode="r").shape
        parts = []
        for part, worker in enumerate(client.scheduler_info()["workers"]):
            first, last = count * part // WORKERS, count * (part + 1) // WORKERS
            future = client.submit(read, path, first, last, workers=[worker], pure=False)
            parts.append(dask.array.from_delayed(dask.delayed(future), (last - first, features), numpy.float32))
        rows = dask.array.concatenate(parts).persist()
        wait(rows)
        print(json.dumps({"ready": True, "versions": {"dask-ml": dask_ml.__version__}}), flush=True)
        for line in sys.stdin:
            command = json.loads(line)
            start = time.perf_counter()
            model = KMeans(len(centroids), init=centroids, max_iter=command["iterations"], tol=0).fit(rows)
            seconds = time.perf_counter() - start
            numpy.save(command["out"], numpy.asarray(model.cluster_centers_, dtype=numpy.float64))
            print(json.dumps({"seconds": seconds, "cpuSeconds": 0, "iterations": int(model.n_iter_)}), flush=True)


if __name__ == "__main__":
    main()
