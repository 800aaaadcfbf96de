"""What runs in a worker of the cluster: it starts a rank as a child process and relays its lines.

This file is sent to workers as source and uses the standard library only, because nothing of ours is installed there. The state of
a worker's ranks lives in the module, once per worker process. Lines are passed on unread.
"""

import fcntl
import json
import os
import queue
import shutil
import signal
import subprocess
import threading
import time

STDERR_BYTES = 8192
LONGEST_LINE = 1 << 24
ABANDONED_SECONDS = 600.0
STOPPED_JOBS_KEPT = 256

# lzcnt (abm), which the level has too, is not asked for: every processor with bmi2 has it, and some virtual machines do not say so.
LEVELS = (
    ("x86-64-v4", frozenset("avx512f avx512bw avx512dq avx512vl avx512cd".split())),
    ("x86-64-v3", frozenset("avx2 fma bmi1 bmi2 f16c movbe".split())),
)
LOWEST = LEVELS[-1][1]

_lock = threading.Lock()
_ranks = {}
_stopped = []


class Unfit(Exception):
    """This node cannot run the program; the text says why."""


class Rank:
    """One child process of this worker, and what its driver has to know of it."""

    def __init__(self, job, rank, scratch, lock_file):
        self.job = job
        self.rank = rank
        self.scratch = scratch
        self.lock_file = lock_file
        self.process = None
        self.ended_at = None
        self.discard = False
        self.guard = threading.Lock()
        self.lines = queue.Queue()
        self.next_line = 0
        self.early = {}
        self.stderr = bytearray()

    def start(self, program, bootstrap, environment):
        """Starts the child in a session of its own, so that it and its own children can be killed as one group."""
        with self.guard:
            if self.discard:
                raise Unfit("the job was stopped before its rank began")
            self.process = subprocess.Popen(
                [program], cwd=self.scratch, env=environment, start_new_session=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.lines.put(bootstrap)
        threading.Thread(target=self._write_lines, daemon=True).start()

    def relay(self, report):
        """Passes the child's lines on until it ends; returns its exit code, negative where a signal ended it."""
        readers = [threading.Thread(target=self._read_lines, args=(report,), daemon=True),
                   threading.Thread(target=self._read_stderr, daemon=True)]
        for reader in readers:
            reader.start()
        # The child stays a zombie until its group has been killed: nobody else can get its number in between.
        os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOWAIT)
        self.kill()
        for reader in readers:
            reader.join(5.0)
        with self.guard:
            self.ended_at = time.monotonic()
            code = self.process.wait()
        self.lines.put(None)
        return code

    def kill(self):
        """Kills the child and what it started. Later calls do nothing."""
        with self.guard:
            if self.process is not None and self.ended_at is None:
                try:
                    os.killpg(self.process.pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass

    def deliver(self, first, lines):
        """Takes numbered lines in any order, and hands them on in order, each once."""
        with self.guard:
            self.early.update((first + index, line) for index, line in enumerate(lines) if first + index >= self.next_line)
            while self.next_line in self.early:
                self.lines.put(self.early.pop(self.next_line))
                self.next_line += 1

    def close(self):
        """Removes the scratch folder."""
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.lock_file.close()

    def _write_lines(self):
        """A thread of its own, because a child that is stopped reads nothing."""
        pipe = self.process.stdin
        try:
            for line in iter(self.lines.get, None):
                pipe.write(line.encode() + b"\n")
                pipe.flush()
        except OSError:
            pass
        finally:
            try:
                pipe.close()
            except OSError:
                pass

    def _read_lines(self, report):
        for line in iter(lambda: self.process.stdout.readline(LONGEST_LINE), b""):
            report({"kind": "line", "rank": self.rank, "line": line.decode("utf-8", "replace").rstrip("\r\n")})

    def _read_stderr(self):
        for part in iter(lambda: self.process.stderr.read1(STDERR_BYTES), b""):
            self.stderr += part
            del self.stderr[:-STDERR_BYTES]


def run_rank(spec, report, folder):
    """The whole task: from an empty scratch folder to the child's end. Everything that happens is told through report."""
    number = spec["rank"]
    report({"kind": "running", "rank": number})
    try:
        rank = _open_rank(spec, folder)
    except Unfit as refusal:
        report({"kind": "unfit", "rank": number, "error": str(refusal)})
        return
    try:
        program = choose_program(spec["program"], spec["environment"])
        rank.start(program, spec["bootstrap"], _environment(spec, rank.scratch))
        code = rank.relay(report)
        last = {"kind": "ended", "rank": number, "exit": code, "stderr": rank.stderr.decode("utf-8", "replace")}
    except (Unfit, OSError, ValueError, KeyError, RuntimeError) as error:
        rank.kill()
        rank.ended_at = time.monotonic()
        last = {"kind": "unfit", "rank": number, "error": str(error) if isinstance(error, Unfit) else repr(error)}
    _close_if_unwanted(rank)
    report(last)


def deliver(job, rank, first, lines):
    """Takes lines for a rank, numbered from first; false where there is no such rank."""
    found = _ranks.get((job, rank))
    if found is not None:
        found.deliver(first, lines)
    return found is not None


def stop_job(job):
    """Kills the job's children, keeps its waiting tasks from starting, and removes its folders; returns the ranks found here."""
    with _lock:
        _stopped.append(job)
        del _stopped[:-STOPPED_JOBS_KEPT]
        found = [rank for key, rank in _ranks.items() if key[0] == job]
    for rank in found:
        with rank.guard:
            rank.discard = True
        rank.kill()
        _close_if_unwanted(rank)
    return [rank.rank for rank in found]


def scratch_of(job, rank):
    """The scratch folder of a rank that runs or has ended here."""
    found = _ranks.get((job, rank))
    if found is None:
        raise FileNotFoundError(f"Rank {rank} of job {job} is not on this worker.")
    return found.scratch


def read_scratch(job, rank, path, offset, size):
    """Reads a part of a file in a rank's scratch folder, and nowhere else."""
    home = os.path.realpath(scratch_of(job, rank))
    file = os.path.realpath(os.path.join(home, path))
    if not file.startswith(home + os.sep):
        raise PermissionError(f"The path of a file to fetch must be inside of the rank's scratch folder, but was '{path}'.")
    with open(file, "rb") as stream:
        stream.seek(offset)
        return stream.read(size)


def choose_program(bundle, environment):
    """The executable of the bundle for this node's processor; Unfit where there is none, or where its glibc is older."""
    with open(os.path.join(bundle, "manifest.json"), encoding="utf-8") as stream:
        manifest = json.load(stream)
    _check_glibc(manifest.get("glibc"))
    programs = manifest["programs"]
    level = choose_level(programs, environment.get("ESCALA_KERNELS"))
    if level is None:
        missing = " ".join(sorted(LOWEST - _processor_flags())) or "AVX-512"
        raise Unfit(f"the program is built for {' and '.join(sorted(programs))}, but this node's processor lacks {missing}")
    return os.path.join(bundle, programs[level])


def choose_level(levels, kernels):
    """The best of the levels that programs are built for which this node's processor has, at most that of the kernels; None for none."""
    if "any" in levels:
        return "any"
    flags = _processor_flags()
    lowered = (kernels or os.environ.get("ESCALA_KERNELS")) in ("avx2", "portable")
    for level, own in LEVELS:
        if level in levels and flags >= LOWEST | own and not (lowered and level == "x86-64-v4"):
            return level
    return None


def _check_glibc(built):
    own = os.confstr("CS_GNU_LIBC_VERSION") or "no glibc"
    if built and (not own.startswith("glibc ") or _version(own[6:]) < _version(built)):
        raise Unfit(f"the program needs glibc {built} or later, but this node has {own}")


def _version(text):
    return tuple(int(part) for part in text.split(".")[:2])


def _processor_flags():
    with open("/proc/cpuinfo", encoding="utf-8") as stream:
        for line in stream:
            if line.startswith("flags"):
                return set(line.split(":", 1)[1].split())
    return set()


def _environment(spec, scratch):
    """The worker's own environment, less what Dask's nanny set for Python, with what the rank needs."""
    environment = dict(os.environ)
    for name in spec["without"]:
        environment.pop(name, None)
    library = os.path.join(spec["program"], "lib")
    environment["LD_LIBRARY_PATH"] = ":".join(filter(None, [library, environment.get("LD_LIBRARY_PATH")]))
    environment["ESCALA_SCRATCH"] = scratch
    xgboost = os.path.join(library, "libxgboost.so.0")
    if os.path.exists(xgboost):
        environment["ESCALA_XGBOOST"] = xgboost
    environment.update(spec["environment"])
    return environment


def open_scratch(folder, name):
    """
    Makes a folder for somebody of this worker, who keeps its lock; returns both. A folder whose lock is free belongs to nobody any more
    and is removed.
    """
    jobs = os.path.join(folder, "escala", "jobs")
    for path in (os.path.dirname(jobs), jobs):
        os.makedirs(path, mode=0o700, exist_ok=True)
    _sweep(jobs)
    scratch = os.path.join(jobs, name)
    # Under its name only when it is locked: another worker of this node may be sweeping.
    made = os.path.join(jobs, f".new-{name}")
    os.mkdir(made, 0o700)
    lock_file = open(os.path.join(made, ".lock"), "wb")
    try:
        fcntl.flock(lock_file, fcntl.LOCK_EX)
        os.rename(made, scratch)
    except BaseException:
        lock_file.close()
        shutil.rmtree(made, ignore_errors=True)
        raise
    return scratch, lock_file


def _open_rank(spec, folder):
    """Makes the scratch folder and enters the rank."""
    scratch, lock_file = open_scratch(folder, f"{spec['job']}-{spec['rank']}")
    rank = Rank(spec["job"], spec["rank"], scratch, lock_file)
    with _lock:
        if spec["job"] in _stopped:
            rank.close()
            raise Unfit("the job was stopped before its rank began")
        _ranks[rank.job, rank.rank] = rank
    return rank


def _sweep(jobs):
    """Removes what jobs left behind: of workers that are gone, and of drivers that have not fetched for long."""
    for rank in list(_ranks.values()):
        if rank.ended_at is not None and time.monotonic() - rank.ended_at > ABANDONED_SECONDS:
            rank.discard = True
            _close_if_unwanted(rank)
    for name in os.listdir(jobs):
        if not name.startswith(".new-"):
            _remove_if_free(os.path.join(jobs, name))


def _remove_if_free(scratch):
    try:
        with open(os.path.join(scratch, ".lock"), "rb") as lock_file:
            fcntl.flock(lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError:
        # Held by a rank, or just being made.
        pass


def _close_if_unwanted(rank):
    """Whoever comes last, the end of the child or the order to stop, removes the folder."""
    with rank.guard:
        due = rank.discard and rank.ended_at is not None
    with _lock:
        due = due and _ranks.pop((rank.job, rank.rank), None) is not None
    if due:
        rank.close()
