using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Escala.Benchmarks.Chaos;

/// <summary>A run of <c>escala fit kmeans</c> on a Dask cluster, with deadlines that are short.</summary>
internal sealed class FitCommandRun
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private FitCommandRun(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its exit code; null while it runs.</summary>
    public int? ExitCode => HasExited ? _process.ExitCode : null;

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>The digest of the centroids; null where the fit failed.</summary>
    public string? Digest { get; private set; }

    /// <summary>What it said on stderr.</summary>
    public string Errors { get; private set; } = "";

    /// <summary>Starts a fit.</summary>
    /// <param name="escala">The launcher.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="address">The scheduler.</param>
    /// <param name="seed">The seed.</param>
    public static FitCommandRun Start(string escala, string rows, string address, ulong seed)
    {
        string engine = address.Replace("tcp://", "dask://", StringComparison.Ordinal);
        string[] arguments =
        [
            "fit", "kmeans", rows, "--clusters", "20", "--restarts", "4", "--seed", seed.ToString(CultureInfo.InvariantCulture), "--json",
            "--engine", engine, "--workers", "3", "--dask-silence-seconds", "6", "--dask-lease-seconds", "8", "--dask-start-seconds", "30",
        ];
        var start = new ProcessStartInfo(escala, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        return new FitCommandRun(Process.Start(start)!);
    }

    /// <summary>Waits for its end.</summary>
    /// <param name="patience">How long.</param>
    public async Task<FitCommandRun> EndAsync(TimeSpan patience)
    {
        using var end = new CancellationTokenSource(patience);
        try
        {
            await _process.WaitForExitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            return this;
        }

        Elapsed = _watch.Elapsed;
        Errors = (await _errors).Trim();
        if (_process.ExitCode == 0)
        {
            using var result = JsonDocument.Parse(await _output);
            Digest = result.RootElement.GetProperty("digest").GetProperty("centroids").GetString();
        }

        return this;
    }

    /// <summary>Ends it by force.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);
}
