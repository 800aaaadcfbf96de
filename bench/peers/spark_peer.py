"""
What the peers on Spark share: a standalone cluster of this process's own, with one executor of one core per thread, as the engine's own
clusters have them. Where Spark is, SPARK_HOME and PYTHONPATH say.

    with spark_cluster(peer) as session: ...
"""

import asyncio
import contextlib
import os
import sys
import tempfile
import threading
import time

from escala_standalone import HOST, JAVA_OPTIONS, StandaloneCluster

START_SECONDS = 180.0
STOP_SECONDS = 10.0
WATCH_SECONDS = 0.5
POLL_SECONDS = 0.05

# Spark's own default.
EXECUTOR_MEMORY = "1g"

# Of Spark's errors, what comes before the stacks of Java.
ERROR_LINES = 12


@contextlib.contextmanager
def spark_cluster(peer):
    """The session of an application that has the whole cluster; both end with the block."""
    # Workers inherit the environment; each has one thread.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = "1"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = HOST
    from py4j.protocol import Py4JJavaError

    # Only the answer may be on stdout, and Spark's driver inherits it.
    stdout = os.dup(1)
    os.dup2(2, 1)
    cluster = StandaloneCluster(os.environ["SPARK_HOME"], peer.threads, 1, tempfile.gettempdir(), EXECUTOR_MEMORY)
    os.environ["SPARK_LOCAL_DIRS"] = cluster.folder
    peer.at_end.append(cluster.kill)
    try:
        with _deadline(peer, START_SECONDS, "The start of the Spark cluster"):
            asyncio.run(cluster.start_workers(START_SECONDS))
            threading.Thread(target=_watch, args=(peer, cluster), daemon=True).start()
            session = _start(cluster, peer.threads)
        yield session
        _stop(session)
    except Py4JJavaError as error:
        lines = [line for line in error.java_exception.toString().splitlines() if line.strip() and not line.lstrip().startswith("at ")]
        sys.exit("\n".join(lines[:ERROR_LINES]))
    finally:
        peer.at_end.remove(cluster.kill)
        cluster.kill()
        os.dup2(stdout, 1)
        os.close(stdout)


def _start(cluster, size):
    """Starts the application and waits for its executors."""
    from pyspark.sql import SparkSession

    settings = {
        "spark.master": cluster.address,
        "spark.app.name": "escala-peer",
        "spark.driver.host": HOST,
        "spark.driver.bindAddress": HOST,
        "spark.cores.max": size,
        "spark.executor.cores": 1,
        "spark.executor.memory": EXECUTOR_MEMORY,
        # The driver only plans; executors are Spark's as it is.
        "spark.driver.extraJavaOptions": JAVA_OPTIONS,
        "spark.default.parallelism": size,
        "spark.sql.shuffle.partitions": size,
        # One attempt: a second one would be another measurement.
        "spark.task.maxFailures": 1,
        "spark.stage.maxConsecutiveAttempts": 1,
        "spark.dynamicAllocation.enabled": "false",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    session = SparkSession.builder.config(map=settings).getOrCreate()
    # What goes wrong is said by the exception.
    session.sparkContext.setLogLevel("OFF")
    tracker = session.sparkContext._jsc.sc().statusTracker()
    # The driver is among them.
    while len(tracker.getExecutorInfos()) - 1 < size:
        time.sleep(POLL_SECONDS)
    return session


def _stop(session):
    """Ends the application. Whatever does not end in time is killed with the cluster."""
    from pyspark import SparkContext

    driver = SparkContext._gateway.proc
    stopping = threading.Thread(target=session.stop, daemon=True)
    stopping.start()
    stopping.join(STOP_SECONDS)
    driver.kill()
    driver.wait(STOP_SECONDS)


@contextlib.contextmanager
def _deadline(peer, seconds, what):
    """Ends the process where something takes longer."""
    timer = threading.Timer(seconds, peer.end, (1, f"{what} took longer than {seconds:.0f} s."))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _watch(peer, cluster):
    """Ends the process when a part of the cluster is gone, for which Spark would wait without end."""
    while cluster.kill in peer.at_end:
        try:
            cluster.check()
        except ChildProcessError as error:
            if cluster.kill in peer.at_end:
                peer.end(1, str(error))
        time.sleep(WATCH_SECONDS)
