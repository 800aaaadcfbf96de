"""What runs where Dask holds rows: it measures partitions, cuts them by ids, and writes the rows of one rank.

This file is sent to the workers as source. A partition is a pandas DataFrame or a NumPy array, which the workers that have it can import. Every
function here is a task of Dask's, and what one gives stays where it was made for as long as the driver's client is there. The modules that a
function is given first are escala_rank and escala_rows.
"""

import os

import numpy

SAMPLES = 256


class Held:
    """The file of a rank, which goes when Dask forgets the task that made it."""

    def __init__(self, file):
        self.file = file

    def __del__(self):
        self.file.close()


def measure(modules, part, row_id):
    """The number of rows, and whether an id is missing among them."""
    ids = None if row_id is None else _column(part, row_id)
    return len(part), ids is not None and bool(_is_missing(ids).any())


def sample(modules, part, row_id):
    """Some of the ids, evenly over all, and for how many rows each stands."""
    ids = numpy.sort(_values(_column(part, row_id)))
    places = numpy.linspace(0, len(ids) - 1, min(SAMPLES, len(ids))).astype(int)
    return ids[places], len(ids) / max(1, len(places))


def choose_cuts(modules, samples, size):
    """The ids at which the parts of the second and later ranks begin, so that all have about as many rows."""
    ids = numpy.concatenate([found for found, _ in samples])
    weights = numpy.concatenate([numpy.full(len(found), weight) for found, weight in samples])
    order = numpy.argsort(ids, kind="stable")
    if len(order) == 0:
        return ids
    ends = numpy.cumsum(weights[order])
    places = numpy.searchsorted(ends, ends[-1] * numpy.arange(1, size) / size)
    return ids[order][numpy.minimum(places, len(order) - 1)]


def cut(modules, part, columns, row_id, cuts, size):
    """The ids and numbers of a partition's rows for each rank."""
    ids, numbers = _values(_column(part, row_id)), _numbers(part, columns)
    ranks = numpy.searchsorted(cuts, ids, side="right")
    return [(ids[ranks == rank], numbers[ranks == rank]) for rank in range(size)]


def pick(modules, pieces, rank):
    """The piece for one rank."""
    return pieces[rank]


def write_parts(modules, name, columns, parts):
    """Writes partitions one after the other."""
    def write(file):
        for part in parts:
            file.append(_numbers(part, columns))
    return _hold(modules, name, len(columns), write)


def write_pieces(modules, name, columns, row_id, pieces):
    """Writes pieces in the order of their ids."""
    def write(file):
        ids = numpy.concatenate([found for found, _ in pieces])
        order = numpy.argsort(ids, kind="stable")
        ids = ids[order]
        again = numpy.flatnonzero(ids[1:] == ids[:-1])
        if len(again) > 0:
            modules[1].check_id(row_id, ids[again[0]], ids[again[0]])
        file.append(numpy.concatenate([numbers for _, numbers in pieces])[order])
    return _hold(modules, name, len(columns), write)


def describe(modules, held):
    """What the driver is told of a file."""
    return held.file.describe()


def _hold(modules, name, columns, write):
    from distributed import get_worker
    ranks, rows = modules
    folder = os.path.dirname(get_worker().local_directory)
    return Held(rows.RowFile(columns).fill(ranks.open_scratch, folder, name, write))


def _column(part, index):
    if hasattr(part, "iloc"):
        return part.iloc[:, index]
    return part if part.ndim == 1 else part[:, index]


def _values(column):
    return column.to_numpy() if hasattr(column, "to_numpy") else column


def _is_missing(column):
    return column.isna() if hasattr(column, "isna") else column != column


def _numbers(part, columns):
    numbers = numpy.empty((len(part), len(columns)), dtype=numpy.float32)
    with numpy.errstate(over="ignore"):
        for place, index in enumerate(columns):
            column = _column(part, index)
            is_plain = isinstance(column.dtype, numpy.dtype)
            numbers[:, place] = _values(column) if is_plain else column.to_numpy(dtype=numpy.float32, na_value=numpy.nan)
    return numbers
