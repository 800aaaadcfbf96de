using System.CommandLine;
using Escala.Cli.Options;

namespace Escala.Cli.Algorithms.XGBoost;

/// <summary>The options about where training starts and what it leaves on its way.</summary>
internal sealed class XGBoostContinuation
{
    private readonly Option<string?> _continue = CliOption.Text(
        "--continue", "FILE", "A model of the same columns to go on from: --rounds more are added to its own. Without it: from nothing.");

    private readonly Option<string?> _checkpoint = CliOption.Text(
        "--checkpoint", "DIR", "Where to leave a checkpoint after every --every rounds. Without it: nowhere.");

    private readonly Option<int?> _every = CliOption.Number<int>(
        "--every", "N", "The rounds from one checkpoint to the next, at least 1. Without it: 10 with --checkpoint.");

    private readonly Option<string?> _resume = CliOption.Text(
        "--resume",
        "DIR",
        "Go on from the checkpoint in DIR, and leave the next ones there. Options and data must be the same; the model is then the same "
            + "bits as without the interruption. Without it: from the beginning.");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_continue, _checkpoint, _every, _resume];

    /// <summary>Adds to a fit what was given.</summary>
    public XGBoostFitRequest Bind(ParseResult parsed, XGBoostFitRequest request) => request with
    {
        Continue = parsed.GetValue(_continue),
        Checkpoint = parsed.GetValue(_checkpoint),
        Every = parsed.GetValue(_every),
        Resume = parsed.GetValue(_resume),
    };
}
