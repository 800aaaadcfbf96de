"""
Makes results.json, from which the tests of reports start. Everything in it was measured by this script, which runs the
program on the sample data, except for what makes reports worth testing: one failed run, one busy moment, one peer that
is not installed, and what would tell machines apart (paths, the moment, load averages).

The peer has the flights of every fifteenth row, as many as the engines use, and ten starts drawn from them; its scores
are the engines', as the same code would judge it, with an inertia 2e-5 higher.

    python3 make_results.py ESCALA results.json

ESCALA is the program, built; Python needs scikit-learn.
"""

import datetime
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

import numpy
import sklearn
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_samples

COLUMNS = "select delay, distance, hour(date) + minute(date)/60.0 as time from data"
FIFTEENTH = (
    "select delay, distance, distance as miles, hour(date) + minute(date)/60.0 as time"
    " from (select *, row_number() over () as number from data) where number % 15 = 0"
)
FIT = ["fit", "kmeans", "flights", "--clusters", "5", "--standardize", "--sql", COLUMNS, "--sample-rows", "200000", "--seed", "0"]
STARTS = 10
REPEATS = 3


def quoted(words):
    return " ".join(f"'{word}'" if set(word) & set(" ()*") else word for word in words)


def timed(arguments, environment=None):
    start = time.perf_counter()
    answer = subprocess.run(arguments, capture_output=True, check=True, env=environment, text=True).stdout
    return json.loads(answer), time.perf_counter() - start


def run_of(kind, name, threads, repeat, command, wall, result):
    return {
        "kind": kind,
        "name": name,
        "threads": threads,
        "repeat": repeat,
        "command": command,
        "backgroundLoad": 0.31,
        "exitCode": 0,
        "wallSeconds": wall,
        "result": result,
    }


def engine_run(escala, name, threads, repeat):
    arguments = FIT + ["--restarts", str(STARTS), "--engine", name, "--metrics", "all", "--json"]
    result, wall = timed([escala, *arguments])
    return run_of("engine", name, threads, repeat, quoted(["escala", *arguments]), wall, result)


def initialization_run(escala, name):
    arguments = FIT + ["--init", name, "--restarts", "1", "--engine", "serial", "--metrics", "default", "--json"]
    result, wall = timed([escala, *arguments])
    return run_of("initialization", name, 1, 1, quoted(["escala", *arguments]), wall, result)


def peer_run(threads, repeat, rows, pattern):
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads)}
    answer, wall = timed([sys.executable, __file__, "--peer", rows, str(threads)], environment)
    metrics = {**pattern["metrics"], "inertia": pattern["metrics"]["inertia"] * 1.00002}
    phases = answer["phases"]
    result = {
        **pattern,
        "engine": "sklearn",
        "threads": threads,
        "kernels": "openblas",
        "phases": phases,
        "metrics": metrics,
        "iterations": answer["iterations"],
        "stopReason": "tolerance",
        "history": [],
        "restartInertias": [],
        "digest": {"centroids": "c0" * 32, "labels": "1a" * 32},
        "perRank": [
            {
                "rank": 0,
                "threads": threads,
                "readRows": 200000,
                "droppedRows": 0,
                "machineMemoryBytes": pattern["machineMemoryBytes"],
                "phases": phases,
                "samples": answer["samples"],
            }
        ],
    }
    run = run_of("peer", "sklearn", threads, repeat, f"OMP_NUM_THREADS={threads} python3 bench/peers/sklearn.py out/peer.json", wall, result)
    versions = {"python": sys.version.split()[0], "scikit-learn": sklearn.__version__, "numpy": numpy.__version__}
    return {**run, "peer": {"versions": versions, "differences": ["peer.rows-from-npy", "peer.given-starts", "peer.no-evaluate-phase"]}}


def be_peer(rows, threads):
    """What a process of the peer measures of itself."""
    begin = time.perf_counter()
    phases, samples = [], []

    def used():
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return usage.ru_utime + usage.ru_stime

    def resident():
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * resource.getpagesize()

    def sample():
        samples.append({"seconds": time.perf_counter() - begin, "cpuSeconds": used() - first_cpu, "residentBytes": resident()})

    def phase(name, work):
        start, cpu, memory = time.perf_counter(), used(), resident()
        sample()
        result = work()
        sample()
        wall, cpu = time.perf_counter() - start, used() - cpu
        phases.append(
            {
                "name": name,
                "wallSeconds": wall,
                "cpuSeconds": cpu,
                "cpuPercent": 100 * cpu / (wall * threads),
                "startResidentBytes": memory,
                "endResidentBytes": resident(),
                "peakResidentBytes": max(memory, resident()),
                "readBytes": os.path.getsize(rows) if name == "load" else 0,
                "collectiveSeconds": 0,
                "collectiveBytes": 0,
            }
        )
        return result

    def fits():
        return [KMeans(5, init=start, n_init=1, max_iter=300, tol=1e-4).fit(prepared) for start in starts]

    first_cpu = used()
    values = phase("load", lambda: numpy.load(rows))
    prepared = phase("prepare", lambda: (values - values.mean(axis=0)) / values.std(axis=0))
    random = numpy.random.default_rng(0)
    starts = phase("init", lambda: [prepared[random.choice(len(prepared), 5, replace=False)] for _ in range(STARTS)])
    models = phase("fit", fits)
    best = min(models, key=lambda model: model.inertia_)
    print(json.dumps({"phases": phases, "samples": samples, "iterations": int(best.n_iter_)}))


def view_of(table):
    """Sixty rows with their clusters. The columns of the table are row, label, distance, delay, miles, time."""
    values, labels = table[:, 3:].astype(numpy.float32), table[:, 1].astype(int)
    mean, deviation = values.mean(axis=0, dtype=float), values.std(axis=0, dtype=float)
    drawn = numpy.sort(numpy.random.default_rng(0).choice(len(table), 60, replace=False))
    prepared = ((values - mean) / deviation).astype(numpy.float32)
    centroids = numpy.array([values[labels == label].mean(axis=0, dtype=float) for label in range(5)])
    return {
        "run": "serial",
        "rowNumbers": [int(table[row, 0]) * 15 + 14 for row in drawn],
        "values": values[drawn].round(4).ravel().tolist(),
        "preparedValues": prepared[drawn].round(5).astype(float).round(5).ravel().tolist(),
        "labels": labels[drawn].tolist(),
        "silhouettes": silhouette_samples(prepared[drawn], labels[drawn]).astype(float).round(6).tolist(),
        "centroids": centroids.round(6).ravel().tolist(),
        "preparedCentroids": ((centroids - mean) / deviation).round(5).ravel().tolist(),
    }


def without_traces(part):
    """No paths of a machine, and figures no longer than is needed."""
    if isinstance(part, dict):
        return {
            key: "data/flights-3m.parquet" if key == "path" else without_traces(value) for key, value in part.items()
        }
    if isinstance(part, list):
        return [without_traces(value) for value in part]
    return float(f"{part:.9g}") if isinstance(part, float) else part


def main(escala, path):
    with tempfile.TemporaryDirectory() as folder:
        model, csv, npy = (os.path.join(folder, name) for name in ("model.zip", "rows.csv", "rows.npy"))
        subprocess.run([escala, "compare", "kmeans", "--out", folder, "--quiet"], check=True)
        with open(os.path.join(folder, "results.json")) as file:
            report = json.load(file)
        subprocess.run([escala, *FIT, "--restarts", str(STARTS), "--model", model, "--quiet"], check=True)
        keep = ["--keep", "delay,miles,time", "--quiet"]
        subprocess.run([escala, "predict", model, "flights", "--sql", FIFTEENTH, "--out", csv, *keep], check=True)
        table = numpy.loadtxt(csv, delimiter=",", skiprows=1)
        numpy.save(npy, table[:, 3:].astype(numpy.float32))

        pattern = report["workloads"][0]["runs"][0]["result"]
        runs = []
        for repeat in range(1, REPEATS + 1):
            cells = [
                lambda: engine_run(escala, "serial", 1, repeat),
                lambda: engine_run(escala, "local", 2, repeat),
                lambda: peer_run(1, repeat, npy, pattern),
                lambda: peer_run(2, repeat, npy, pattern),
            ]
            runs += [cell() for cell in (reversed(cells) if repeat % 2 == 0 else cells)]
        runs += [initialization_run(escala, name) for name in ("kmeans-parallel", "kmeans++", "random")]
        report["workloads"][0]["clusters"] = view_of(table)

    for run in runs:
        if (run["name"], run["repeat"]) == ("local", 3):
            run.pop("result")
            run["exitCode"] = 137
            run["error"] = "The process ended with exit code 137 and said nothing (signal 9)."
        if (run["name"], run["threads"], run["repeat"]) == ("sklearn", 2, 3):
            run["backgroundLoad"] = 1.62
    missing = {"reason": "The Python package dask-ml is not installed.", "remedy": "pip install dask-ml"}
    runs.append({"kind": "peer", "name": "dask-ml", "threads": 2, "repeat": 1, "notRun": missing})
    report |= {
        "created": datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1))).isoformat(),
        "commandLine": "escala compare kmeans --repeat 3 --out out",
        "repeat": REPEATS,
    }
    report["workloads"][0]["runs"] = runs
    report["machine"]["loadAverage"] = [0.31, 0.28, 0.25]
    report = without_traces(report)
    with open(path, "w") as file:
        json.dump(report, file, indent=1, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    if sys.argv[1] == "--peer":
        be_peer(sys.argv[2], int(sys.argv[3]))
    else:
        main(sys.argv[1], sys.argv[2])
