using System.Text;
using System.Text.Json;
using Escala.Cluster.Gang;
using Microsoft.Win32.SafeHandles;

namespace Escala.Cluster.Ranks;

/// <summary>The lines between a rank and its driver, over the process's stdin and stdout.</summary>
internal sealed class RankChannel : IDisposable
{
    private readonly StreamReader _input = new(Open(0, FileAccess.Read), new UTF8Encoding(false), false, 1 << 16);
    private readonly FileStream _output = Open(1, FileAccess.Write);
    private readonly Lock _writing = new();

    /// <summary>Reads what the rank is to do; null where the input ends before.</summary>
    public RankAssignment? ReadAssignment() =>
        _input.ReadLine() is { } line ? JsonSerializer.Deserialize(line, GangJson.Default.RankAssignment) : null;

    /// <summary>Reads the next line; null at the end of the input.</summary>
    public DriverMessage? Read() =>
        _input.ReadLine() is { } line ? JsonSerializer.Deserialize(line, GangJson.Default.DriverMessage) : null;

    /// <summary>Says something to the driver.</summary>
    public void Send(RankMessage message)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(message, GangJson.Default.RankMessage), (byte)'\n'];
        lock (_writing)
        {
            _output.Write(line);
            _output.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
    }

    private static FileStream Open(int descriptor, FileAccess access) =>
        new(new SafeFileHandle(descriptor, ownsHandle: false), access, bufferSize: 0);
}
