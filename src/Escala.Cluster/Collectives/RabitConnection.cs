using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Escala.Cluster.Collectives;

/// <summary>
/// What rabit sends over a connection to its tracker: integers of four bytes in the order of the machine, and texts with their length before
/// them. Every wait ends at a deadline.
/// </summary>
internal sealed class RabitConnection : IDisposable
{
    private const int LongestText = 4096;

    /// <summary>Linux's IPPROTO_TCP and TCP_QUICKACK.</summary>
    private const int Tcp = 6, QuickAcknowledgement = 12;

    private readonly Socket _socket;
    private readonly byte[] _integer = new byte[sizeof(int)];

    /// <summary>Takes over a connection.</summary>
    public RabitConnection(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
    }

    /// <summary>The address at the other end.</summary>
    public string Peer => ((IPEndPoint)_socket.RemoteEndPoint!).Address.ToString();

    /// <summary>Reads an integer.</summary>
    public async Task<int> ReadIntegerAsync(CancellationToken deadline)
    {
        await ReadAsync(_integer, deadline).ConfigureAwait(false);
        return BitConverter.ToInt32(_integer);
    }

    /// <summary>Reads a text.</summary>
    public async Task<string> ReadTextAsync(CancellationToken deadline)
    {
        int length = await ReadIntegerAsync(deadline).ConfigureAwait(false);
        if (length is < 0 or > LongestText)
        {
            throw new InvalidDataException($"A text of rabit's protocol must have from 0 to {LongestText} bytes, but had {length}.");
        }

        byte[] text = new byte[length];
        await ReadAsync(text, deadline).ConfigureAwait(false);
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>Sends integers.</summary>
    public Task SendAsync(IEnumerable<int> integers, CancellationToken deadline) =>
        SendAsync(integers.SelectMany(BitConverter.GetBytes).ToArray().AsMemory(), deadline);

    /// <summary>Sends bytes.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken deadline)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, deadline).ConfigureAwait(false)..];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private async Task ReadAsync(Memory<byte> bytes, CancellationToken deadline)
    {
        while (!bytes.IsEmpty)
        {
            // rabit sends its integers one by one, each when the one before is acknowledged, which the kernel puts off by 40 ms unless it is
            // told again before every read.
            _socket.SetRawSocketOption(Tcp, QuickAcknowledgement, [1, 0, 0, 0]);
            int count = await _socket.ReceiveAsync(bytes, deadline).ConfigureAwait(false);
            bytes = count > 0 ? bytes[count..] : throw new EndOfStreamException("The other end has closed the connection.");
        }
    }
}
