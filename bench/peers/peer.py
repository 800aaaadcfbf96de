"""
What every peer shares: it reads the request, measures itself by phases as Escala's ranks do, and answers.

    peer = Peer()                       # before numpy is imported: it pins the process where one thread was asked for
    with peer.phase("load"): ...
    peer.answer(iterations=..., ...)

The only argument is the path of the request, a JSON object; the answer is one JSON object on stdout. Once a second a line on
stderr says that the process lives. The end of stdin ends it, so that it never outlives whoever started it;
functions in `peer.at_end` are called then.
"""

import contextlib
import json
import os
import sys
import threading
import time

SAMPLE_SECONDS = 0.1
HEARTBEAT_SECONDS = 1.0


class Peer:
    """The request, and what this process uses while it carries it out; with `has_children` what its children use too."""

    def __init__(self, has_children=False):
        self.at_end = []
        self._usage = _UsageOfTree() if has_children else _usage_of_process
        self._has_children = has_children
        self._start_up = _seconds_since_start_of_process()
        self._began = time.perf_counter()
        self._began_cpu = self._usage()["cpu"]
        with open(sys.argv[1], encoding="utf-8") as file:
            self.request = json.load(file)
        self.threads = self.request["threads"]
        if self.threads == 1:
            _pin_to_one_processor()
        self._phases = {}
        self._running = None
        self._phase_began = self._began
        self._samples = []
        self._gate = threading.RLock()
        self._sample()
        for work in (self._keep_sampling, self._keep_beating, self._watch_stdin):
            threading.Thread(target=work, daemon=True).start()

    def _begin(self):
        """What came before, such as imports, is start-up: time over time counts from here."""
        self._start_up = _seconds_since_start_of_process()
        self._began = time.perf_counter()
        self._began_cpu = self._usage()["cpu"]
        self._samples.clear()
        self._sample()

    @contextlib.contextmanager
    def phase(self, name):
        """Measures what is done within it. A phase that comes again adds to its figures."""
        with self._gate:
            if not self._phases:
                self._begin()
            # The kernel's marks of several processes were not at the same moment: then the samples alone count.
            is_peak_fresh = not self._has_children and _reset_peak()
            kernel_peak = _field("status", "VmHWM:") * 1024
            begin = self._mark()
            usage = self._phases.setdefault(name, _new_phase(name, begin["resident"]))
            self._running = usage
            self._phase_began = begin["wall"]
        self._beat()
        try:
            yield
        finally:
            with self._gate:
                end = self._mark()
                peak = _field("status", "VmHWM:") * 1024
                _add(usage, begin, end, self.threads)
                if not self._has_children and (is_peak_fresh or peak > kernel_peak):
                    _see(usage, peak)
                self._running = None

    def answer(self, **result):
        """Writes the answer: what was measured, and the given results."""
        self._sample()
        answer = {
            "startUpSeconds": self._start_up,
            "phases": list(self._phases.values()),
            "samples": self._samples,
            **result,
        }
        json.dump(answer, sys.stdout)
        sys.stdout.flush()

    def end(self, code, reason=""):
        """Ends the process at once, from any thread, after what `at_end` holds; a reason goes to stderr."""
        sys.stderr.write(f"{reason}\n" if reason else "")
        sys.stderr.flush()
        for work in self.at_end:
            work()
        os._exit(code)

    def _watch_stdin(self):
        while os.read(0, 1):
            pass
        self.end(130)

    def _mark(self):
        return {"wall": time.perf_counter(), **self._usage()}

    def _sample(self):
        with self._gate:
            usage = self._usage()
            self._samples.append(
                {
                    "seconds": time.perf_counter() - self._began,
                    "cpuSeconds": usage["cpu"] - self._began_cpu,
                    "residentBytes": usage["resident"],
                }
            )
            if self._running is not None:
                _see(self._running, usage["resident"])

    def _keep_sampling(self):
        while True:
            time.sleep(SAMPLE_SECONDS)
            self._sample()

    def _keep_beating(self):
        while True:
            time.sleep(HEARTBEAT_SECONDS)
            self._beat()

    def _beat(self):
        running = self._running
        if running is not None:
            elapsed = int(time.perf_counter() - self._phase_began)
            report = {"rank": 0, "phase": running["name"], "elapsed": _time_span(elapsed)}
            sys.stderr.write(f"progress {json.dumps(report)}\n")
            sys.stderr.flush()


def pieces(rows, workers):
    """Row ranges of nearly equal size, one for each worker."""
    ends = [rows * (worker + 1) // workers for worker in range(workers)]
    return [(begin, end) for begin, end in zip([0, *ends], ends) if begin < end]


def _time_span(seconds):
    """As .NET writes times: days.hours:minutes:seconds."""
    days, seconds = divmod(seconds, 24 * 60 * 60)
    hours, seconds = divmod(seconds, 60 * 60)
    return f"{days}.{hours:02}:{seconds // 60:02}:{seconds % 60:02}"


def _new_phase(name, resident):
    return {
        "name": name,
        "wallSeconds": 0.0,
        "cpuSeconds": 0.0,
        "cpuPercent": 0.0,
        "startResidentBytes": resident,
        "endResidentBytes": resident,
        "peakResidentBytes": resident,
        "readBytes": 0,
        "collectiveSeconds": 0.0,
        "collectiveBytes": 0,
    }


def _add(usage, begin, end, threads):
    usage["wallSeconds"] += end["wall"] - begin["wall"]
    usage["cpuSeconds"] += end["cpu"] - begin["cpu"]
    usage["cpuPercent"] = 100 * usage["cpuSeconds"] / (usage["wallSeconds"] * threads)
    usage["readBytes"] += end["read"] - begin["read"]
    usage["endResidentBytes"] = end["resident"]
    _see(usage, begin["resident"])
    _see(usage, end["resident"])


def _see(usage, resident):
    usage["peakResidentBytes"] = max(usage["peakResidentBytes"], resident)


def _usage_of_process():
    return {"cpu": time.process_time(), "resident": _resident_bytes(), "read": _field("io", "rchar:")}


class _UsageOfTree:
    """The same of this process and all that it started, directly or not. What a process used still counts when it has ended."""

    def __init__(self):
        self._used = {}

    def __call__(self):
        usage = _usage_of_process()
        for child, began, seconds in _descendants():
            try:
                usage["resident"] += _resident_bytes(child)
                read = _field("io", "rchar:", child)
            except (OSError, StopIteration):
                continue
            # Numbers of processes are given again: with its beginning one means one process.
            self._used[child, began] = (seconds, read)
        for seconds, read in self._used.values():
            usage["cpu"] += seconds
            usage["read"] += read
        return usage


def _descendants():
    """The processes that this one started, directly or not: number, beginning in clock ticks, CPU seconds."""
    stats = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8") as file:
                    stats[int(name)] = file.read().rpartition(")")[2].split()
            except OSError:
                continue
    family = {os.getpid()}
    while found := {child for child, fields in stats.items() if int(fields[1]) in family} - family:
        family |= found
        for child in found:
            fields = stats[child]
            yield child, int(fields[19]), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident_bytes(process="self"):
    with open(f"/proc/{process}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _field(name, field, process="self"):
    with open(f"/proc/{process}/{name}", encoding="utf-8") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(field))


def _reset_peak():
    """Asks the kernel to start the peak anew; some containers do not allow it."""
    try:
        with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
            file.write("5")
        return True
    except OSError:
        return False


def _seconds_since_start_of_process():
    with open("/proc/self/stat", encoding="utf-8") as file:
        ticks = int(file.read().rpartition(")")[2].split()[19])
    return max(0.0, time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK"))


def _pin_to_one_processor():
    """Threads that are started later inherit it, those of numerical libraries among them."""
    with open("/proc/self/stat", encoding="utf-8") as file:
        current = int(file.read().rpartition(")")[2].split()[36])
    os.sched_setaffinity(0, {current})
