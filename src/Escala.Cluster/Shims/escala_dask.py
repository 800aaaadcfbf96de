"""The shim of the Dask engine: its workers, calls of functions on them with a deadline each, and the tasks that ranks run in."""

import asyncio
import inspect
import logging
import os
import platform
import sys

sys.dont_write_bytecode = True

import escala_node
import escala_shim
from escala_dask_client import CLOSE_SECONDS, completed, import_client, open_client
from escala_dask_cluster import NOT_LOADED, LocalCluster
from escala_dask_rows import PublishedRows
from escala_remote import Failure, call, call_aside, forget_topic, run_rank
from escala_session import ClusterSession

sys.dont_write_bytecode = False

CALL_SECONDS = 5.0
RESTART_SECONDS = 15.0
WATCH_SECONDS = 0.1
POLL_SECONDS = 0.02
FORGET_SECONDS = 0.7
RELEASE_SECONDS = 1.0
LEASE_TIMEOUT = "10s"


class DaskSession(ClusterSession):
    """A Dask cluster."""

    # What Dask's nanny sets for the Python of its worker; a rank is none.
    not_for_ranks = ("MALLOC_TRIM_THRESHOLD_",)
    lost_text = "The connection to Dask's scheduler was lost."

    def __init__(self, emit):
        super().__init__(emit)
        self.client = None
        self._cluster = None
        self._known = {}
        self._entries = {}
        self._semaphore = None
        self._semaphore_guard = asyncio.Lock()
        self._published = None

    @property
    def is_connected(self):
        return self.client is not None

    async def connect(self, request):
        """Connects, starting a cluster of our own if no address is given, and describes what is there."""
        if self.client is not None or self._cluster is not None:
            raise Failure("connect", "This session is connected already.")
        end = asyncio.get_running_loop().time() + request.get("deadline", 30.0)
        if request.get("address") is None:
            asked = request["cluster"]
            self._cluster = LocalCluster(asked["workers"], asked["threads"], asked["folder"])
        try:
            await self._open(request, end)
            workers = await self._started_workers(end)
            self._check_python(workers)
        except (OSError, asyncio.TimeoutError) as error:
            await self.close()
            raise Failure("connect", str(error)) from error
        except BaseException:
            await self.close()
            raise
        return {"python": platform.python_version(), "version": sys.modules["distributed"].__version__,
                "scheduler": self.client.scheduler.address, "workers": workers}

    async def workers(self, wanted=None, deadline=RESTART_SECONDS):
        """
        All workers of the cluster, as soon as there are as many as wanted, else as they are at the deadline. In a cluster of our own
        all are wanted: one that died is just being replaced. One that does not answer is listed without its process and its Python.
        """
        self.require()
        loop = asyncio.get_running_loop()
        end = loop.time() + deadline
        if wanted is None:
            wanted = 0 if self._cluster is None else self._cluster.size
        entries = await self._identity()
        while len(entries) < wanted and loop.time() < end:
            await asyncio.sleep(POLL_SECONDS)
            entries = await self._identity()
        await asyncio.gather(*(self._learn(address) for address in entries if address not in self._known))
        self._known = {address: known for address, known in self._known.items() if address in entries}
        return [self._describe(address, entry) for address, entry in entries.items()]

    async def describe(self, source, deadline):
        """The columns of a published dataset, whose rows are then loaded."""
        self.require()
        self._published = await self.within(deadline, PublishedRows.get(self, source))
        return self._published.columns

    async def load(self, columns, row_id, workers, deadline):
        """Writes the rows of the dataset on the workers, a part on each, and says what each holds."""
        return await self.within(deadline, self._published.load(columns, row_id, workers))

    async def folders(self):
        """The workers that are there: for each address the folder beside the worker's local directory."""
        entries = await self._identity()
        return {address: os.path.dirname(entry["local_directory"]) for address, entry in entries.items()}

    async def measure(self, reset):
        """The cost of every process of the engine that answers in time, of workers those that were listed last."""
        self.require()
        entries = self._entries or await self._identity()
        nannies = [address for address, entry in entries.items() if entry.get("nanny")]
        calls = [self._measure_scheduler(reset)]
        calls += [self._measure_worker("worker", address, reset) for address in entries]
        calls += [self._measure_worker("nanny", address, reset, nanny=True) for address in nannies]
        found = [process for process in await asyncio.gather(*calls) if process is not None]
        found.append({"name": "shim", **escala_node.usage(reset)})
        # One nanny process may keep several workers.
        return list({(process["host"], process["processId"]): process for process in found}.values())

    async def call(self, worker, module, function, *arguments, deadline=CALL_SECONDS, aside=False, nanny=False):
        """Calls a function of one of our modules on a worker, or on its nanny. A call to one worker never waits for another worker."""
        self.require()
        try:
            answers = await self.within(deadline, self.client.run(
                call_aside if aside else call, module.name, module.source, function, arguments, workers=[worker], nanny=nanny))
        except (Failure, OSError, asyncio.TimeoutError):
            raise
        except Exception as error:
            raise Failure("worker", f"{function} on {worker}: {type(error).__name__}: {error}") from error
        if worker not in answers:
            raise Failure("worker", f"The worker {worker} is not there.")
        error, result = answers[worker]
        if error is not None:
            raise Failure("file" if aside else "worker", f"{function} on {worker}: {error}")
        return result

    async def call_directly(self, worker, module, function, *arguments, deadline=CALL_SECONDS):
        """The same without the scheduler, for when it is gone: a worker then waits for its tasks before it leaves."""
        from distributed.core import rpc
        from distributed.protocol.pickle import dumps
        async with rpc(worker, connection_args=self.client.connection_args) as connection:
            await asyncio.wait_for(connection.run(
                function=dumps(call), args=dumps((module.name, module.source, function, arguments))), deadline)

    async def acquire_placing(self, deadline):
        """
        Whether this session may place a job now: one of the whole cluster after the other, so that two gangs never hold each other's workers.
        The lease of the semaphore ends with its owner, so a killed shim blocks nobody for long.
        """
        from distributed import Semaphore
        async with self._semaphore_guard:
            if self._semaphore is None:
                self._semaphore = await self.within(5.0, completed(Semaphore(max_leases=1, name="escala-placing")))
        return await self.within(deadline + 5.0, self._semaphore.acquire(timeout=deadline))

    async def release_placing(self):
        """Where this fails, the lease expires."""
        try:
            await self.within(RELEASE_SECONDS, self._semaphore.release())
        except (OSError, Failure, asyncio.TimeoutError):
            pass

    def listen(self, topic, handler):
        """Hands on what the ranks of a job tell."""
        self.client.subscribe_topic(topic, lambda event: handler(event[1]))

    async def forget(self, topic):
        """Drops the topic with its subscription from the scheduler, and from the client, which has no call for that."""
        try:
            await self.within(FORGET_SECONDS, self.client.run_on_scheduler(forget_topic, topic))
        except Exception:
            # A scheduler with another Python or of a later version: it keeps the events, up to its limit.
            self.client.unsubscribe_topic(topic)
        getattr(self.client, "_event_handlers", {}).pop(topic, None)

    def start_rank(self, worker, topic, spec, on_failed):
        """Submits the task of a rank, which tells the topic how it goes; what cancel takes. Dask's own word on it is an error of ours."""
        future = self.client.submit(
            run_rank, self.ranks.name, self.ranks.source, topic, spec, key=f"{topic}-{spec['rank']}", workers=[worker],
            allow_other_workers=False, pure=False, retries=0)
        self.background(self._watch(future, on_failed))
        return future

    def cancel(self, futures):
        """Ranks of which nothing more will be heard must not wait for workers that are gone."""
        if futures and not self.lost.is_set():
            self.background(self.client.cancel(futures, force=True))

    async def _watch(self, future, on_failed):
        import distributed
        try:
            await distributed.wait([future])
            if future.status == "error":
                on_failed(f"The task failed: {await future.exception()!r}")
        except Exception:
            # Cancelled by us, or by the scheduler's end.
            return

    async def close(self):
        """Ends the connection, and the cluster if it is our own."""
        self._end_tasks()
        if self.client is not None and self._cluster is None:
            try:
                # Else the scheduler tries to tell us that we have gone, and logs that it cannot.
                self.client.unsubscribe_topic("all")
                await asyncio.wait_for(self.client.close(timeout=CLOSE_SECONDS), 2 * CLOSE_SECONDS)
            except Exception:
                logging.getLogger("escala").warning("The client did not close in time.", exc_info=True)
        if self._cluster is not None:
            self._cluster.kill()
        self.client = self._cluster = None

    async def _open(self, request, end):
        """Imports Dask only now: the processes of a cluster of our own have begun to do the same."""
        os.environ.setdefault("DASK_LOGGING__DISTRIBUTED", "warning")
        if self._cluster is not None:
            sys.modules.setdefault(NOT_LOADED, None)
        import_client()
        loop = asyncio.get_running_loop()
        # For schedulers that ask their clients; the others have a setting of their own, by default 30 s.
        sys.modules["dask"].config.set({"distributed.scheduler.locks.lease-timeout": LEASE_TIMEOUT})
        address = request.get("address")
        if self._cluster is not None:
            address = await self._cluster.address(end - loop.time())
        self.client = await open_client(address, request.get("tls"), max(0.1, end - loop.time()))
        self.client.subscribe_topic("all", self._on_cluster_event)
        self.background(self._watch_scheduler())

    async def _started_workers(self, end):
        if self._cluster is None:
            return await self.workers()
        loop = asyncio.get_running_loop()
        while len(await self._identity()) < self._cluster.size:
            self._cluster.check()
            if loop.time() > end:
                raise asyncio.TimeoutError(f"not all of the {self._cluster.size} workers of the local cluster started in time")
            await asyncio.sleep(POLL_SECONDS)
        self.background(self._cluster.keep_workers())
        return await self.workers()

    async def _identity(self):
        """The scheduler's list of workers. Some versions list but a few of them unless told otherwise; older ones know no such word."""
        parameters = inspect.signature(type(self.client).scheduler_info).parameters
        limits = {"n_workers": -1} if "n_workers" in parameters else {}
        self._entries = (await self.within(CALL_SECONDS, self.client.scheduler.identity(**limits)))["workers"]
        return self._entries

    async def _learn(self, address):
        """Functions of the standard library travel by name, so this works whatever Python the worker is."""
        try:
            python, process = await asyncio.gather(*(
                self.within(CALL_SECONDS, self.client.run(function, workers=[address]))
                for function in (platform.python_version, os.getpid)))
            self._known[address] = (python[address], process[address])
        except (OSError, KeyError, asyncio.TimeoutError):
            pass

    def _describe(self, address, entry):
        """As nanny counts whatever starts a worker again that died."""
        python, process = self._known.get(address, (None, None))
        return {"address": address, "name": str(entry["name"]), "host": entry["host"], "threads": entry["nthreads"],
                "memoryBytes": int(entry.get("memory_limit") or 0), "python": python, "localDirectory": entry["local_directory"],
                "processId": process, "nanny": bool(entry.get("nanny")) or self._cluster is not None}

    def _check_python(self, workers):
        own = platform.python_version()
        for worker in workers:
            if worker["python"] is not None and worker["python"].split(".")[:2] != own.split(".")[:2]:
                raise Failure("python", f"The Python of the driver must have the minor version of the workers', but it is {own} at "
                              f"{sys.executable} and {worker['python']} on {worker['address']}.")

    async def _measure_worker(self, name, address, reset, nanny=False):
        try:
            return {"name": name, **await self.call(address, self.node, "usage", reset, nanny=nanny)}
        except (Failure, OSError, asyncio.TimeoutError):
            return None

    async def _measure_scheduler(self, reset):
        try:
            _, result = await self.within(CALL_SECONDS, self.client.run_on_scheduler(
                call, self.node.name, self.node.source, "usage", (reset,)))
            return {"name": "scheduler", **result}
        except Exception:
            # Its Python may be another one, which cannot load our function.
            return None

    def _on_cluster_event(self, event):
        message = event[1]
        if isinstance(message, dict) and message.get("action") == "remove-worker":
            self._entries.pop(message.get("worker"), None)
            self.on_worker_removed(message.get("worker"))

    async def _watch_scheduler(self):
        """The client would try to connect again by itself, but its tasks are gone with the scheduler."""
        while True:
            comm = self.client.scheduler_comm
            if self.client.status != "running" or comm is None or comm.closed():
                self._note_loss()
                return
            await asyncio.sleep(WATCH_SECONDS)


if __name__ == "__main__":
    escala_shim.main(DaskSession)
