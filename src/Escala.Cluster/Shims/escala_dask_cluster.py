"""A Dask cluster of our own on this machine: a scheduler and workers as real processes that die with us, however we end.

The workers have no nanny. A nanny doubles the time until they are there, because it starts them only when it has itself imported
Dask; what it is for, a new worker in the place of one that died, is done here.
"""

import asyncio
import json
import os
import sys
import tempfile

from escala_process import ClusterProcess, OwnCluster

POLL_SECONDS = 0.02

SETTINGS = {
    "DASK_LOGGING__DISTRIBUTED": "warning",
    # Sampling the Python stack a hundred times a second costs, and a rank is not Python.
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__WORKER__PROFILE__INTERVAL": "10s",
    "DASK_DISTRIBUTED__WORKER__PROFILE__CYCLE": "100s",
}


# Older Dask loads pandas, if it is installed, to tell the version: half a second in each process, which has no use for it.
NOT_LOADED = "pandas"
RUN_MODULE = (f"import runpy, sys; sys.modules['{NOT_LOADED}'] = None; sys.argv = sys.argv[1:]; "
              "runpy.run_module(sys.argv[0], None, '__main__', True)")


class LocalCluster(OwnCluster):
    """The processes of the cluster. Start it before importing distributed: all of them import it side by side."""

    def __init__(self, workers, threads, folder):
        os.makedirs(folder, exist_ok=True)
        super().__init__(workers, tempfile.mkdtemp(prefix="dask-", dir=folder))
        self._scheduler_file = os.path.join(self.folder, "scheduler.json")
        self.head = self._start("scheduler", "dask_scheduler", [
            "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--dashboard-address", "127.0.0.1:0",
            "--scheduler-file", self._scheduler_file])
        self.workers = [self._start(f"worker-{index}", "dask_worker", [
            "--no-nanny", "--name", str(index), "--host", "127.0.0.1", "--nthreads", str(threads), "--no-dashboard",
            "--scheduler-file", self._scheduler_file, "--local-directory", self.folder]) for index in range(workers)]

    async def address(self, deadline):
        """The scheduler's address, as soon as it has written it."""
        loop = asyncio.get_running_loop()
        end = loop.time() + deadline
        while loop.time() < end:
            self.check()
            try:
                with open(self._scheduler_file, encoding="utf-8") as stream:
                    return json.load(stream)["address"]
            except (OSError, ValueError):
                await asyncio.sleep(POLL_SECONDS)
        raise TimeoutError(f"The scheduler of the local cluster did not start within {deadline:.1f} s. {self.head.tail()}")

    def _start(self, name, module, arguments):
        command = [sys.executable, "-c", RUN_MODULE, f"distributed.cli.{module}", *arguments]
        return ClusterProcess(name, command, {**os.environ, **SETTINGS}, self.folder)
