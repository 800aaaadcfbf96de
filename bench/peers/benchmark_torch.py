"""
PyTorch's side of the benchmark of convolutional networks: whole training steps (forward, backward, SGD with momentum) of mini-batches in
memory. The arguments are the network (mnist or vgg-small), the mini-batch, the threads, how images lie in memory (plain or
channels_last), and whether the C library keeps memory that is freed (kept or freed). Answers one JSON line per command on stdin:
{"do": "steps", "iterations": n}     the seconds of each of n steps
"""

import ctypes
import json
import sys
import time

import torch
from torch import nn


# glibc's mallopt.
M_TRIM_THRESHOLD, M_TOP_PAD, M_MMAP_MAX = -1, -2, -4


def keep_freed_memory():
    """Else large pieces go back to the system, and every step waits for their pages to be cleared again."""
    mallopt = ctypes.CDLL(None).mallopt
    for parameter, value in ((M_MMAP_MAX, 0), (M_TRIM_THRESHOLD, 2**31 - 1), (M_TOP_PAD, 2**28)):
        if mallopt(parameter, value) != 1:
            raise OSError(f"mallopt({parameter}, {value}) failed")


def network(name):
    if name == "mnist":
        return (1, 28, 28), nn.Sequential(
            nn.Conv2d(1, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
            nn.Linear(9216, 128), nn.ReLU(), nn.Linear(128, 10))
    return (3, 32, 32), nn.Sequential(
        nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.Conv2d(32, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.Conv2d(64, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(4096, 512), nn.ReLU(), nn.Linear(512, 10))


def main():
    name, batch, threads, layout, memory = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]
    if memory == "kept":
        keep_freed_memory()
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    shape, model = network(name)
    images = torch.rand(batch, *shape)
    labels = torch.arange(batch) % 10
    if layout == "channels_last":
        model = model.to(memory_format=torch.channels_last)
        images = images.contiguous(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
    loss_of = nn.CrossEntropyLoss()

    def step():
        optimizer.zero_grad()
        loss_of(model(images), labels).backward()
        optimizer.step()

    print(json.dumps({"versions": {"python": sys.version.split()[0], "torch": torch.__version__}}), flush=True)
    for line in sys.stdin:
        seconds = []
        for _ in range(json.loads(line)["iterations"]):
            start = time.perf_counter()
            step()
            seconds.append(time.perf_counter() - start)
        print(json.dumps({"steps": seconds}), flush=True)


if __name__ == "__main__":
    main()
