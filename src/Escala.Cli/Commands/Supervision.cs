namespace Escala.Cli.Commands;

/// <summary>Ties this process to the one that started it: the end of stdin cancels.</summary>
internal static class Supervision
{
    /// <summary>Begins to watch, for as long as the process lives.</summary>
    /// <param name="cancellationToken">Cancels as well.</param>
    /// <returns>Is cancelled when the other process is gone.</returns>
    public static CancellationToken Begin(CancellationToken cancellationToken)
    {
        var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        new Thread(() => Watch(ended)) { IsBackground = true, Name = "escala supervision" }.Start();
        return ended.Token;
    }

    private static void Watch(CancellationTokenSource ended)
    {
        using Stream input = Console.OpenStandardInput();
        Span<byte> one = stackalloc byte[1];
        while (input.Read(one) > 0)
        {
            // Nothing is said on this channel: only its end counts.
        }

        ended.Cancel();
    }
}
