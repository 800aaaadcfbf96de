"""Makes seeded rows for two classes, float32, the label in the last column: some features act alone, some together, some not."""

import json
import os
import sys

import numpy


def make(path, rows, features, seed):
    random = numpy.random.default_rng(seed)
    table = numpy.empty((rows, features + 1), numpy.float32)
    for first in range(0, rows, 100_000):
        last = min(first + 100_000, rows)
        values = random.normal(size=(last - first, features))
        score = values[:, 0] + numpy.sin(2 * values[:, 1]) + values[:, 2] * values[:, 3] - (numpy.abs(values[:, 4]) > 1)
        table[first:last, :-1] = values
        table[first:last, -1] = score + random.logistic(size=last - first) > 0
    numpy.save(path + ".part.npy", table)
    os.replace(path + ".part.npy", path)


if __name__ == "__main__":
    make(**json.loads(sys.argv[1]))
