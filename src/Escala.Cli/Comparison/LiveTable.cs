using Spectre.Console;
using Spectre.Console.Rendering;

namespace Escala.Cli.Comparison;

/// <summary>Shows something that changes on a terminal; disposing clears it.</summary>
internal sealed class LiveTable : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _ended = new();
    private readonly Task _drawing;

    /// <summary>Begins to draw.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="draw">Makes what is to be seen now.</param>
    public LiveTable(IAnsiConsole terminal, Func<IRenderable> draw) => _drawing = terminal.Live(draw())
        .AutoClear(true)
        .StartAsync(async live =>
        {
            while (!_ended.IsCancellationRequested)
            {
                live.UpdateTarget(draw());
                await Task.Delay(Beat, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _drawing.ConfigureAwait(false);
        _ended.Dispose();
    }
}
