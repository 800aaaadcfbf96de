using Escala.Cli.Options;

namespace Escala.Cli.Algorithms;

/// <summary>Which checkpoints a fit leaves, and from which it goes on.</summary>
internal sealed record CheckpointChoice
{
    /// <summary>The rounds or iterations from one checkpoint to the next where nobody says it.</summary>
    public const int Usual = 10;

    /// <summary>The folder of the checkpoints; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The rounds or iterations from one checkpoint to the next; null for the usual number.</summary>
    public int? Every { get; init; }

    /// <summary>The folder with the checkpoint that is gone on from, where the next ones go too; null for none.</summary>
    public string? Resume { get; init; }

    /// <summary>Where checkpoints go; null for nowhere.</summary>
    public string? Folder => Resume ?? Checkpoint;

    /// <summary>The rounds or iterations from one checkpoint to the next; null where none are written.</summary>
    public int? Interval => IntervalOr(Usual);

    /// <summary>The steps from one checkpoint to the next; null where none are written.</summary>
    /// <param name="usual">What holds where nobody says it.</param>
    public int? IntervalOr(int usual) => Folder is null ? null : Every ?? usual;

    /// <summary>The checkpoint that is gone on from; null where the fit begins anew.</summary>
    /// <param name="newest">The newest checkpoint of a folder, or null.</param>
    /// <exception cref="EscalaException">There is none.</exception>
    public string? ResumeFrom(Func<string, string?> newest) => Resume is null ? null : newest(Resume) ?? throw new EscalaException(
        $"{Resume} holds no checkpoint to go on from. Name the folder that was given to --checkpoint, or begin anew with --checkpoint.");

    /// <summary>Checks that the options go together.</summary>
    /// <exception cref="InvalidOptionsException">They do not.</exception>
    public void Validate()
    {
        List<string> faults = [];
        if (Every is not null && Folder is null)
        {
            faults.Add($"--every must come with --checkpoint, but was {Every} without it. Name the folder of the checkpoints.");
        }

        if (Resume is not null && Checkpoint is not null)
        {
            faults.Add("--resume must be given without --checkpoint: the checkpoints stay in its folder. Leave the other out.");
        }

        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }

    /// <summary>Adds the options that make the command line say this.</summary>
    /// <param name="arguments">Where to.</param>
    public void AddTo(ArgumentList arguments)
    {
        arguments.AddUnless(null, "--checkpoint", Checkpoint);
        arguments.AddUnless(null, "--every", Every);
        arguments.AddUnless(null, "--resume", Resume);
    }
}
