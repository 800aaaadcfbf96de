"""What runs in a task of Spark for as long as the session does: an agent, which serves the shim over one connection.

This file is sent to executors as source and uses the standard library only, because nothing of ours is installed there. A frame is the
length of a JSON text, the length of raw bytes, both, and what they are the lengths of. Shim and agent prove to each other that they know the
session's key before anything is said: each answers the other's random challenge by HMAC-SHA256.
"""

import hashlib
import hmac
import json
import os
import platform
import secrets
import socket
import stat
import struct
import sys
import tempfile
import threading
import types

CONNECT_SECONDS = 10.0
CHALLENGE_BYTES = 32
PROOF_BYTES = 32
LENGTHS = struct.Struct(">II")


def prove(key, who, challenge, own):
    """What only somebody who knows the key can answer to a challenge."""
    return hmac.new(key, who + challenge + own, hashlib.sha256).digest()


def encode(header, payload=b""):
    """A frame."""
    text = json.dumps(header).encode()
    return LENGTHS.pack(len(text), len(payload)) + text + payload


def install(name, source):
    """A module of ours, once per process."""
    if name not in sys.modules:
        module = types.ModuleType(name)
        exec(compile(source, name, "exec"), module.__dict__)
        sys.modules.setdefault(name, module)
    return sys.modules[name]


def serve(settings, partition, rows):
    """The whole task: until the connection ends. Where the session holds rows, they are written before it begins."""
    folder = settings["folder"] or _own_folder()
    modules = {name: install(name, source) for name, source in settings["modules"].items()}
    held = _hold(settings["rows"], modules, folder, partition, rows) if settings["rows"] is not None else None
    try:
        with socket.create_connection((settings["host"], settings["port"]), CONNECT_SECONDS) as connection:
            Agent(connection, settings["key"], partition, folder, modules, held).serve()
    finally:
        if held is not None:
            held.close()


def _hold(asked, modules, folder, partition, rows):
    """Writes the rows of a partition as the file of its rank."""
    writer = modules[asked["module"]]
    return writer.RowFile(asked["columns"]).fill(
        modules[asked["ranks"]].open_scratch, folder, f"{asked['name']}-{partition}",
        lambda file: writer.write_tuples(file, rows, asked["rowId"]))


class Agent:
    """The executor's end of the connection."""

    def __init__(self, connection, key, partition, folder, modules, held):
        self._connection = connection
        self._stream = connection.makefile("rb")
        self._key = key
        self._partition = partition
        self._folder = folder
        self._modules = modules
        self._held = held
        self._jobs = {}
        self._writing = threading.Lock()

    def serve(self):
        """Answers what is asked, each question on a thread of its own, so that none waits for another."""
        self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._prove_each_other()
        self._connection.settimeout(None)
        try:
            self._send({"hello": self._describe()})
            for header, payload in iter(self._read, None):
                threading.Thread(target=self._serve_one, args=(header, payload), daemon=True).start()
        except OSError:
            # The shim is gone.
            pass
        finally:
            # The process may live on for other tasks: the end of its input would not end a rank.
            for job, ranks in list(self._jobs.items()):
                ranks.stop_job(job)

    def _prove_each_other(self):
        challenge = self._read_exactly(CHALLENGE_BYTES)
        own = secrets.token_bytes(CHALLENGE_BYTES)
        self._connection.sendall(own + prove(self._key, b"agent", challenge, own))
        if not hmac.compare_digest(self._read_exactly(PROOF_BYTES), prove(self._key, b"shim", own, challenge)):
            raise PermissionError("Whoever listens at the address of the driver's shim does not know the session's key.")

    def _describe(self):
        daemon, executor = _parents()
        return {"partition": self._partition, "host": self._connection.getsockname()[0], "processId": os.getpid(), "daemon": daemon,
                "executor": executor, "python": platform.python_version(), "folder": self._folder,
                "rows": None if self._held is None else self._held.describe()}

    def _serve_one(self, header, payload):
        try:
            if "run" in header:
                self._run(header["module"], header["topic"], header["run"])
            else:
                self._call(header, payload)
        except OSError:
            # Nobody is there to be told; serve ends too.
            pass

    def _run(self, module, topic, spec):
        ranks = self._modules[module]
        self._jobs[spec["job"]] = ranks
        ranks.run_rank(spec, lambda message: self._send({"topic": topic, "message": message}), self._folder)

    def _call(self, header, payload):
        arguments = header["arguments"]
        if "payload" in header:
            arguments[header["payload"]] = payload
        try:
            error, result = None, getattr(self._modules[header["module"]], header["function"])(*arguments)
        except Exception as cause:
            error, result = f"{type(cause).__name__}: {cause}", None
        if isinstance(result, bytes):
            self._send({"answer": header["call"], "isBytes": True}, result)
        else:
            self._send({"answer": header["call"], "error": error, "result": result})

    def _send(self, header, payload=b""):
        with self._writing:
            self._connection.sendall(encode(header, payload))

    def _read(self):
        lengths = self._stream.read(LENGTHS.size)
        if len(lengths) < LENGTHS.size:
            return None
        text, payload = LENGTHS.unpack(lengths)
        return json.loads(self._read_exactly(text)), self._read_exactly(payload)

    def _read_exactly(self, count):
        data = self._stream.read(count)
        if len(data) < count:
            raise ConnectionError("The shim has closed the connection.")
        return data


def _own_folder():
    """A folder of this user's on this node, which executors of all sessions share."""
    folder = os.path.join(tempfile.gettempdir(), f"escala-{os.getuid()}")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    status = os.lstat(folder)
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & 0o077:
        raise PermissionError(f"{folder} must be a folder of the executor's user alone, but is not. Remove it, or set TMPDIR of the executors.")
    return folder


def _parents():
    """The process that forks Python workers, which may be the executor's own, and the executor."""
    daemon = os.getppid()
    with open(f"/proc/{daemon}/stat", encoding="utf-8", errors="replace") as stream:
        name, rest = stream.read().rsplit(")", 1)
    return (daemon, int(rest.split()[1])) if "python" in name else (None, daemon)
