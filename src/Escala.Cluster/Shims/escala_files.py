"""Files between the driver and the nodes: each travels to a node once, in parts, and is checked there."""

import asyncio
import os
import uuid

from escala_remote import Failure

PART_BYTES = 4 << 20
CALL_SECONDS = 30.0
PROBE_SECONDS = 5.0
KEPT = "kept"


class FileStore:
    """What this session holds on the nodes, so that what need not stay is removed at the end."""

    def __init__(self, session):
        self._session = session
        self._holder = uuid.uuid4().hex
        self._held = {}
        self._places = {}
        self._sending = {}
        self._levels = {}

    async def put(self, request):
        """Sends a file to the nodes of some workers that do not have it, and says where it is on each."""
        # One after the other for one content; side by side for different ones.
        async with self._sending.setdefault(request["hash"], asyncio.Lock()):
            return await self._session.within(request.get("deadline", 600.0), self._put(request))

    async def levels(self, request):
        """Which of some levels that programs are built for is the best for the node of each worker; None for none."""
        workers, asked = request["workers"], (tuple(request["levels"]), request.get("kernels"))
        unknown = [worker for worker in workers if (asked, worker) not in self._levels]
        found = await asyncio.gather(*(self._session.call(
            worker, self._session.ranks, "choose_level", *asked, deadline=PROBE_SECONDS) for worker in unknown))
        self._levels.update(((asked, worker), level) for worker, level in zip(unknown, found))
        return {"levels": {worker: self._levels[asked, worker] for worker in workers}}

    def forget(self, worker):
        """A worker has left; who comes in its place may have another disk and another processor."""
        self._places = {place: path for place, path in self._places.items() if place[1] != worker}
        self._levels = {place: level for place, level in self._levels.items() if place[1] != worker}

    async def drop(self, digests):
        """Removes files, kept ones too, from all nodes that they were sent to, unless another session needs them."""
        await self._release(digests, [self._holder, KEPT])

    async def leave(self):
        """Removes what was not to be kept."""
        await self._release(list(self._held), [self._holder])

    async def fetch(self, job, rank, worker, path, to):
        """Copies a file out of a rank's scratch folder; the target appears when it is whole."""
        part_file = f"{to}.part"
        try:
            with open(part_file, "wb") as stream:
                while True:
                    part = await self._session.call(worker, self._session.ranks, "read_scratch", job, rank, path, stream.tell(),
                                                    PART_BYTES, deadline=CALL_SECONDS, aside=True)
                    stream.write(part)
                    if len(part) < PART_BYTES:
                        break
                size = stream.tell()
            os.replace(part_file, to)
        finally:
            if os.path.exists(part_file):
                os.remove(part_file)
        return size

    async def _put(self, request):
        digest, workers = request["hash"], request["workers"]
        if all((digest, worker) in self._places for worker in workers):
            # Nobody removes what is held where a worker has not left since.
            return {"paths": {worker: self._places[digest, worker] for worker in workers}, "sentBytes": 0, "nodes": 0}
        name = "" if request["unpack"] else request["name"]
        if os.path.basename(name) != name:
            raise Failure("file", f"The name of a file to send must have no folder, but was '{name}'.")
        folders = await self._session.folders()
        for worker in workers:
            if worker not in folders:
                raise Failure("worker", f"The worker {worker} is not in the cluster any more.")
        nodes = await self._locate(digest, name, workers, folders, KEPT if request.get("keep") else self._holder)
        self._held.setdefault(digest, set()).update(workers)
        missing = [worker for worker, path in nodes if path is None]
        await asyncio.gather(*(self._send(worker, folders[worker], request) for worker in missing))
        paths = {worker: os.path.join(folders[worker], "escala", digest, name).rstrip("/") for worker in workers}
        self._places.update(((digest, worker), path) for worker, path in paths.items())
        return {"paths": paths, "sentBytes": len(missing) * os.path.getsize(request["path"]), "nodes": len(missing)}

    async def _locate(self, digest, name, workers, folders, holder):
        """One worker of each node, and where the file is there already."""
        places = await asyncio.gather(*(self._session.call(
            worker, self._session.node, "locate", folders[worker], digest, name, holder, deadline=PROBE_SECONDS, aside=True)
            for worker in workers))
        nodes = {place["node"]: (worker, place["path"]) for worker, place in zip(workers, places)}
        return list(nodes.values())

    async def _send(self, worker, folder, request):
        node = self._session.node
        token = await self._session.call(worker, node, "begin_file", folder, deadline=CALL_SECONDS, aside=True)
        try:
            with open(request["path"], "rb") as stream:
                for part in iter(lambda: stream.read(PART_BYTES), b""):
                    await self._session.call(worker, node, "append_file", token, part, deadline=CALL_SECONDS, aside=True)
        except BaseException:
            self._session.background(self._abandon(worker, token))
            raise
        await self._session.call(worker, node, "finish_file", folder, token, request["hash"], request["name"], request["unpack"],
                                 deadline=request.get("deadline", 600.0), aside=True)

    async def _abandon(self, worker, token):
        try:
            await self._session.call(worker, self._session.node, "abandon_file", token, aside=True)
        except (OSError, Failure, asyncio.TimeoutError):
            pass

    async def _release(self, digests, holders):
        workers = {}
        for digest in digests:
            for worker in self._held.pop(digest, ()):
                self._places.pop((digest, worker), None)
                workers.setdefault(worker, []).append(digest)
        try:
            folders = await self._session.folders() if workers else {}
        except (OSError, Failure, asyncio.TimeoutError):
            return
        await asyncio.gather(*(self._session.call(
            worker, self._session.node, "release_files", folders[worker], held, holders, aside=True)
            for worker, held in workers.items() if worker in folders), return_exceptions=True)
