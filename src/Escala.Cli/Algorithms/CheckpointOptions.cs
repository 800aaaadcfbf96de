using System.CommandLine;
using Escala.Cli.Options;

namespace Escala.Cli.Algorithms;

/// <summary>The options about checkpoints.</summary>
/// <param name="steps">What the algorithm counts: rounds, iterations.</param>
/// <param name="whatIsTheSame">What a resumed fit has in common with the uninterrupted one.</param>
/// <param name="usual">The steps from one checkpoint to the next where nobody says it.</param>
internal sealed class CheckpointOptions(string steps, string whatIsTheSame, int usual = CheckpointChoice.Usual)
{
    private readonly Option<string?> _checkpoint = CliOption.Text(
        "--checkpoint", "DIR", $"Where to leave a checkpoint after every --every {steps}. Without it: nowhere.");

    private readonly Option<int?> _every = CliOption.Number<int>(
        "--every", "N", $"The {steps} from one checkpoint to the next, at least 1. Without it: {usual} with --checkpoint.");

    private readonly Option<string?> _resume = CliOption.Text(
        "--resume",
        "DIR",
        $"Go on from the checkpoint in DIR, and leave the next ones there. Options and data must be the same; {whatIsTheSame} "
            + "bits as without the interruption. Without it: from the beginning.");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_checkpoint, _every, _resume];

    /// <summary>What was given.</summary>
    public CheckpointChoice Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetValue(_checkpoint),
        Every = parsed.GetValue(_every),
        Resume = parsed.GetValue(_resume),
    };
}
