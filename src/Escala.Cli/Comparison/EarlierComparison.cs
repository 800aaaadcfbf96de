using System.Text.Json;
using System.Text.Json.Nodes;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>A comparison that ended before it was whole, to be gone on with.</summary>
/// <param name="path">Its <c>results.json</c>.</param>
/// <param name="earlier">What it holds.</param>
internal sealed class EarlierComparison(string path, ComparisonReport earlier)
{
    /// <summary>The repetitions that it was to have.</summary>
    public int Repeat => earlier.Repeat;

    /// <summary>Reads the results; null where there are none.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EscalaException">The file is not the results of a comparison.</exception>
    public static EarlierComparison? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            return new EarlierComparison(path, JsonSerializer.Deserialize(stream, ResultsJson.Default.ComparisonReport)!);
        }
        catch (Exception cause) when (cause is JsonException or NotSupportedException)
        {
            throw new EscalaException($"{path} cannot be gone on with: {cause.Message} Leave --resume out to replace it.", cause);
        }
    }

    /// <summary>What is left of it: what failed or was not run is tried again.</summary>
    /// <param name="asked">What is asked for now, without runs.</param>
    /// <param name="plan">The runs that are asked for now.</param>
    /// <exception cref="EscalaException">It is another comparison; the message names the first difference.</exception>
    public ComparisonReport Resume(ComparisonReport asked, ComparisonPlan plan)
    {
        foreach ((string name, string? before, string? now) in Facts(earlier).Zip(Facts(asked), (was, want) => (was.Name, was.Value, want.Value)))
        {
            Require(name, before, now);
        }

        KMeansWorkloadReport workload = KMeansOf(earlier);
        RunReport[] kept = [.. workload.Runs.Where(run => run.Result is not null)];
        foreach (RunReport run in kept)
        {
            ComparisonCell? cell = plan.Cells.FirstOrDefault(cell => cell.IsOf(run));
            Require($"the command of {run.Name}", run.Command, cell?.Runner.Command ?? run.Command);
        }

        return earlier.With(workload with { Axes = KMeansOf(asked).Axes, Runs = kept }) with { Repeat = asked.Repeat };
    }

    /// <summary>What must be the same, with names for people.</summary>
    private static IEnumerable<(string Name, string? Value)> Facts(ComparisonReport report)
    {
        yield return ("the version of Escala", report.Version);
        yield return ("the processor", report.Machine.Cpu);
        yield return ("the number of processors", report.Machine.Cores.ToString());
        yield return ("the workload", string.Join(", ", report.Workloads.Select(workload => workload.Name)));
        yield return ("--scale", report.Scale);
        KMeansWorkloadReport workload = KMeansOf(report);
        yield return ("DATA", workload.Data);
        JsonObject options = JsonSerializer.SerializeToNode(workload.Options, ResultsJson.Default.KMeansOptionsReport)!.AsObject();
        foreach (string property in ResultsJson.Default.KMeansOptionsReport.Properties.Select(property => property.Name))
        {
            yield return ("--" + JsonNamingPolicy.KebabCaseLower.ConvertName(property), options[property]?.ToString());
        }

        yield return ("the state of the data", string.Join("; ", workload.Files.Select(Describe)));
    }

    private static KMeansWorkloadReport KMeansOf(ComparisonReport report) => report.Workloads.OfType<KMeansWorkloadReport>().Single();

    private static string Describe(FileStampReport file) => $"{file.Path}, {file.Bytes} bytes, written {file.Modified:O}";

    private void Require(string name, string? before, string? now)
    {
        if (before != now)
        {
            throw new EscalaException(
                $"{path} holds another comparison: {name} was {before ?? "not given"} and is now {now ?? "not given"}. "
                + "Name another folder with --out, or leave --resume out to replace it.");
        }
    }
}
