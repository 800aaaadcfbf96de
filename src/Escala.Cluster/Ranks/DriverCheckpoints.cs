using System.Collections.Concurrent;
using Escala.Cluster.Gang;
using Escala.Engines;

namespace Escala.Cluster.Ranks;

/// <summary>Checkpoints of a rank whose driver is elsewhere: the rank writes the file, the driver fetches it and says so.</summary>
/// <param name="channel">The lines to the driver.</param>
/// <param name="root">The rank's folder.</param>
/// <param name="deadline">How long the driver may take.</param>
internal sealed class DriverCheckpoints(RankChannel channel, string root, TimeSpan deadline) : ICheckpoints, IDisposable
{
    private const string Folder = "checkpoints";
    private readonly BlockingCollection<string> _taken = [];

    /// <inheritdoc/>
    public void Write(string name, Action<Stream> write)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(root, Folder)).FullName, Path.GetFileName(name));
        using (FileStream stream = File.Create(path))
        {
            write(stream);
        }

        channel.Send(new RankMessage.Checkpoint(name, Path.Combine(Folder, Path.GetFileName(name))));
        if (!_taken.TryTake(out string? taken, deadline) || taken != name)
        {
            throw new EscalaException($"The driver did not take the checkpoint '{name}' within {deadline.TotalSeconds:0} s.");
        }

        File.Delete(path);
    }

    /// <summary>Takes note that the driver has a checkpoint.</summary>
    public void Take(string name) => _taken.Add(name);

    /// <inheritdoc/>
    public void Dispose() => _taken.Dispose();
}
