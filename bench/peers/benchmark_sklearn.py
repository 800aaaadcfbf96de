"""
scikit-learn's side of the benchmark of K-means. Reads the rows once, then answers one JSON line per command on stdin:
{"do": "fit", "clusters": k, "iterations": n, "out": path}     a fit from the given centroids
{"do": "load_fit", "rows": path, and as above}                 the same of rows that it reads first, .npy or .parquet
{"do": "init", "clusters": k, "seed": s, "out": path}          greedy k-means++
{"do": "inertia", "centroids": path}                           float64, of anybody's centroids
Threads are set by the environment before the process starts.
"""

import json
import resource
import sys
import time

import numpy
import sklearn
import threadpoolctl
from kmeans_sklearn import lloyd
from sklearn.cluster import kmeans_plusplus


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def timed(work):
    cpu, start = cpu_seconds(), time.perf_counter()
    result = work()
    return result, {"seconds": time.perf_counter() - start, "cpuSeconds": cpu_seconds() - cpu}


def fit(rows, centroids, command):
    return timed_fit(lambda: rows, centroids, command)


def load_fit(_, centroids, command):
    return timed_fit(lambda: load(command["rows"]), centroids, command)


def timed_fit(rows, centroids, command):
    model, answer = timed(lambda: lloyd(rows(), centroids, command["iterations"], tolerance=0))
    numpy.save(command["out"], model.cluster_centers_)
    return {**answer, "iterations": int(model.n_iter_)}


def load(path):
    if not path.endswith(".parquet"):
        return numpy.load(path)
    import pandas

    return pandas.read_parquet(path).to_numpy()


def init(rows, _, command):
    (centroids, _), answer = timed(lambda: kmeans_plusplus(rows, command["clusters"], random_state=command["seed"]))
    numpy.save(command["out"], centroids)
    return answer


def inertia(rows, _, command):
    """The sum of squared distances to the nearest centroid; differences are squared, so that nothing cancels."""
    centroids = numpy.load(command["centroids"]).astype(numpy.float64)
    norms = (centroids**2).sum(axis=1)
    total = 0.0
    for first in range(0, len(rows), 10_000):
        part = rows[first : first + 10_000].astype(numpy.float64)
        nearest = (norms - 2 * part @ centroids.T).argmin(axis=1)
        total += ((part - centroids[nearest]) ** 2).sum()
    return {"inertia": total}


def main():
    rows = numpy.load(sys.argv[1])
    centroids = numpy.load(sys.argv[2])
    blas = [p for p in threadpoolctl.threadpool_info() if p["user_api"] == "blas"]
    versions = {"python": sys.version.split()[0], "scikit-learn": sklearn.__version__, "numpy": numpy.__version__}
    for pool in blas:
        versions[pool["internal_api"]] = str(pool["version"])
    print(json.dumps({"ready": True, "versions": versions}), flush=True)
    commands = {"fit": fit, "load_fit": load_fit, "init": init, "inertia": inertia}
    for line in sys.stdin:
        command = json.loads(line)
        print(json.dumps(commands[command["do"]](rows, centroids, command)), flush=True)


if __name__ == "__main__":
    main()
