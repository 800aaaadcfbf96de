"""
MLlib's side of the benchmark of K-means on Spark: an application with executors of one core on the two workers of a cluster that is there.
The arguments are the master, the memory of an executor, and the rows (Parquet). Commands and answers on stdin and stdout are those of
benchmark_sklearn.py; only "fit" is known, from random rows. With a command as a fourth argument it is carried out once, from reading to
the centroids.

The rows that are fitted again and again are in memory before the clock runs. A filter that lets everything pass stands between them and MLlib,
so that MLlib does not see that they are kept: it then keeps them as objects while it fits, which is quicker than to decode them at every
iteration.
"""

import json
import sys
import time

import numpy
from pyspark.ml.clustering import KMeans
from pyspark.ml.feature import VectorAssembler
from pyspark.sql import SparkSession

EXECUTORS = 2


def start(master, memory):
    settings = {
        "spark.executor.cores": 1,
        "spark.cores.max": EXECUTORS,
        "spark.executor.memory": memory,
        "spark.driver.memory": "1g",
        "spark.scheduler.minRegisteredResourcesRatio": 1,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master(master).appName("benchmark")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def load(session, path):
    rows = session.read.parquet(path)
    return VectorAssembler(inputCols=rows.columns, outputCol="features").transform(rows).select("features")


def fit(rows, command):
    estimator = KMeans(k=command["clusters"], initMode="random", maxIter=command["iterations"], tol=0.0, seed=command["seed"])
    start = time.perf_counter()
    model = estimator.fit(rows)
    return model, {"seconds": time.perf_counter() - start, "iterations": model.summary.numIter}


def main():
    master, memory, path, *once = sys.argv[1:]
    with start(master, memory) as session:
        if once:
            _, answer = fit(load(session, path), json.loads(once[0]))
            print(json.dumps(answer), flush=True)
            return
        rows = load(session, path).cache()
        rows.count()
        java = session.sparkContext._jvm.java.lang.System.getProperty("java.version")
        print(json.dumps({"ready": True, "versions": {"spark": session.version, "java": java}}), flush=True)
        for line in sys.stdin:
            command = json.loads(line)
            model, answer = fit(rows.where("features is not null"), command)
            numpy.save(command["out"], numpy.array(model.clusterCenters()))
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
