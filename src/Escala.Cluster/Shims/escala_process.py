"""A cluster of our own on this machine: its processes die with us, however we end."""

import asyncio
import ctypes
import os
import shutil
import signal
import subprocess
import time

PR_SET_PDEATHSIG = 1
SHORT_LIFE_SECONDS = 5.0
SHORT_LIVES = 3
WATCH_SECONDS = 0.1


class ClusterProcess:
    """A process of the cluster, in a group of its own, with its log."""

    def __init__(self, name, command, environment, folder):
        self.name = name
        self.log = os.path.join(folder, f"{name}.log")
        self.short_lives = 0
        self._command = command
        self._environment = environment
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
                self._command, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                preexec_fn=die_with_parent)

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


class OwnCluster:
    """A head, such as a scheduler or a master, and workers; in a folder that goes with them."""

    def __init__(self, size, folder):
        self.size = size
        self.folder = folder
        self.head = None
        self.workers = []

    def check(self):
        """Raises if one of the processes has ended."""
        for process in (self.head, *self.workers):
            process.check()

    async def keep_workers(self):
        """Puts a new worker in the place of one that ended."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            for worker in self.workers:
                worker.restart_if_ended()

    def kill(self):
        """Kills every process, waits a moment for their ends, and removes the folder."""
        processes = [self.head, *self.workers]
        for process in processes:
            process.kill()
        for process in processes:
            try:
                process.process.wait(1.0)
            except subprocess.TimeoutExpired:
                # The kernel is still busy with it; it is dead all the same.
                pass
        shutil.rmtree(self.folder, ignore_errors=True)
