using Escala.Models;
using Escala.Vision.Optimizers;

namespace Escala.Vision.Training;

/// <content>What a training leaves behind after an epoch, and how it goes on from there.</content>
internal sealed partial class ConvNetTraining
{
    /// <summary>Takes up a training that was interrupted.</summary>
    /// <param name="checkpoint">The training.</param>
    /// <param name="tensors">Its numbers.</param>
    /// <exception cref="InvalidDataException">Numbers are missing.</exception>
    public void Resume(ConvNetCheckpoint checkpoint, IReadOnlyDictionary<string, NamedTensor> tensors)
    {
        _best?.Take(tensors);
        OptimizerSlot[] slots = [.. _optimizer.Optimizer.Slots.Select(slot => new OptimizerSlot(slot.Name, new float[slot.Values.Length]))];
        foreach (OptimizerSlot slot in slots)
        {
            // The slot's numbers lie as the parameters do.
            NetworkWeights.Give(_network.Parameters, tensors, SlotPrefix(slot));
            _network.Values.CopyTo(slot.Values);
        }

        _optimizer.Optimizer.Restore(checkpoint.Steps, slots);
        NetworkWeights.Give(_network, tensors);
        _history.AddRange(checkpoint.History);
        _curve = new LossCurve(_options.Epochs, _batches.Steps, checkpoint.LossCurve);
        _lastCheckpoint = checkpoint.History.Count;
    }

    private static string SlotPrefix(OptimizerSlot slot) => $"{slot.Name}/";

    private void WriteCheckpoint(ConvNetCheckpoint now)
    {
        _lastCheckpoint = _history.Count;
        _optimizer.GatherSlots();
        if (_rank.Rank != 0)
        {
            return;
        }

        ConvNetCheckpoint checkpoint = now with { Steps = Steps, History = [.. _history], LossCurve = [.. _curve.Points] };
        NamedTensor[] tensors =
        [
            .. NetworkWeights.Of(_network),
            .. _optimizer.Optimizer.Slots.SelectMany(slot => NetworkWeights.Read(slot.Values, _network.Parameters, SlotPrefix(slot))),
            .. _best?.ToTensors() ?? [],
        ];
        _rank.Reporter.Checkpoint(ConvNetCheckpoint.FileName(_history.Count), stream => checkpoint.Save(stream, tensors));
    }
}
