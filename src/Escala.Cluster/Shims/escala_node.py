"""What runs once per node or process of the cluster: files that are sent there, and what its processes cost.

Sent as source like escala_rank.py; the standard library only. A file lies in escala/HASH beside Dask's local directory for as long as
somebody holds it: a session, or "kept" for good. escala/.holders/HASH has an empty file for each holder.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import socket
import tarfile
import time
import uuid

FORGOTTEN_SECONDS = 7 * 86400.0

_uploads = {}


def locate(folder, digest, name, holder):
    """Names this node's file system, holds the file for a holder, and says where the file is if it is there already."""
    home = _home(folder)
    status = os.stat(home)
    with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as stream:
        node = f"{stream.read().strip()}-{status.st_dev}-{status.st_ino}"
    with _locked(home):
        _forget_old(home)
        holders = _holders(home, digest)
        os.makedirs(holders, exist_ok=True)
        with open(os.path.join(holders, holder), "wb"):
            pass
        path = os.path.join(home, digest, name) if name else os.path.join(home, digest)
        return {"node": node, "path": path if os.path.exists(path) else None}


def begin_file(folder):
    """Opens a file beside the place where it will be; returns its token."""
    token = uuid.uuid4().hex
    path = os.path.join(_home(folder), f".new-{token}")
    _uploads[token] = (path, open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"))
    return token


def append_file(token, part):
    """Adds a part to an opened file."""
    _uploads[token][1].write(part)


def abandon_file(token):
    """Removes a file that will not be finished."""
    path, stream = _uploads.pop(token)
    stream.close()
    os.remove(path)


def finish_file(folder, token, digest, name, unpack):
    """Checks the file and puts it, or what it holds, in place by a rename, so that it is whole or absent."""
    path, stream = _uploads.pop(token)
    stream.close()
    made = f"{path}.made"
    try:
        _check_digest(path, digest)
        os.mkdir(made, 0o700)
        if unpack:
            _unpack(path, made)
        else:
            os.rename(path, os.path.join(made, name))
        _rename_unless_there(made, os.path.join(folder, "escala", digest))
    finally:
        shutil.rmtree(made, ignore_errors=True)
        if os.path.exists(path):
            os.remove(path)


def release_files(folder, digests, holders):
    """Takes holders away, and removes the files that nobody holds any more."""
    home = _home(folder)
    with _locked(home):
        for digest in digests:
            own = _holders(home, digest)
            for holder in holders:
                with contextlib.suppress(FileNotFoundError):
                    os.remove(os.path.join(own, holder))
            _remove_unheld(home, digest)


def usage(reset, process=None):
    """What a process of this user's, by default this one, has cost: seconds of CPU, resident memory now and at its peak."""
    process = process or os.getpid()
    if reset:
        _reset_peak(process)
    sizes = _read_status(process)
    with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as stream:
        fields = stream.read().rsplit(")", 1)[1].split()
    ticks = int(fields[11]) + int(fields[12])
    return {"host": socket.gethostname(), "processId": process, "cpuSeconds": ticks / os.sysconf("SC_CLK_TCK"),
            "residentBytes": sizes["VmRSS"], "peakResidentBytes": sizes["VmHWM"]}


def _home(folder):
    home = os.path.join(folder, "escala")
    os.makedirs(home, mode=0o700, exist_ok=True)
    return home


def _holders(home, digest):
    return os.path.join(home, ".holders", digest)


@contextlib.contextmanager
def _locked(home):
    """One process of the node at a time, so that no file is removed while another session finds it."""
    with open(os.path.join(home, ".lock"), "ab") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _remove_unheld(home, digest):
    own = _holders(home, digest)
    if not os.path.isdir(own) or not os.listdir(own):
        shutil.rmtree(own, ignore_errors=True)
        shutil.rmtree(os.path.join(home, digest), ignore_errors=True)


def _forget_old(home):
    """What sessions left that were killed: their holds, and files that never became whole."""
    end = time.time() - FORGOTTEN_SECONDS
    for name in os.listdir(home):
        path = os.path.join(home, name)
        with contextlib.suppress(FileNotFoundError):
            if name.startswith(".new-") and os.stat(path).st_mtime < end:
                shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
    with contextlib.suppress(FileNotFoundError):
        for digest in os.listdir(os.path.join(home, ".holders")):
            own = _holders(home, digest)
            for holder in os.listdir(own):
                if holder != "kept" and os.stat(os.path.join(own, holder)).st_mtime < end:
                    os.remove(os.path.join(own, holder))
            _remove_unheld(home, digest)


def _check_digest(path, digest):
    actual = hashlib.sha256()
    with open(path, "rb") as stream:
        for part in iter(lambda: stream.read(1 << 20), b""):
            actual.update(part)
    if actual.hexdigest() != digest:
        raise ValueError(f"The file arrived with the hash {actual.hexdigest()} instead of {digest}.")


def _rename_unless_there(made, target):
    """Another session may have brought the same content meanwhile."""
    try:
        os.rename(made, target)
    except OSError:
        if not os.path.isdir(target):
            raise


def _unpack(archive, target):
    """Unpacks regular files, folders and links that stay inside; anything else is refused."""
    with tarfile.open(archive, "r:gz") as tar:
        for member in tar:
            _check_member(member, target)
            tar.extract(member, target, set_attrs=False)
            if member.isfile():
                os.chmod(os.path.join(target, member.name), 0o700 if member.mode & 0o100 else 0o600)


def _check_member(member, target):
    inside = os.path.realpath(target) + os.sep
    path = os.path.realpath(os.path.join(target, member.name))
    link = os.path.realpath(os.path.join(os.path.dirname(path), member.linkname)) if member.issym() else path
    kind_is_allowed = member.isfile() or member.isdir() or member.issym()
    if not kind_is_allowed or not (path + os.sep).startswith(inside) or not (link + os.sep).startswith(inside):
        raise ValueError(f"The archive holds '{member.name}', which is not a file inside of it.")


def _read_status(process):
    """The sizes of a process's status in bytes."""
    with open(f"/proc/{process}/status", encoding="utf-8", errors="replace") as stream:
        fields = (line.split(":", 1) for line in stream)
        return {name: int(value.split()[0]) * 1024 for name, value in fields if value.rstrip().endswith("kB")}


def _reset_peak(process):
    try:
        with open(f"/proc/{process}/clear_refs", "w", encoding="ascii") as stream:
            stream.write("5")
    except OSError:
        # Not allowed in some containers: the peak is then the one since the process began.
        pass
