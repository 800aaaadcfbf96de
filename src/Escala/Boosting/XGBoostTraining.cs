using Escala.Engines;
using Escala.LibXGBoost;

namespace Escala.Boosting;

/// <summary>
/// The rounds of a training (Chen and Guestrin, "XGBoost: a scalable tree boosting system", KDD 2016). libxgboost grows the trees; here
/// is what belongs to the rounds: their metrics, when to stop, and checkpoints.
/// </summary>
internal sealed class XGBoostTraining : IDisposable
{
    private readonly XGBoostCheckpoint _state;
    private readonly XGBoostStart _start;
    private readonly XGBoostMatrices _matrices;
    private readonly IReadOnlyList<(string Name, string Value)> _parameters;
    private readonly RankContext _rank;
    private readonly XGBoostRoundMetrics? _metrics;
    private Booster _booster;

    /// <summary>Begins, or takes up what was interrupted.</summary>
    /// <param name="state">The training as its checkpoint would be, without history.</param>
    /// <param name="start">What it begins with.</param>
    /// <param name="matrices">The rows.</param>
    /// <param name="metrics">What is measured after every round; null where there is no validation part.</param>
    /// <param name="rank">The rank.</param>
    public XGBoostTraining(
        XGBoostCheckpoint state, XGBoostStart start, XGBoostMatrices matrices, XGBoostRoundMetrics? metrics, RankContext rank)
    {
        (_state, _start, _matrices, _metrics, _rank) = (state, start, matrices, metrics, rank);
        _parameters = XGBoostParameters.Of(
            state.Options, XGBoostObjective.Find(state.Objective)!, state.Classes.Count, state.Features, rank.Threads);
        _booster = Open(start.Trees);
    }

    /// <summary>The trees so far.</summary>
    public Booster Booster => _booster;

    /// <summary>Why it ended.</summary>
    public XGBoostStopReason StopReason { get; private set; } = XGBoostStopReason.Rounds;

    /// <summary>Trains round after round; then keeps the best one where early stopping is on.</summary>
    /// <param name="cancellationToken">Ends it between rounds.</param>
    /// <returns>The number of rounds that were trained.</returns>
    /// <exception cref="InvalidOptionsException">libxgboost does not know a parameter.</exception>
    public int Run(CancellationToken cancellationToken)
    {
        XGBoostOptions options = _state.Options;
        bool isFirst = true;
        int trained = _booster.RoundCount - _start.StartRounds;
        while (trained < options.Rounds && !IsOver())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _booster.Update(_start.StartRounds + trained, _matrices.Training.Matrix);
            trained++;
            if (isFirst)
            {
                RequireKnownParameters();
                isFirst = false;
            }

            _metrics?.Measure(_booster);
            _rank.Reporter.Report(new PhaseProgress(trained, options.Rounds, _metrics?.Log.Latest));
            if (options.CheckpointRounds is { } every && trained % every == 0)
            {
                WriteCheckpoint();
            }
        }

        KeepBest();
        return trained;
    }

    /// <inheritdoc/>
    public void Dispose() => _booster.Dispose();

    private bool IsOver()
    {
        bool isOver = _state.Options.EarlyStoppingRounds is { } patience && _metrics!.Log.RoundsWithoutGain >= patience;
        StopReason = isOver ? XGBoostStopReason.EarlyStopping : XGBoostStopReason.Rounds;
        return isOver;
    }

    private void KeepBest()
    {
        if (_state.Options.EarlyStoppingRounds is null)
        {
            return;
        }

        Booster best = _booster.Slice(0, _start.StartRounds + _metrics!.Log.BestRound + 1);
        _booster.Dispose();
        _booster = best;
        Configure(_booster, isLoaded: true);
    }

    /// <summary>
    /// Writes a checkpoint and goes on with what it holds: libxgboost's choice of features has a state that models do not keep, so only a
    /// training that was read back at the same rounds can be resumed to the same bits.
    /// </summary>
    private void WriteCheckpoint()
    {
        byte[] bytes = (_state with { History = _metrics?.Log.ToHistory() ?? [] }).Save(_booster);
        if (_rank.Rank == 0)
        {
            _rank.Reporter.Checkpoint(XGBoostCheckpoint.FileName(_booster.RoundCount), stream => stream.Write(bytes));
        }

        _booster.Dispose();
        _booster = Open(bytes);
    }

    private Booster Open(byte[]? trees)
    {
        var booster = _matrices.Validation is { } validation
            ? new Booster([_matrices.Training.Matrix, validation.Matrix])
            : new Booster([_matrices.Training.Matrix]);
        try
        {
            if (trees is not null)
            {
                booster.Load(trees);
                XGBoostCheckpoint.Clean(booster);
            }

            Configure(booster, isLoaded: trees is not null);
            return booster;
        }
        catch
        {
            booster.Dispose();
            throw;
        }
    }

    private void Configure(Booster booster, bool isLoaded)
    {
        foreach ((string name, string value) in _parameters)
        {
            // Trees that were read have their base score; setting it would transform it once more.
            if (!isLoaded || name != "base_score")
            {
                booster.Set(name, value);
            }
        }

        booster.SetFeatureNames([.. _state.Features.Select(feature => feature.Name)]);
        booster.SetFeatureTypes(FeatureTypes.Of(_state.Features));
    }

    /// <summary>libxgboost only warns of parameters that it does not know, when it first looks at them.</summary>
    private void RequireKnownParameters()
    {
        string[] unknown = [.. _booster.TakeWarnings().Where(warning => UnusedParameters.In(warning).Count > 0)];
        if (unknown.Length > 0)
        {
            throw new InvalidOptionsException(
                $"Parameters of XGBoost must be known to libxgboost {XGBoostLibrary.Require().Version}, which says: {string.Join(' ', unknown)}");
        }
    }
}
