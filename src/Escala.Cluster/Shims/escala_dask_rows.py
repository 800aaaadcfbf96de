"""Rows that are published on a Dask cluster: what columns there are, and the tasks that write them as the files of ranks."""

import asyncio
import secrets

from escala_remote import Failure, RemoteModule, run_on_rows


class PublishedRows:
    """A DataFrame or an array. What is made of it stays on the workers for as long as it is held here."""

    def __init__(self, session, name, data):
        self._session = session
        self._name = name
        self._data = data
        self._held = []
        self.columns = _columns_of(name, data)

    @staticmethod
    async def get(session, name):
        """The dataset of that name; a failure that names those that there are where there is none."""
        try:
            return PublishedRows(session, name, await session.client.get_dataset(name))
        except KeyError:
            names = ", ".join(f"'{found}'" for found in await session.client.list_datasets()) or "none"
            raise Failure("data", f"The dataset must be published on the cluster, but '{name}' is not. Published are: {names}.") from None
        except ImportError as error:
            raise Failure("data", f"The dataset '{name}' cannot be opened here: {error}. Take the Python that has what it is made of.") from error

    async def load(self, columns, row_id, workers):
        """Writes a file for each rank, on its worker; in the order of the ids where there is a column of these."""
        parts = self._session.client.compute(self._partitions())
        measured = await self._gather([self._submit("measure", part, row_id) for part in parts])
        name = f"rows-{secrets.token_hex(6)}"
        if row_id is None:
            shares = _shares([rows for rows, _ in measured], len(workers))
            self._held = [self._submit("write_parts", f"{name}-{rank}", columns, parts[shares[rank]:shares[rank + 1]], workers=[worker])
                          for rank, worker in enumerate(workers)]
        else:
            id_name = self.columns[row_id]["name"]
            if any(is_missing for _, is_missing in measured):
                raise Failure("data", f"The row id must be there in every row, but is missing in a row of column '{id_name}'. "
                              "Leave such rows out, or name another column.")
            samples = [self._submit("sample", part, row_id) for part in parts]
            cuts = self._submit("choose_cuts", samples, len(workers))
            pieces = [self._submit("cut", part, columns, row_id, cuts, len(workers)) for part in parts]
            self._held = [self._submit("write_pieces", f"{name}-{rank}", columns, id_name,
                                       [self._submit("pick", piece, rank) for piece in pieces], workers=[worker])
                          for rank, worker in enumerate(workers)]
        files = await self._gather([self._submit("describe", held, workers=[worker]) for held, worker in zip(self._held, workers)])
        for file in files:
            if file["fault"] is not None:
                raise Failure("data", file["fault"])
        return [{"worker": worker, **file} for worker, file in zip(workers, files)]

    def _partitions(self):
        if hasattr(self._data, "columns"):
            return list(self._data.to_delayed())
        rows = self._data if self._data.ndim == 1 else self._data.rechunk({1: -1})
        return list(rows.to_delayed().ravel())

    def _submit(self, function, *arguments, workers=None):
        modules = [(module.name, module.source) for module in (self._session.ranks, self._session.rows, _part)]
        return self._session.client.submit(
            run_on_rows, modules, function, *arguments, workers=workers, allow_other_workers=False, pure=False, key=f"escala-rows-{secrets.token_hex(8)}")

    async def _gather(self, futures):
        try:
            return await self._session.client.gather(futures)
        except (OSError, asyncio.CancelledError):
            raise
        except Exception as error:
            raise Failure("data", f"Dask cannot read the dataset '{self._name}': {type(error).__name__}: {error}") from error


_part = RemoteModule("escala_dask_part")


def _columns_of(name, data):
    if hasattr(data, "columns") and hasattr(data, "to_delayed"):
        return [{"name": str(column), "type": str(kind), "kind": _kind(kind)} for column, kind in zip(data.columns, data.dtypes)]
    if hasattr(data, "chunks") and hasattr(data, "rechunk") and data.ndim in (1, 2):
        count = 1 if data.ndim == 1 else data.shape[1]
        return [{"name": f"x{index}", "type": str(data.dtype), "kind": _kind(data.dtype)} for index in range(count)]
    raise Failure("data", f"The dataset '{name}' must be a Dask DataFrame, or a Dask array of one or two dimensions, but is {type(data).__name__} "
                  f"{getattr(data, 'shape', '')}".rstrip() + ". Publish its rows as one of these.")


def _kind(data_type):
    """Extension types of pandas have a kind of NumPy's too."""
    return {"i": "number", "u": "number", "f": "number", "b": "boolean"}.get(getattr(data_type, "kind", "O"), "other")


def _shares(counts, size):
    """The first partition of each rank, and the end: partitions in their order, as near to equal shares as they let it be."""
    filled = [index for index, count in enumerate(counts) if count > 0]
    total = sum(counts)
    if len(filled) < size:
        raise Failure("data", f"Every rank must have rows, but only {len(filled)} of {len(counts)} partitions have some, and there are {size} ranks. "
                      "Ask for fewer workers, repartition the dataset, or name a row id.")
    cuts, before, place = [0], 0, 0
    for rank in range(1, size):
        while place < len(filled) - (size - rank) and (place < rank or before + counts[filled[place]] / 2 <= total * rank / size):
            before += counts[filled[place]]
            place += 1
        cuts.append(filled[place])
    return [*cuts, len(counts)]
