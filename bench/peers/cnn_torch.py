"""
PyTorch on the images, network and settings of Escala. The request (see peer.py) holds
images, labels          NPY: (images, channels, height, width), and (images)
weights                 the weights to start from: safetensors, by the names that PyTorch gives the same network
order                   the row numbers in the order of training: NPY, (epochs, images)
validation, judged      row numbers: NPY; validation may have none
training                the network and how it is trained, as Escala's model files have it
means, deviations       of the pixels of each channel
learningRates           one per step
threads, predictions    predictions go there: NPY, (images, classes), probabilities

Where images are augmented or values dropped, the random numbers are PyTorch's own.
"""

import json
import struct
import sys
import time

from peer import Peer

MOST_POINTS = 500
PREDICTED_AT_ONCE = 500


def main():
    peer = Peer()
    import numpy
    import torch

    request = peer.request
    training = request["training"]
    torch.set_num_threads(request["threads"])
    torch.manual_seed(training["seed"] % 2**63)

    with peer.phase("load"):
        images = torch.from_numpy(numpy.load(request["images"]))
        labels, order, validation, judged = (
            torch.from_numpy(numpy.load(request[name]).astype(numpy.int64))
            for name in ("labels", "order", "validation", "judged")
        )

    with peer.phase("prepare"):
        shape = (1, -1, 1, 1)
        means = torch.tensor(request["means"]).reshape(shape)
        deviations = torch.tensor(request["deviations"]).reshape(shape)
        size = training["network"]["input"]["height"], training["network"]["input"]["width"]

    def load(rows, is_trained):
        """Images as the network sees them."""
        seen = (images[rows].float() - means) / deviations
        return place(seen, training["augmentation"], size, -(means / deviations), is_trained)

    with peer.phase("init"):
        network = sequence(training["network"]["layers"], tuple(images.shape[1:2]) + size)
        network.load_state_dict(weights(request["weights"]), strict=False)
        optimizer = optimizer_of(training["optimizer"], network.parameters())

    def measure(rows):
        """The mean loss and the accuracy over images."""
        network.eval()
        total, right = 0.0, 0
        with torch.no_grad():
            for some in torch.split(rows, PREDICTED_AT_ONCE):
                outputs = network(load(some, False))
                total += loss_of(training["loss"], outputs, labels[some]).item() * len(some)
                right += (outputs.argmax(1) == labels[some]).sum().item()
        return total / len(rows), right / len(rows)

    history, curve, best = [], [], None
    steps = 0
    patience = training.get("earlyStoppingEpochs")
    every = max(1, -(-len(request["learningRates"]) // MOST_POINTS))
    with peer.phase("fit"):
        for epoch, rows in enumerate(order):
            start = time.perf_counter()
            network.train()
            total = 0.0
            for batch in torch.split(rows, training["batchSize"]):
                rate = request["learningRates"][steps]
                for group in optimizer.param_groups:
                    group["lr"] = rate
                loss = loss_of(training["loss"], network(load(batch, True)), labels[batch])
                optimizer.zero_grad()
                loss.backward()
                if training.get("maxGradientNorm"):
                    torch.nn.utils.clip_grad_norm_(network.parameters(), training["maxGradientNorm"])
                optimizer.step()
                steps += 1
                total += loss.item() * len(batch)
                if steps % every == 0:
                    curve.append({"step": steps, "loss": loss.item()})
            seconds = time.perf_counter() - start
            judged_epoch = measure(validation) if len(validation) else (None, None)
            history.append({
                "epoch": epoch + 1, "trainingLoss": total / len(rows), "validationLoss": judged_epoch[0],
                "validationAccuracy": judged_epoch[1], "learningRate": rate, "seconds": seconds,
                "imagesPerSecond": len(rows) / seconds,
            })
            if patience:
                if best is None or judged_epoch[0] < best[1]:
                    best = epoch, judged_epoch[0], {name: value.clone() for name, value in network.state_dict().items()}
                elif epoch - best[0] >= patience:
                    break
        if best is not None:
            network.load_state_dict(best[2])

    network.eval()
    with torch.no_grad():
        outputs = torch.cat([
            probabilities(training["loss"], network(load(some, False)))
            for some in torch.split(judged, PREDICTED_AT_ONCE)
        ])
    numpy.save(request["predictions"], outputs.numpy())
    peer.answer(
        versions={"Python": sys.version.split()[0], "PyTorch": torch.__version__, "NumPy": numpy.__version__},
        epochs=len(history) if best is None else best[0] + 1,
        steps=steps,
        history=history,
        lossCurve=curve,
    )


def weights(path):
    """The tensors of a safetensors file, all of float32."""
    import numpy
    import torch

    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    return {
        name: torch.from_numpy(
            numpy.frombuffer(data[slice(*entry["data_offsets"])], dtype="<f4").reshape(entry["shape"]).copy())
        for name, entry in header.items()
        if name != "__metadata__"
    }


def optimizer_of(options, parameters):
    import torch

    shared = {"lr": options["learningRate"], "weight_decay": options["weightDecay"]}
    if options["kind"] == "sgd":
        return torch.optim.SGD(parameters, momentum=options["momentum"], nesterov=options["nesterov"], **shared)
    kind = torch.optim.Adam if options["kind"] == "adam" else torch.optim.AdamW
    return kind(parameters, betas=(options["beta1"], options["beta2"]), eps=options["epsilon"], **shared)


def loss_of(loss, outputs, labels):
    import torch

    if loss == "crossEntropy":
        return torch.nn.functional.cross_entropy(outputs, labels)
    return torch.nn.functional.mse_loss(outputs, torch.nn.functional.one_hot(labels, outputs.shape[1]).to(outputs))


def probabilities(loss, outputs):
    if loss == "crossEntropy":
        return outputs.softmax(1)
    kept = outputs.clamp(min=0)
    total = kept.sum(1, keepdim=True)
    return (kept / total.clamp(min=1e-30)) + (total == 0) / outputs.shape[1]


def place(images, augmentation, size, outside, is_trained):
    """The part of images that the network sees, mirrored and shifted at random where it is trained."""
    import torch

    height, width = size
    shift = augmentation["shift"] if is_trained else 0
    top, left = (images.shape[2] - height) // 2, (images.shape[3] - width) // 2
    if not shift and not (is_trained and (augmentation["flip"] or augmentation["crop"])):
        return images[:, :, top:top + height, left:left + width]
    placed = outside.expand(len(images), -1, images.shape[2] + 2 * shift, images.shape[3] + 2 * shift).clone()
    placed[:, :, shift:shift + images.shape[2], shift:shift + images.shape[3]] = images
    most = placed.shape[2] - height, placed.shape[3] - width
    seen = []
    for image in placed:
        if shift or augmentation["crop"]:
            top, left = (int(torch.randint(limit + 1, ())) for limit in most)
        cut = image[:, top:top + height, left:left + width]
        seen.append(cut.flip(2) if augmentation["flip"] and torch.rand(()) < 0.5 else cut)
    return torch.stack(seen)


def sequence(layers, shape):
    """The layers one after the other, named by their numbers as Escala names them."""
    import torch

    modules = []
    with torch.no_grad():
        for layer in layers:
            made = module(layer, shape)
            made.eval()
            shape = tuple(made(torch.zeros((1, *shape))).shape[1:])
            modules.append(made)
    return torch.nn.Sequential(*modules)


def module(layer, shape):
    from torch import nn

    kind = layer["kind"]
    if kind == "convolution":
        return nn.Conv2d(
            shape[0], layer["channels"], (layer["kernelHeight"], layer["kernelWidth"]), layer["stride"], layer["padding"],
            groups=layer["groups"], bias=layer["bias"])
    if kind == "activation":
        return {"relu": nn.ReLU(), "leakyRelu": nn.LeakyReLU(layer["slope"]), "gelu": nn.GELU()}[layer["function"]]
    if kind == "maxPooling":
        return nn.MaxPool2d(layer["size"], layer.get("stride"), layer["padding"])
    if kind == "averagePooling":
        return nn.AvgPool2d(layer["size"], layer.get("stride"), layer["padding"])
    if kind == "globalAveragePooling":
        return nn.AdaptiveAvgPool2d(1)
    if kind == "batchNormalization":
        return (nn.BatchNorm2d if len(shape) == 3 else nn.BatchNorm1d)(shape[0], layer["epsilon"], layer["momentum"])
    if kind == "dropout":
        return nn.Dropout(layer["rate"])
    if kind == "flatten":
        return nn.Flatten()
    if kind == "dense":
        return _Dense(shape, layer["units"], layer["bias"])
    return _Residual(layer, shape)


def _Dense(shape, units, bias):
    import math

    from torch import nn

    class Dense(nn.Linear):
        """A dense layer that takes images too."""

        def forward(self, values):
            return super().forward(values.flatten(1))

    return Dense(math.prod(shape), units, bias)


def _Residual(layer, shape):
    from torch import nn

    class Residual(nn.Module):
        """What comes out of a body is added to its input, or to what a shortcut makes of it."""

        def __init__(self):
            super().__init__()
            self.body, self.shortcut = sequence(layer["body"], shape), sequence(layer["shortcut"], shape)

        def forward(self, values):
            return self.body(values) + self.shortcut(values)

    return Residual()


if __name__ == "__main__":
    main()
