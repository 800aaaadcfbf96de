"""A Dask cluster of our own on this machine: a scheduler and workers as real processes that die with us, however we end.

The workers have no nanny. A nanny doubles the time until they are there, because it starts them only when it has itself imported
Dask; what it is for, a new worker in the place of one that died, is done here.
"""

import asyncio
import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.02
WATCH_SECONDS = 0.1
SHORT_LIFE_SECONDS = 5.0
SHORT_LIVES = 3

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


class ClusterProcess:
    """A process of the cluster, in a group of its own, with its log."""

    def __init__(self, name, module, arguments, folder):
        self.name = name
        self.log = os.path.join(folder, f"{name}.log")
        self.short_lives = 0
        self._command = [sys.executable, "-c", RUN_MODULE, f"distributed.cli.{module}", *arguments]
        self.start()

    def start(self):
        """Starts it so that the kernel kills it when we die. Our main thread does this: it is that thread that the kernel watches."""
        libc = ctypes.CDLL(None)
        parent = os.getpid()

        def die_with_parent():
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != parent:
                os._exit(1)

        self.started_at = time.monotonic()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self._command, env={**os.environ, **SETTINGS}, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=die_with_parent)

    def restart_if_ended(self):
        """Starts it again, but not for ever where it never lives long."""
        if self.process.poll() is None or self.short_lives >= SHORT_LIVES:
            return
        lived = time.monotonic() - self.started_at
        self.short_lives = self.short_lives + 1 if lived < SHORT_LIFE_SECONDS else 0
        self.start()

    def check(self):
        """Raises if it has ended, with what it said last."""
        code = self.process.poll()
        if code is not None:
            raise ChildProcessError(f"The {self.name} of the local cluster ended with exit code {code}. {self.tail()}")

    def tail(self):
        """What it said last."""
        with open(self.log, "rb") as log:
            text = log.read()[-2000:].decode("utf-8", "replace").strip()
        return f"It said:\n{text}" if text else "It said nothing."

    def kill(self):
        """Kills it and whatever it started in its group."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)


class LocalCluster:
    """The processes of the cluster. Start it before importing distributed: all of them import it side by side."""

    def __init__(self, workers, threads, folder):
        os.makedirs(folder, exist_ok=True)
        self.size = workers
        self.folder = tempfile.mkdtemp(prefix="dask-", dir=folder)
        self._scheduler_file = os.path.join(self.folder, "scheduler.json")
        self._scheduler = ClusterProcess("scheduler", "dask_scheduler", [
            "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--dashboard-address", "127.0.0.1:0",
            "--scheduler-file", self._scheduler_file], self.folder)
        self._workers = [ClusterProcess(f"worker-{index}", "dask_worker", [
            "--no-nanny", "--name", str(index), "--host", "127.0.0.1", "--nthreads", str(threads), "--no-dashboard",
            "--scheduler-file", self._scheduler_file, "--local-directory", self.folder], self.folder) for index in range(workers)]

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
        raise TimeoutError(f"The scheduler of the local cluster did not start within {deadline:.1f} s. {self._scheduler.tail()}")

    def check(self):
        """Raises if one of the processes has ended."""
        for process in (self._scheduler, *self._workers):
            process.check()

    async def keep_workers(self):
        """Puts a new worker in the place of one that ended."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            for worker in self._workers:
                worker.restart_if_ended()

    def kill(self):
        """Kills every process and removes the folder."""
        processes = [self._scheduler, *self._workers]
        for process in processes:
            process.kill()
        for process in processes:
            try:
                process.process.wait(1.0)
            except subprocess.TimeoutExpired:
                # The kernel is still busy with it; it is dead all the same.
                pass
        shutil.rmtree(self.folder, ignore_errors=True)
