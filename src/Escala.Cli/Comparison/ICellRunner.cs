using Escala.Engines;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>Makes the runs of one engine, peer or initialisation.</summary>
internal interface ICellRunner
{
    /// <summary>The command that does the same again, quoted for a shell.</summary>
    string Command { get; }

    /// <summary>Runs once.</summary>
    /// <param name="begun">The run as far as it is known before it begins.</param>
    /// <param name="progress">Told how far it has come; null for nobody.</param>
    /// <param name="cancellationToken">Ends the run; nothing of it is left when the task ends.</param>
    /// <returns>The run with its result, or with its error where it failed.</returns>
    Task<RunReport> RunAsync(RunReport begun, IProgress<JobProgress>? progress, CancellationToken cancellationToken);
}
