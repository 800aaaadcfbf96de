"""What runs where a cluster holds rows: it writes those of one partition as the file of one rank, an NPY array of float32.

This file is sent to the nodes as source and uses the standard library only. The file lies in a folder like that of a rank, and goes with it.
"""

import array
import os
import shutil
import socket
import time

HEADER_BYTES = 128
CHUNK_VALUES = 1 << 17
REMOVAL_SECONDS = 5.0
POLL_SECONDS = 0.05


class Refused(Exception):
    """Rows that cannot be used; the text says why."""


class RowFile:
    """The rows of one rank on its node."""

    def __init__(self, columns):
        self.rows = 0
        self.path = None
        self.fault = None
        self._columns = columns
        self._folder = None
        self._lock_file = None
        self._stream = None

    def fill(self, open_scratch, folder, name, write):
        """Has the rows written by a function that is given this file. What keeps it from that is told as its fault."""
        try:
            self._folder, self._lock_file = _open_again(open_scratch, folder, name)
            self.path = os.path.join(self._folder, "rows.npy")
            with open(self.path, "wb") as self._stream:
                self._stream.write(bytes(HEADER_BYTES))
                write(self)
                self._stream.seek(0)
                self._stream.write(self._header())
        except Refused as refusal:
            self.fault = str(refusal)
        except OSError as error:
            self.fault = f"The rows could not be written on {socket.gethostname()}: {error}"
        if self.fault is not None:
            self.close()
        return self

    def append(self, values):
        """Adds whole rows: float32 values of this machine's byte order, row after row."""
        self._stream.write(values)
        self.rows += memoryview(values).nbytes // (4 * self._columns)

    def describe(self):
        """What the driver is told."""
        return {"fault": self.fault, "path": self.path, "rows": self.rows, "bytes": HEADER_BYTES + 4 * self._columns * self.rows}

    def close(self):
        """Removes it with its folder."""
        if self._lock_file is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._lock_file.close()
            self._lock_file = None

    def _header(self):
        text = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({self.rows}, {self._columns}), }}".encode()
        length = HEADER_BYTES - 10
        return b"\x93NUMPY\x01\x00" + length.to_bytes(2, "little") + text.ljust(length - 1) + b"\n"


def write_tuples(file, rows, row_id):
    """
    Writes rows of numbers, of which missing ones are NaN already. Where the column of the ids is named, each row begins with its id, and
    they are in ascending order.
    """
    first = 0 if row_id is None else 1
    values = array.array("f")
    previous = None
    for row in rows:
        if first:
            check_id(row_id, row[0], previous)
            previous = row[0]
        values.extend(row[first:])
        if len(values) >= CHUNK_VALUES:
            file.append(values)
            values = array.array("f")
    file.append(values)


def check_id(name, value, previous):
    """Refuses an id that is missing, or is that of the row before."""
    if value is None or value != value:
        raise Refused(f"The row id must be there in every row, but is missing in a row of column '{name}'. Leave such rows out, or name another column.")
    if value == previous:
        raise Refused(f"The row id must be different in every row, but {value!r} is in more than one row of column '{name}'. Name another column.")


def _open_again(open_scratch, folder, name):
    """The folder of the same name that an earlier holder of these rows had may be just being removed."""
    end = time.monotonic() + REMOVAL_SECONDS
    while True:
        try:
            return open_scratch(folder, name)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(POLL_SECONDS)
