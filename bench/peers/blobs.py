"""Makes the rows of a workload: seeded gaussian blobs that overlap, float32, and rows among them as first centroids."""

import json
import math
import os
import sys

import numpy


def make(rows_path, centroids_path, rows, features, clusters, seed):
    random = numpy.random.default_rng(seed)
    # The same expected distance between centres in any number of dimensions: blobs overlap, and no fit settles early.
    centres = random.normal(scale=3 / math.sqrt(features), size=(clusters, features))
    values = numpy.empty((rows, features), numpy.float32)
    for first in range(0, rows, 100_000):
        last = min(first + 100_000, rows)
        blob = random.integers(clusters, size=last - first)
        values[first:last] = centres[blob] + random.normal(size=(last - first, features))
    chosen = numpy.sort(random.choice(rows, size=clusters, replace=False))
    save(centroids_path, values[chosen])
    save(rows_path, values)


def save(path, values):
    numpy.save(path + ".part.npy", values)
    os.replace(path + ".part.npy", path)


if __name__ == "__main__":
    make(**json.loads(sys.argv[1]))
