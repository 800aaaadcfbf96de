using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Escala.Testing;

namespace Escala.Benchmarks.Chaos;

/// <summary>A run of <c>escala fit kmeans</c> on a cluster, with deadlines that are short.</summary>
internal sealed class FitCommandRun
{
    /// <summary>As whose victim the command itself is killed.</summary>
    public const string Driver = "driver";

    /// <summary>What the command's processes inherit.</summary>
    private const string RunVariable = "ESCALA_CHAOS_RUN";

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Process _process;
    private readonly string _name;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private FitCommandRun(Process process, string name)
    {
        (_process, _name) = (process, name);
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

    /// <summary>How it ended, for people.</summary>
    public string Outcome => HasExited ? $"exit code {ExitCode}: {Errors}" : "it does not end";

    /// <summary>The command's own processes that are there: the shim and what that has started.</summary>
    public IReadOnlyList<int> Left => HasExited ? ClusterProcesses.WithVariable(RunVariable, _name) : [Id];

    /// <summary>Starts a fit.</summary>
    /// <param name="escala">The launcher.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cluster">Where it runs.</param>
    public static FitCommandRun Start(string escala, string rows, ulong seed, IChaosCluster cluster)
    {
        string[] arguments =
        [
            "fit", "kmeans", rows, "--clusters", "20", "--restarts", cluster.Restarts.ToString(CultureInfo.InvariantCulture),
            "--seed", seed.ToString(CultureInfo.InvariantCulture), "--json", .. cluster.Arguments,
        ];
        string name = Guid.NewGuid().ToString("N");
        var start = new ProcessStartInfo(escala, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[RunVariable] = name;
        return new FitCommandRun(Process.Start(start)!, name);
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

    /// <summary>Ends it by force, unless it has ended.</summary>
    public void Kill()
    {
        if (!HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }
}
