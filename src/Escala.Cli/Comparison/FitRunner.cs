using System.Text.Json;
using Escala.Cli.Algorithms;
using Escala.Cli.Commands;
using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>Trains with Escala itself, in a process of its own.</summary>
/// <param name="program">The program to start.</param>
/// <param name="request">What it trains, and on which engine.</param>
/// <param name="model">Where the model goes, beside what the command says; null for nowhere.</param>
internal sealed class FitRunner(ChildProgram program, FitRequest request, string? model = null) : ICellRunner
{
    private readonly string[] _arguments = [.. request.ToArguments(), "--json"];

    /// <inheritdoc/>
    public string Command => ShellText.Join(["escala", .. _arguments]);

    /// <inheritdoc/>
    public async Task<RunReport> RunAsync(RunReport begun, IProgress<JobProgress>? progress, CancellationToken cancellationToken)
    {
        ChildOutcome outcome = await new ChildRun(program, progress)
            .RunAsync([.. _arguments, .. Unrecorded()], cancellationToken).ConfigureAwait(false);
        RunReport run = begun with { ExitCode = outcome.ExitCode, WallSeconds = outcome.Wall.TotalSeconds };
        if (outcome.Error is { } error)
        {
            return run with { Error = error };
        }

        try
        {
            return run with { Result = JsonSerializer.Deserialize(outcome.Output, ResultsJson.Default.FitReport)! with { Model = null } };
        }
        catch (JsonException cause)
        {
            return run with { Error = $"The process ended well, but its result cannot be read: {cause.Message}" };
        }
    }

    private IEnumerable<string> Unrecorded() =>
        model is null ? [FitCommand.SupervisedOption] : [FitCommand.SupervisedOption, "--model", model];
}
