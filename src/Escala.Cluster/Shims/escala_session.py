"""What the sessions of all clusters have in common: their end, and waits that end with it."""

import asyncio

from escala_remote import Failure, RemoteModule

NOTICE_SECONDS = 0.5


class ClusterSession:
    """A cluster, connected. Everything runs on one event loop. What a session of some cluster says of its loss is its lost_text."""

    lost_text = ""

    def __init__(self, emit):
        self.lost = asyncio.Event()
        self.on_worker_removed = lambda address: None
        self.ranks = RemoteModule("escala_rank")
        self.node = RemoteModule("escala_node")
        self.rows = RemoteModule("escala_rows")
        self._emit = emit
        self._tasks = set()

    @property
    def is_connected(self):
        """Whether there is a cluster, or was one."""
        raise NotImplementedError

    def require(self):
        """Raises where there is no cluster, or no longer."""
        if not self.is_connected:
            raise Failure("connect", "This session is not connected.")
        if self.lost.is_set():
            raise Failure("unreachable", self.lost_text)

    async def describe(self, source, deadline):
        """The columns of rows that the cluster holds."""
        raise NotImplementedError

    async def load(self, columns, row_id, workers, deadline):
        """Writes these rows as one file for each rank, and says in the order of ranks what each holds: worker, path, rows, bytes."""
        raise NotImplementedError

    async def within(self, deadline, awaitable):
        """Waits until the deadline, but not beyond the cluster's end."""
        work = asyncio.ensure_future(awaitable)
        lost = asyncio.ensure_future(self.lost.wait())
        try:
            await asyncio.wait({work, lost}, timeout=deadline, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                return work.result()
            self.require()
            raise asyncio.TimeoutError(f"no answer within {deadline:g} s")
        finally:
            work.cancel()
            lost.cancel()

    async def is_lost_soon(self):
        """Whether the cluster is gone. A call notices it sooner than the watch does, and then asks here."""
        if self.is_connected:
            try:
                await asyncio.wait_for(self.lost.wait(), NOTICE_SECONDS)
            except asyncio.TimeoutError:
                pass
        return self.lost.is_set()

    def background(self, work):
        """Runs something that nobody waits for."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _note_loss(self):
        """Tells once that the cluster is gone."""
        if not self.lost.is_set():
            self.lost.set()
            self._emit({"event": "unreachable", "reason": self.lost_text})

    def _end_tasks(self):
        for task in list(self._tasks):
            task.cancel()
