"""A standalone Spark cluster of our own on this machine: a master and workers as real processes that die with us, however we end."""

import asyncio
import os
import socket
import tempfile

from escala_process import ClusterProcess, OwnCluster

HOST = "127.0.0.1"
POLL_SECONDS = 0.05
MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"

# An executor runs no Java of ours: Spark's own needs are small.
EXECUTOR_MEMORY = "512m"

# Such processes have little to do: what they would compile thoroughly costs more than it saves.
JAVA_OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"


class StandaloneCluster(OwnCluster):
    """The processes of the cluster: one executor fits on each worker."""

    def __init__(self, home, workers, threads, folder, memory=EXECUTOR_MEMORY):
        os.makedirs(folder, exist_ok=True)
        super().__init__(workers, tempfile.mkdtemp(prefix="spark-", dir=folder))
        self._home = home
        self._threads = threads
        self._memory = memory
        self._port = _free_port()
        self.address = f"spark://{HOST}:{self._port}"
        self.head = self._start("master", MASTER, ["--host", HOST, "--port", str(self._port), "--webui-port", "0"])

    @property
    def processes(self):
        """Name and number of each process."""
        return [(process.name.split("-")[0], process.process.pid) for process in (self.head, *self.workers)]

    async def start_workers(self, deadline):
        """Starts the workers as soon as the master listens: workers and drivers that come before try again after many seconds only."""
        loop = asyncio.get_running_loop()
        end = loop.time() + deadline
        while True:
            self.check()
            try:
                _, writer = await asyncio.open_connection(HOST, self._port)
                writer.close()
                break
            except OSError:
                if loop.time() > end:
                    raise asyncio.TimeoutError(
                        f"the master of the local cluster did not start within {deadline:.1f} s. {self.head.tail()}") from None
            await asyncio.sleep(POLL_SECONDS)
        self.workers = [self._start(f"worker-{index}", WORKER, [
            "--host", HOST, "--webui-port", "0", "--cores", str(self._threads), "--memory", self._memory,
            "--work-dir", os.path.join(self.folder, f"work-{index}"), self.address]) for index in range(self.size)]

    def _start(self, name, java, arguments):
        environment = {**os.environ, "SPARK_HOME": self._home, "SPARK_LOCAL_IP": HOST, "SPARK_DAEMON_MEMORY": "256m",
                       "SPARK_DAEMON_JAVA_OPTS": f"{JAVA_OPTIONS} -Dspark.master.rest.enabled=false",
                       "SPARK_LOCAL_DIRS": self.folder, "SPARK_NO_DAEMONIZE": "1"}
        return ClusterProcess(name, [os.path.join(self._home, "bin", "spark-class"), java, *arguments], environment, self.folder)


def _free_port():
    with socket.create_server((HOST, 0)) as listener:
        return listener.getsockname()[1]
