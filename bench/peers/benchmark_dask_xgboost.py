"""
xgboost.dask's side of the benchmark of boosted trees on Dask, on a cluster that is there. The arguments are the scheduler's address and
the rows (NPY, float32, the label in the last column). Answers one JSON line per command on stdin:
{"do": "fit", "iterations": n}     loads the rows on the workers, an equal part on each, builds the matrix and trains
{"do": "auc"}                      the area under the ROC curve of the last fit over the training rows
"""

import json
import sys
import time

import dask
import dask.array
import distributed
import numpy
import xgboost
import xgboost.dask
from benchmark_xgboost import auc

WORKERS = 2


def read(path, first, last):
    """Rows and labels of a part."""
    part = numpy.load(path, mmap_mode="r")[first:last]
    return numpy.ascontiguousarray(part[:, :-1]), numpy.ascontiguousarray(part[:, -1])


def arrays(client, path):
    """The rows and the labels on the cluster."""
    count, columns = numpy.load(path, mmap_mode="r").shape
    rows, labels = [], []
    for part, worker in enumerate(client.scheduler_info()["workers"]):
        first, last = count * part // WORKERS, count * (part + 1) // WORKERS
        pair = dask.delayed(client.submit(read, path, first, last, workers=[worker], pure=False))
        rows.append(dask.array.from_delayed(pair[0], (last - first, columns - 1), numpy.float32))
        labels.append(dask.array.from_delayed(pair[1], (last - first,), numpy.float32))
    return dask.array.concatenate(rows), dask.array.concatenate(labels)


def fit(client, path, command):
    parameters = {"objective": "binary:logistic", "tree_method": "hist", "max_depth": 6, "nthread": 1, "seed": 0}
    start = time.perf_counter()
    matrix = xgboost.dask.DaskQuantileDMatrix(client, *arrays(client, path))
    booster = xgboost.dask.train(client, parameters, matrix, num_boost_round=command["iterations"])["booster"]
    return booster, {"seconds": time.perf_counter() - start, "iterations": booster.num_boosted_rounds()}


def main():
    address, path = sys.argv[1:]
    # The workers have none of this project's modules: what is of this one travels with the task.
    distributed.protocol.pickle.cloudpickle.register_pickle_by_value(sys.modules["__main__"])
    with distributed.Client(address) as client:
        client.wait_for_workers(WORKERS)
        versions = {"dask": distributed.__version__, "xgboost (Python)": xgboost.__version__}
        print(json.dumps({"ready": True, "versions": versions}), flush=True)
        booster = None
        for line in sys.stdin:
            command = json.loads(line)
            if command["do"] == "fit":
                booster, answer = fit(client, path, command)
            else:
                rows, labels = read(path, 0, None)
                answer = {"auc": auc(labels, booster.inplace_predict(rows))}
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
