"""
XGBoost's side of the benchmark of boosted trees: one fit in a process of its own. The arguments are the rows (NPY, float32, the
label in the last column), the rounds and the threads. The answer is one JSON line: the time of building the matrix and training,
the largest memory until then, and the area under the ROC curve over the training rows, which is not timed.
"""

import json
import resource
import sys
import time

import numpy
import xgboost


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main():
    path, rounds, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    # Read column by column through a map, so that no second copy of the rows is ever in memory.
    table = numpy.load(path, mmap_mode="r")
    rows, labels = numpy.ascontiguousarray(table[:, :-1]), numpy.ascontiguousarray(table[:, -1])
    del table
    parameters = {"objective": "binary:logistic", "tree_method": "hist", "max_depth": 6, "nthread": threads, "seed": 0}
    cpu, start = cpu_seconds(), time.perf_counter()
    matrix = xgboost.QuantileDMatrix(rows, labels, nthread=threads)
    booster = xgboost.train(parameters, matrix, rounds)
    answer = {
        "seconds": time.perf_counter() - start,
        "cpuSeconds": cpu_seconds() - cpu,
        "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    answer["auc"] = auc(labels, booster.inplace_predict(rows))
    answer["versions"] = {"python": sys.version.split()[0], "xgboost (Python)": xgboost.__version__, "numpy": numpy.__version__}
    print(json.dumps(answer))


def auc(labels, scores):
    """By ranks, ties counted half."""
    _, group, count = numpy.unique(scores, return_inverse=True, return_counts=True)
    ranks = numpy.cumsum(count) - (count - 1) / 2
    positives = labels > 0.5
    first, others = int(positives.sum()), int((~positives).sum())
    return float((ranks[group[positives]].sum() - first * (first + 1) / 2) / (first * others))


if __name__ == "__main__":
    main()
