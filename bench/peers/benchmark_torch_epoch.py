"""
PyTorch's side of the benchmark of a first epoch of MNIST, end to end: read the IDX files, normalise, train one epoch of the network mnist, and
judge the test images. The arguments are the folder of the files, how many training images to take, the mini-batch, the threads and how
images lie in memory (plain or channels_last). The C library keeps memory that is freed. Answers one JSON line per command on stdin:
{"do": "epoch"}     the seconds of all of it, and the accuracy of the test images
"""

import json
import os
import sys
import time

import numpy
import torch
from torch import nn

from benchmark_torch import keep_freed_memory, network

LEARNING_RATE = 0.05
PREDICTED_AT_ONCE = 500


def read(folder, part):
    """The images (N, 1, 28, 28) as bytes, and their labels."""
    with open(os.path.join(folder, f"{part}-images-idx3-ubyte"), "rb") as file:
        images = numpy.frombuffer(file.read(), numpy.uint8, offset=16).reshape(-1, 1, 28, 28)
    with open(os.path.join(folder, f"{part}-labels-idx1-ubyte"), "rb") as file:
        labels = numpy.frombuffer(file.read(), numpy.uint8, offset=8).astype(numpy.int64)
    return torch.from_numpy(images.copy()), torch.from_numpy(labels)


def epoch(folder, count, batch, layout):
    start = time.perf_counter()
    torch.manual_seed(0)
    images, labels = read(folder, "train")
    images, labels = images[:count].float(), labels[:count]
    mean, deviation = images.mean(), images.std()
    images = (images - mean) / deviation
    _, model = network("mnist")
    if layout == "channels_last":
        model = model.to(memory_format=torch.channels_last)
    optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE, momentum=0.9)
    loss_of = nn.CrossEntropyLoss()
    model.train()
    for rows in torch.split(torch.randperm(len(images)), batch):
        seen = images[rows]
        if layout == "channels_last":
            seen = seen.contiguous(memory_format=torch.channels_last)
        optimizer.zero_grad()
        loss_of(model(seen), labels[rows]).backward()
        optimizer.step()

    model.eval()
    images, labels = read(folder, "t10k")
    right = 0
    with torch.no_grad():
        for rows in torch.split(torch.arange(len(images)), PREDICTED_AT_ONCE):
            outputs = model((images[rows].float() - mean) / deviation)
            right += (outputs.argmax(1) == labels[rows]).sum().item()
    return {"seconds": time.perf_counter() - start, "accuracy": right / len(images)}


def main():
    folder, count, batch, threads, layout = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
    keep_freed_memory()
    torch.set_num_threads(threads)
    print(json.dumps({"versions": {"python": sys.version.split()[0], "torch": torch.__version__}}), flush=True)
    for _ in sys.stdin:
        print(json.dumps(epoch(folder, count, batch, layout)), flush=True)


if __name__ == "__main__":
    main()
