"""The shim of the Spark engine: one barrier stage keeps an agent in each executor, and everything else goes over the agents' connections.

A session is one SparkContext and one barrier stage of as many tasks as there are ranks, which runs for as long as the session does. Each task
is an agent (escala_agent.py) with one connection to the shim. A job starts no Spark job: its ranks are started by the agents. When an executor
is lost, Spark ends the whole stage; the next job places it anew.
"""

import asyncio
import glob
import hmac
import json
import os
import platform
import re
import secrets
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True

import escala_agent
import escala_node
import escala_shim
from escala_remote import Failure, RemoteModule
from escala_session import ClusterSession
from escala_spark_rows import Query
from escala_spark_stage import Stage, agent_task
from escala_standalone import EXECUTOR_MEMORY, HOST, JAVA_OPTIONS, StandaloneCluster

sys.dont_write_bytecode = False

CALL_SECONDS = 5.0
MEET_SECONDS = 10.0
RESTART_SECONDS = 15.0
SETTLED_SECONDS = 2.0
WATCH_SECONDS = 0.2
POLL_SECONDS = 0.02
CLOSE_SECONDS = 2.0
FOLLOW_SECONDS = 0.3


class SparkSession(ClusterSession):
    """An application of Spark. Spark's own calls wait, and so have threads of their own."""

    not_for_ranks = ()
    lost_text = "Spark's driver process has ended."

    def __init__(self, emit):
        super().__init__(emit)
        self._key = secrets.token_bytes(32)
        self._agents = {}
        self._handlers = {}
        self._placing = asyncio.Lock()
        self._changed = asyncio.Event()
        self._cluster = self._gateway = self._context = self._server = self._stage = None
        self._size = 0
        self._query = self._partitions = self._rows = None

    @property
    def is_connected(self):
        return self._context is not None

    async def connect(self, request):
        """
        Starts an application, and a cluster of our own if no master is given, and describes the executors. Those of a session that is to
        hold rows get their agents with the rows.
        """
        if self._gateway is not None:
            raise Failure("connect", "This session is connected already.")
        loop = asyncio.get_running_loop()
        end = loop.time() + request.get("deadline", 60.0)
        try:
            await asyncio.wait_for(self._open(request["spark"], request.get("address"), request.get("cluster"), end), end - loop.time())
            workers = [] if request.get("holdsRows") else await self._all_workers(end, request.get("deadline", 60.0))
        except BaseException as error:
            has_ended = isinstance(error, Exception) and await self._driver_ends()
            await self.close()
            if has_ended:
                raise Failure("connect", self.lost_text) from error
            if isinstance(error, (OSError, asyncio.TimeoutError)):
                await loop.run_in_executor(None, _require_java)
                raise Failure("connect", str(error) or "Spark did not start in time.") from error
            raise
        return {"python": platform.python_version(), "version": self._context.version, "scheduler": self._context.master, "workers": workers}

    async def describe(self, source, deadline):
        """The columns of a query, whose rows are then loaded."""
        self.require()
        self._query = await self.within(deadline, asyncio.get_running_loop().run_in_executor(None, Query, source))
        return self._query.columns

    async def load(self, columns, row_id, workers, deadline):
        """Gives the rows of the query to the agents, one partition to each, and says what each holds."""
        loop = asyncio.get_running_loop()
        end = loop.time() + deadline
        self._partitions = await self.within(deadline, loop.run_in_executor(None, self._query.partition, columns, row_id, self._size))
        self._rows = {"module": self.rows.name, "ranks": self.ranks.name, "name": f"rows-{secrets.token_hex(6)}", "columns": len(columns),
                      "rowId": None if row_id is None else self._query.columns[row_id]["name"]}
        await self._all_workers(end, deadline)
        return [{"worker": agent.address, **agent.hello["rows"]} for agent in self._in_order()]

    async def workers(self, wanted=None, deadline=RESTART_SECONDS):
        """The executors with an agent, as soon as they are as many as wanted, by default all, else as they are at the deadline."""
        self.require()
        loop = asyncio.get_running_loop()
        end = loop.time() + deadline
        wanted = min(self._size, wanted or self._size)
        placed = None
        while len(self._agents) < wanted and loop.time() < end:
            if self._stage is None or self._stage.is_over:
                self._raise_if_hopeless(placed)
                placed = self._place(end)
            self._changed.clear()
            try:
                await self.within(min(WATCH_SECONDS, end - loop.time()), self._changed.wait())
            except asyncio.TimeoutError:
                # Nothing has changed; the stage may have ended all the same.
                pass
            self._raise_if_refused()
        return [agent.describe(self._threads) for agent in self._in_order()]

    async def folders(self):
        """The executors that are there: for each address the folder for files of ours."""
        return {address: agent.hello["folder"] for address, agent in self._agents.items()}

    async def measure(self, reset):
        """The cost of every process of the engine that answers in time."""
        self.require()
        calls = []
        for address, agent in self._agents.items():
            calls += [self._measure(name, address, reset, agent.hello[key]) for name, key in (
                ("executor", "executor"), ("python-daemon", "daemon"), ("python-worker", "processId")) if agent.hello[key] is not None]
        found = [process for process in await asyncio.gather(*calls) if process is not None]
        own = [("driver", self._gateway.proc.pid), ("shim", os.getpid())] + (self._cluster.processes if self._cluster is not None else [])
        for name, process in own:
            try:
                found.append({"name": name, **escala_node.usage(reset, process)})
            except (OSError, KeyError):
                # It has just ended.
                pass
        return found

    async def call(self, worker, module, function, *arguments, deadline=CALL_SECONDS, aside=False):
        """Calls a function of one of our modules in an executor. No call waits for another."""
        self.require()
        agent = self._agents.get(worker)
        if agent is None:
            raise Failure("worker", f"The executor {worker} is not there.")
        error, result = await self.within(deadline, agent.call(module.name, function, arguments))
        if error is not None:
            raise Failure("file" if aside else "worker", f"{function} on {worker}: {error}")
        return result

    async def call_directly(self, worker, module, function, *arguments, deadline=CALL_SECONDS):
        """The agents' connections do not need Spark's driver."""
        await asyncio.wait_for(self._agents[worker].call(module.name, function, arguments), deadline)

    async def acquire_placing(self, deadline):
        """The executors are this session's alone, which runs one job at a time."""
        try:
            await asyncio.wait_for(self._placing.acquire(), deadline)
            return True
        except asyncio.TimeoutError:
            return False

    async def release_placing(self):
        """Lets the next job be placed."""
        self._placing.release()

    def listen(self, topic, handler):
        """Hands on what the ranks of a job tell."""
        self._handlers[topic] = handler

    async def forget(self, topic):
        """Nobody listens any more."""
        self._handlers.pop(topic, None)

    def start_rank(self, worker, topic, spec, on_failed):
        """Has an agent start a rank, which tells the topic how it goes."""
        agent = self._agents.get(worker)
        if agent is None:
            on_failed("The executor is not there.")
        else:
            agent.send({"run": spec, "module": self.ranks.name, "topic": topic})
        return worker

    def cancel(self, tasks):
        """A lost rank has no task of its own that would wait."""

    async def close(self):
        """Ends the agents, the application, and the cluster if it is our own; each step in its time."""
        self._end_tasks()
        if self._server is not None:
            self._server.close()
        for agent in list(self._agents.values()):
            agent.close()
        loop = asyncio.get_running_loop()
        if self._context is not None and not self.lost.is_set():
            if self._stage is not None:
                await asyncio.wait({self._stage.over}, timeout=CLOSE_SECONDS)
            await asyncio.wait({loop.run_in_executor(None, self._context.stop)}, timeout=CLOSE_SECONDS)
        if self._gateway is not None and self._gateway.proc.poll() is None:
            self._gateway.proc.kill()
        if self._cluster is not None:
            self._cluster.kill()
        self._gateway = self._context = self._cluster = None

    async def _open(self, spark, master, cluster, end):
        loop = asyncio.get_running_loop()
        _find_pyspark(spark["home"])
        self._threads = spark["threads"]
        self._folder = None
        if master is None:
            self._cluster = StandaloneCluster(spark["home"], cluster["workers"], cluster["threads"], cluster["folder"])
            self._folder = self._cluster.folder
            master = self._cluster.address
        settings = _settings(spark, master, is_own=self._cluster is not None)
        starting = loop.run_in_executor(None, _start_gateway, settings)
        if self._cluster is not None:
            await self._cluster.start_workers(end - loop.time())
        self._gateway = await starting
        self._context = await loop.run_in_executor(None, _start_context, settings, self._gateway)
        self.background(self._watch_driver())
        if self._cluster is not None:
            self.background(self._cluster.keep_workers())
        host = self._context.getConf().get("spark.driver.host")
        # Behind a translated address, executors connect to another one than this machine can listen at.
        listening = self._context.getConf().get("spark.driver.bindAddress", host)
        self._server = await asyncio.start_server(self._on_connection, listening, spark["controlPort"] or 0, limit=1 << 22)
        self._address = host, self._server.sockets[0].getsockname()[1]
        self._size = spark["workers"] or await self._settled_executors(end)

    def _in_order(self):
        return sorted(self._agents.values(), key=lambda agent: agent.hello["partition"])

    async def _all_workers(self, end, deadline):
        loop = asyncio.get_running_loop()
        workers = await self.workers(self._size, end - loop.time())
        if len(workers) < self._size:
            came = await loop.run_in_executor(None, self._executors)
            what = f"Only {came} of {self._size} executors have come" if came < self._size else "The executors did not write the rows"
            raise Failure("connect", f"{what} within {deadline:g} s. "
                          "See whether the cluster has as many free cores and as much memory, or ask for fewer workers.")
        return workers

    async def _settled_executors(self, end):
        """As many executors as the cluster gives: their number, once it has not changed for a while."""
        loop = asyncio.get_running_loop()
        number, since = 0, loop.time()
        while number == 0 or loop.time() - since < SETTLED_SECONDS:
            if loop.time() > end:
                raise asyncio.TimeoutError("no executor has come in time. See whether the cluster has free cores and memory")
            await asyncio.sleep(WATCH_SECONDS)
            now = await loop.run_in_executor(None, self._executors)
            if now != number:
                number, since = now, loop.time()
        return number

    def _executors(self):
        """The executors that the application has; Spark's list has the driver too."""
        return len(self._context._jsc.sc().statusTracker().getExecutorInfos()) - 1

    def _place(self, end):
        modules = {module.name: module.source for module in (self.ranks, self.node, self.rows)}
        settings = {"host": self._address[0], "port": self._address[1], "key": self._key, "folder": self._folder, "modules": modules,
                    "rows": self._rows}
        partitions = self._partitions or self._context.parallelize(range(self._size), self._size)
        self._stage = Stage(partitions, self._size, agent_task(RemoteModule("escala_agent").source, settings), self._executors, end)
        self.background(self._follow(self._stage))
        return self._stage

    async def _follow(self, stage):
        await stage.over
        # What Spark has not ended yet ends itself when its connection does.
        for agent in list(self._agents.values()):
            if agent.stage is stage:
                agent.close()
        self._changed.set()

    @staticmethod
    def _raise_if_hopeless(placed):
        """A stage that never had an agent will not have one at once either. What an earlier request placed says nothing of now."""
        if placed is not None and not placed.has_begun and placed.error is not None:
            raise Failure("worker", f"Spark could not start the agents: {placed.error}")

    def _raise_if_refused(self):
        """An agent whose rows cannot be used is there only to say so."""
        for agent in self._agents.values():
            if agent.hello["rows"] is not None and agent.hello["rows"]["fault"] is not None:
                raise Failure("data", agent.hello["rows"]["fault"])

    async def _on_connection(self, reader, writer):
        agent = AgentConnection(reader, writer, self._stage)
        try:
            await asyncio.wait_for(agent.prove_each_other(self._key), MEET_SECONDS)
        except (OSError, ValueError, EOFError, asyncio.TimeoutError):
            writer.close()
            return
        address = f"{agent.hello['host']}/executor-{agent.hello['executor']}"
        agent.address = address
        earlier = self._agents.pop(address, None)
        if earlier is not None:
            # Spark has started the task again before the end of the one before was noticed.
            earlier.close()
            self.on_worker_removed(address)
        self._agents[address] = agent
        if agent.stage is not None:
            agent.stage.has_begun = True
        self._changed.set()
        try:
            await agent.serve(self._on_message)
        finally:
            writer.close()
            if self._agents.get(address) is agent:
                del self._agents[address]
                if not await self._driver_ends_as_well():
                    self.on_worker_removed(address)
            self._changed.set()

    def _on_message(self, topic, message):
        handler = self._handlers.get(topic)
        if handler is not None:
            handler(message)

    async def _measure(self, name, address, reset, process):
        try:
            return {"name": name, **await self.call(address, self.node, "usage", reset, process)}
        except (Failure, OSError, asyncio.TimeoutError):
            return None

    async def _watch_driver(self):
        while not self._note_end_of_driver():
            await asyncio.sleep(WATCH_SECONDS)

    async def _driver_ends_as_well(self):
        """Executors end with their driver, and may be noticed first: then it is the driver that was lost."""
        return await self._driver_ends() and self._note_end_of_driver()

    async def _driver_ends(self):
        """Whether the driver ends now: its connections break a moment before."""
        end = asyncio.get_running_loop().time() + FOLLOW_SECONDS
        while self._gateway is not None and not self._driver_has_ended() and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(POLL_SECONDS)
        return self._driver_has_ended()

    def _driver_has_ended(self):
        return self._gateway is not None and self._gateway.proc.poll() is not None

    def _note_end_of_driver(self):
        """Whether the driver has ended, which is told once."""
        if not self._driver_has_ended():
            return False
        self._note_loss()
        return True


class AgentConnection:
    """The shim's end of an agent's connection."""

    def __init__(self, reader, writer, stage):
        self.stage = stage
        self.hello = None
        self.address = None
        self._reader = reader
        self._writer = writer
        self._calls = {}
        self._last = 0

    async def prove_each_other(self, key):
        """Raises where the other end does not know the session's key."""
        own = secrets.token_bytes(escala_agent.CHALLENGE_BYTES)
        self._writer.write(own)
        challenge = await self._reader.readexactly(escala_agent.CHALLENGE_BYTES)
        proof = await self._reader.readexactly(escala_agent.PROOF_BYTES)
        if not hmac.compare_digest(proof, escala_agent.prove(key, b"agent", own, challenge)):
            raise ValueError("The connection is not from one of our agents.")
        self._writer.write(escala_agent.prove(key, b"shim", challenge, own))
        header, _ = await self._read()
        self.hello = header["hello"]

    async def serve(self, on_message):
        """Takes answers and what ranks tell, until the end."""
        try:
            while True:
                header, payload = await self._read()
                if "topic" in header:
                    on_message(header["topic"], header["message"])
                    continue
                future = self._calls.pop(header["answer"], None)
                if future is not None and not future.done():
                    future.set_result((None, payload) if header.get("isBytes") else (header["error"], header["result"]))
        except (OSError, EOFError):
            # asyncio.IncompleteReadError is an EOFError.
            for future in self._calls.values():
                if not future.done():
                    future.set_exception(ConnectionError(f"The executor {self.address} is gone."))

    async def call(self, module, function, arguments):
        """Asks, and waits for the pair of an error, or None, and the result."""
        self._last += 1
        number = self._last
        future = self._calls[number] = asyncio.get_running_loop().create_future()
        header = {"call": number, "module": module, "function": function, "arguments": list(arguments)}
        payload = b""
        for index, argument in enumerate(arguments):
            if isinstance(argument, bytes):
                header["arguments"][index], header["payload"], payload = None, index, argument
        try:
            self.send(header, payload)
            await self._writer.drain()
            return await future
        finally:
            self._calls.pop(number, None)

    def send(self, header, payload=b""):
        """Sends a frame, sooner or later."""
        self._writer.write(escala_agent.encode(header, payload))

    def close(self):
        """Ends the connection, and with it the agent."""
        self._writer.close()

    def describe(self, threads):
        """
        The executor as the driver's program knows workers; what ends it, Spark replaces. Its name is the number of its partition: the
        driver orders ranks by it, so that each is where its rows are.
        """
        return {"address": self.address, "name": str(self.hello["partition"]), "host": self.hello["host"], "threads": threads,
                "python": self.hello["python"], "processId": self.hello["processId"], "localDirectory": self.hello["folder"], "nanny": True}

    async def _read(self):
        text, payload = escala_agent.LENGTHS.unpack(await self._reader.readexactly(escala_agent.LENGTHS.size))
        return json.loads(await self._reader.readexactly(text)), await self._reader.readexactly(payload)


def _require_java():
    """For what did not start: Spark does not say why. Its own conf/spark-env.sh may name a Java, so nothing is refused before."""
    from pyspark.version import __version__ as spark
    home = os.environ.get("JAVA_HOME")
    java = shutil.which(os.path.join(home, "bin", "java") if home else "java")
    least = 17 if int(spark.split(".")[0]) >= 4 else 8
    if java is None:
        place = f"JAVA_HOME is {home}, which has no bin/java" if home else "there is no java in PATH"
        raise Failure("connect", f"Spark needs Java, but {place}. Install Java 17, or set JAVA_HOME to its folder.")
    found = _java_version(java)
    if found is not None and found < least:
        raise Failure("connect", f"Spark {spark} needs Java {least} or later, but {java} is Java {found}. Install Java 17, or set JAVA_HOME "
                      "to its folder.")


def _java_version(java):
    """8 of 1.8.0_392, 17 of 17.0.9; None where it does not say."""
    try:
        said = subprocess.run([java, "-version"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=CALL_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = re.search(rb'version "(?:1\.)?(\d+)', said.stdout)
    return None if version is None else int(version[1])


def _find_pyspark(home):
    """Makes Spark's own Python library importable, in this process and in the executors'."""
    archives = sorted(glob.glob(os.path.join(home, "python", "lib", "*.zip")))
    if not archives and not os.path.isdir(os.path.join(home, "python", "pyspark")):
        raise Failure("connect", f"SPARK_HOME must be a folder with Spark, but {home} has no python/lib/pyspark.zip.")
    os.environ["SPARK_HOME"] = home
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    sys.path[1:1] = [os.path.join(home, "python"), *archives] if not archives else archives


def _settings(spark, master, is_own):
    """Spark's configuration: ours where a rank depends on it, the user's elsewhere."""
    threads, workers = str(spark["threads"]), spark["workers"]
    usual = {"spark.app.name": "escala", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
             # Spark's SQL makes the folder where the driver is; else it would be where the user is.
             "spark.sql.warehouse.dir": "file://" + os.path.join(os.path.dirname(os.path.abspath(__file__)), "warehouse"),
             "spark.executor.memory": EXECUTOR_MEMORY, "spark.driver.memory": "512m",
             "spark.executor.extraJavaOptions": JAVA_OPTIONS, "spark.driver.extraJavaOptions": JAVA_OPTIONS}
    if is_own or master.startswith(("spark://127.", "spark://localhost", "local-cluster")):
        usual.update({"spark.driver.host": HOST, "spark.driver.bindAddress": HOST})
    if workers is not None:
        usual.update({"spark.cores.max": str(workers * spark["threads"]), "spark.executor.instances": str(workers)})
    owned = {"spark.master": master, "spark.executor.cores": threads, "spark.task.cpus": threads, "spark.task.maxFailures": "1",
             "spark.locality.wait": "0", "spark.scheduler.minRegisteredResourcesRatio": "1",
             "spark.scheduler.barrier.maxConcurrentTasksCheck.interval": "1s", "spark.dynamicAllocation.enabled": "false",
             "spark.speculation": "false", "spark.stage.maxConsecutiveAttempts": "1"}
    return {**usual, **spark["configuration"], **owned}


def _start_gateway(settings):
    """The JVM of the driver. Spark reads some settings when it starts."""
    from pyspark import SparkConf
    from pyspark.java_gateway import launch_gateway
    try:
        return launch_gateway(SparkConf(loadDefaults=False).setAll(settings.items()))
    except Exception as error:
        _require_java()
        raise Failure("connect", f"{SparkSession.lost_text} {error}") from error


def _start_context(settings, gateway):
    from pyspark import SparkConf, SparkContext
    SparkContext._ensure_initialized(gateway=gateway)
    context = SparkContext(conf=SparkConf(_jvm=gateway.jvm).setAll(settings.items()), gateway=gateway)
    context.setLogLevel("ERROR")
    return context


if __name__ == "__main__":
    escala_shim.main(SparkSession)
