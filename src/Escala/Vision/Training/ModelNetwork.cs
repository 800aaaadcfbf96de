using Escala.Data;
using Escala.Engines;
using Escala.Numerics;
using Escala.Vision.Images;

namespace Escala.Vision.Training;

/// <summary>A model's network in memory, with the images that it is applied to.</summary>
internal sealed class ModelNetwork : IDisposable
{
    /// <summary>Images a mini-batch: enough for all threads, and few enough for little memory.</summary>
    public const int MostImages = 256;

    private readonly CoreTeam _team;
    private readonly ImageSet _set;

    /// <summary>Opens model and images.</summary>
    /// <param name="data">The images.</param>
    /// <param name="needsLabels">Whether every class of the images must be one of the model's.</param>
    /// <param name="rank">The rank; the model has come as the input file <see cref="ConvNetPredict.ModelFile"/>.</param>
    /// <param name="cancellationToken">Ends decoding.</param>
    public ModelNetwork(ImageData data, bool needsLabels, RankContext rank, CancellationToken cancellationToken)
    {
        Model = ConvNetModel.Load(rank.Reporter.InputFile(ConvNetPredict.ModelFile));
        Model.RequireShape(data);
        int batch = Math.Clamp(RankShares.Most(data.Count, rank.World), 1, MostImages);
        NetworkPlan plan = NetworkMemory.Plan(Model.Options.Network, batch, rank.Threads, rank.Kernels);
        int[] classes = [.. data.ClassNames.Select(name => Model.Classes.ToList().IndexOf(name))];
        if (needsLabels && Array.IndexOf(classes, -1) is var unknown && unknown >= 0)
        {
            throw new DatasetException(
                $"{data.Path} has the class '{data.ClassNames[unknown]}', which the model does not know. "
                + NearestNames.Hint(data.ClassNames[unknown], Model.Classes));
        }

        _team = new CoreTeam(rank.Threads);
        _set = ConvNetFitting.LoadImages(data, rank, cancellationToken);
        Network = new Network(plan, _team);
        Model.GiveWeights(Network);
        Loader = new BatchLoader(_set, Model.Fit.Normalization, Model.Options, Network, _team, classes);
        Loss = new LossFunction(Model.Options.Loss, Network);
        Scorer = new ImageScorer(Network, Loader, Loss, _team, rank);
        int first = needsLabels && _set.OwnTestCount > 0 ? _set.Count - _set.OwnTestCount : 0;
        Rows = [.. Enumerable.Range(first, _set.Count - first)];
    }

    /// <summary>The model.</summary>
    public ConvNetModel Model { get; }

    /// <summary>Its network.</summary>
    public Network Network { get; }

    /// <summary>Loads images.</summary>
    public BatchLoader Loader { get; }

    /// <summary>What makes probabilities of outputs.</summary>
    public LossFunction Loss { get; }

    /// <summary>Judges the network.</summary>
    public ImageScorer Scorer { get; }

    /// <summary>The images that it is applied to.</summary>
    public int[] Rows { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Network.Dispose();
        _set.Dispose();
        _team.Dispose();
    }
}
