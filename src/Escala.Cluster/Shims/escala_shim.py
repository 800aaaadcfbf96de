"""What the shims of all clusters have in common: the driver's requests, and the jobs and files that they are about.

The driver starts a shim with the Python that has the cluster's library, and speaks JSON lines with it on stdin and stdout: requests with an
id, answered by a line with the same id, and events without one. The end of stdin means: stop everything and leave. A shim connects, ships,
starts and relays, and computes nothing. What it does on its cluster is its session's.
"""

import asyncio
import json
import os
import re
import signal
import sys
import threading
import traceback

from escala_files import FileStore
from escala_gang import Gang
from escala_remote import Failure

QUIT_SECONDS = 3.5
FINISHED_JOBS_KEPT = 64


class Shim:
    """Serves requests side by side until it is told to quit."""

    def __init__(self, output, make_session):
        self._output = output
        self._session = make_session(self._emit)
        self._session.on_worker_removed = self._on_worker_removed
        self._files = FileStore(self._session)
        self._gangs = {}
        self._finished = {}
        self._tasks = set()
        self._quit = asyncio.Event()
        self._quit_id = None

    async def serve(self):
        """Reads requests until the end; whatever is left then is stopped within a few seconds."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._quit.set)
        # Ctrl-C goes to the driver too, which decides. A handler, unlike ignoring it, is not inherited by what we start.
        loop.add_signal_handler(signal.SIGINT, lambda: None)
        threading.Thread(target=_read_requests, args=(loop, self._accept, self._quit.set), daemon=True).start()
        lost = asyncio.ensure_future(self._follow_cluster())
        await self._quit.wait()
        lost.cancel()
        await self._leave()

    def _accept(self, line):
        """Starts serving one request."""
        try:
            request = json.loads(line)
            number, operation = request["id"], request["op"]
        except (ValueError, KeyError, TypeError) as error:
            # There is no id to answer to.
            print(f"A request must be a JSON object with id and op, but was {line!r}: {error!r}.", file=sys.stderr)
            return
        if operation == "quit":
            self._quit_id = number
            self._quit.set()
            return
        task = asyncio.ensure_future(self._answer(number, operation, request))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, number, operation, request):
        try:
            handler = getattr(self, f"_do_{operation}", None)
            if handler is None:
                raise Failure("request", f"There is no operation '{operation}'.")
            self._emit({"id": number, "event": "reply", **(await handler(request) or {})})
        except Failure as failure:
            self._emit({"id": number, "event": "failed", "kind": failure.kind, "error": str(failure)})
        except asyncio.CancelledError:
            self._emit({"id": number, "event": "failed", "kind": "stopped", "error": "The shim was told to quit."})
            raise
        except Exception as error:
            traceback.print_exc()
            kind = "unreachable" if await self._session.is_lost_soon() else _KINDS.get(operation, "shim")
            self._emit({"id": number, "event": "failed", "kind": kind, "error": f"{operation}: {type(error).__name__}: {error}"})

    async def _do_connect(self, request):
        return await self._session.connect(request)

    async def _do_workers(self, request):
        return {"workers": await self._session.workers(request.get("wanted"), request.get("deadline", 15.0))}

    async def _do_measure(self, request):
        return {"processes": await self._session.measure(request.get("reset", False))}

    async def _do_describe(self, request):
        return {"columns": await self._session.describe(request["source"], request["deadline"])}

    async def _do_load(self, request):
        parts = await self._session.load(request["columns"], request.get("rowId"), request["workers"], request["deadline"])
        filled = sum(part["rows"] > 0 for part in parts)
        if filled < len(parts):
            raise Failure("data", f"Every rank must have rows, but only {filled} of {len(parts)} have some: there are "
                          f"{sum(part['rows'] for part in parts)} rows in all. Ask for fewer workers, or for more rows; rows that lie "
                          "unevenly are shared evenly with a row id, or when they are repartitioned.")
        return {"parts": parts}

    async def _do_levels(self, request):
        self._session.require()
        return await self._files.levels(request)

    async def _do_put(self, request):
        self._session.require()
        return await self._files.put(request)

    async def _do_drop(self, request):
        self._session.require()
        await self._files.drop(request["hashes"])

    async def _do_run(self, request):
        self._session.require()
        job = request["job"]
        if not re.fullmatch(r"[A-Za-z0-9._-]{1,100}", job) or job.startswith("."):
            raise Failure("request", f"The id of a job must be letters, digits, dots, lines and dashes, but was '{job}'.")
        if not request["ranks"]:
            raise Failure("request", f"Job {job} must have at least one rank.")
        if job in self._gangs or job in self._finished:
            raise Failure("request", f"There was a job {job} before.")
        gang = self._gangs[job] = Gang(self._session, request, self._emit)
        try:
            await gang.run()
        except BaseException:
            self._finish(job, await gang.stop(0.0))
            raise
        return {"placed": True}

    async def _do_send(self, request):
        self._gang(request).send(request.get("ranks"), request["line"])

    async def _do_fetch(self, request):
        rank = self._gang(request).ranks.get(request["rank"])
        if rank is None:
            raise Failure("file", f"Job {request['job']} has no rank {request['rank']}.")
        copy = self._files.fetch(request["job"], rank.rank, rank.worker, request["path"], request["to"])
        return {"bytes": await self._session.within(request.get("deadline", 600.0), copy)}

    async def _do_stop(self, request):
        job = request["job"]
        gang = self._gangs.get(job)
        if gang is not None:
            self._finish(job, await gang.stop(request.get("grace", 0.0)))
        return self._finished.get(job, {"ended": [], "unknown": []})

    def _gang(self, request):
        self._session.require()
        gang = self._gangs.get(request["job"])
        if gang is None:
            raise Failure("request", f"There is no job {request['job']}.")
        return gang

    def _finish(self, job, result):
        """Keeps the result for whoever stops the job again."""
        self._gangs.pop(job, None)
        self._finished[job] = result
        while len(self._finished) > FINISHED_JOBS_KEPT:
            self._finished.pop(next(iter(self._finished)))

    def _on_worker_removed(self, address):
        self._files.forget(address)
        for gang in list(self._gangs.values()):
            gang.on_worker_removed(address)

    async def _follow_cluster(self):
        await self._session.lost.wait()
        for gang in list(self._gangs.values()):
            gang.on_unreachable()

    async def _leave(self):
        """Stops the jobs, removes files, leaves the cluster; each step in its time."""
        try:
            await asyncio.wait_for(self._clean(), QUIT_SECONDS)
        except Exception:
            traceback.print_exc()
        for task in self._tasks:
            task.cancel()
        await self._session.close()
        if self._quit_id is not None:
            self._emit({"id": self._quit_id, "event": "reply"})

    async def _clean(self):
        if not self._session.is_connected or self._session.lost.is_set():
            return
        await asyncio.gather(*(gang.stop(0.0) for gang in self._gangs.values()), return_exceptions=True)
        await self._files.leave()

    def _emit(self, message):
        try:
            self._output.write(json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            self._output.flush()
        except OSError:
            # The driver is gone; the end of stdin says so too.
            self._quit.set()


_KINDS = {"connect": "connect", "levels": "worker", "put": "file", "fetch": "file", "run": "worker"}


def _read_requests(loop, accept, end):
    """A thread: hands each line of stdin to the loop."""
    for line in sys.stdin.buffer:
        if line.strip():
            loop.call_soon_threadsafe(accept, line)
    loop.call_soon_threadsafe(end)


async def _serve_and_exit(output, make_session):
    """Threads and tasks of libraries may still wait for something when nothing of ours does; they are not waited for."""
    await Shim(output, make_session).serve()
    os._exit(0)


def main(make_session):
    """Keeps stdout for the protocol: whatever else is printed, by us, by a library or by what it starts, goes to stderr."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    asyncio.run(_serve_and_exit(output, make_session))
