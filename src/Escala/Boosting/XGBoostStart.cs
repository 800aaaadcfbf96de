using Escala.Engines;

namespace Escala.Boosting;

/// <summary>What a training begins with.</summary>
internal sealed record XGBoostStart
{
    /// <summary>The name of the input file with the model to continue from.</summary>
    public const string ModelFile = "model";

    /// <summary>The name of the input file with the checkpoint to resume from.</summary>
    public const string CheckpointFile = "checkpoint";

    /// <summary>The trees in XGBoost's format; null where there are none yet.</summary>
    public byte[]? Trees { get; private init; }

    /// <summary>The model that is continued; null where none is, or the training is resumed.</summary>
    public XGBoostModel? Model { get; private init; }

    /// <summary>The training that is resumed; null where none is.</summary>
    public XGBoostCheckpoint? Checkpoint { get; private init; }

    /// <summary>The rounds of the model that is, or was, continued from.</summary>
    public int StartRounds => Model?.Fit.Rounds ?? Checkpoint?.StartRounds ?? 0;

    /// <summary>Reads what the driver sent along.</summary>
    /// <exception cref="Models.ModelFileException">A file cannot be used.</exception>
    public static XGBoostStart Load(IRankReporter reporter)
    {
        if (reporter.HasInputFile(CheckpointFile))
        {
            (XGBoostCheckpoint checkpoint, byte[] trees) = XGBoostCheckpoint.Load(reporter.InputFile(CheckpointFile));
            return new XGBoostStart { Checkpoint = checkpoint, Trees = trees };
        }

        if (reporter.HasInputFile(ModelFile))
        {
            XGBoostModel model = XGBoostModel.Load(reporter.InputFile(ModelFile));
            return new XGBoostStart { Model = model, Trees = model.Trees };
        }

        return new XGBoostStart();
    }

    /// <summary>Refuses a training that is not the one that was begun.</summary>
    /// <param name="now">The training, as its checkpoint would be.</param>
    /// <exception cref="InvalidOptionsException">It is not.</exception>
    public void Require(XGBoostCheckpoint now)
    {
        Checkpoint?.RequireSame(now);
        if (Model is null)
        {
            return;
        }

        List<string> faults = [];
        if (now.Options.BaseScore is not null)
        {
            faults.Add($"BaseScore of XGBoost must be left out where a model is continued, which has its own, but was {now.Options.BaseScore}.");
        }

        if (Model.Fit.Objective != now.Objective)
        {
            faults.Add($"Objective of XGBoost must be that of the model that is continued, {Model.Fit.Objective}, but was {now.Objective}.");
        }

        if (!Model.Classes.SequenceEqual(now.Classes))
        {
            faults.Add(
                $"The target must have the classes of the model that is continued, {string.Join(", ", Model.Classes)}, but has {string.Join(", ", now.Classes)}.");
        }

        if (!Model.Features.Select(XGBoostCheckpoint.Words).SequenceEqual(now.Features.Select(XGBoostCheckpoint.Words)))
        {
            faults.Add(
                $"The features must be those of the model that is continued, {string.Join(", ", Model.Features.Select(feature => feature.Name))}, "
                + "in their order and with their categories. Open the data with the columns of the model.");
        }

        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }
}
