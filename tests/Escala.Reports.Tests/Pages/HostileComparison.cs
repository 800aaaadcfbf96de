using Escala.Reports.Results;

namespace Escala.Reports.Tests.Pages;

/// <summary>A comparison whose data, columns, query and errors are attempts to become markup.</summary>
internal static class HostileComparison
{
    public const string Attempt =
        "</script><script>document.title='broken'</script><img src=x onerror=\"document.title='broken'\">&amp;'|`";

    public static ComparisonReport Made { get; } = GoldenComparison.Of(GoldenComparison.WithResults(
        GoldenComparison.KMeans with
        {
            Data = Attempt,
            Runs = [.. GoldenComparison.KMeans.Runs.Select(run => run.Error is null ? run : run with { Error = Attempt })],
        },
        _ => true,
        result => result with
        {
            Features = [Attempt, "distance", "time"],
            Data = result.Data with
            {
                Sql = $"select '{Attempt}'",
                Files = [.. result.Data.Files.Select(file => file with { Path = $"/data/{Attempt}" })],
            },
        })) with
    { CommandLine = $"escala compare kmeans {Attempt}" };
}
