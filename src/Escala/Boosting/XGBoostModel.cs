using System.Globalization;
using System.Security.Cryptography;
using Escala.Data;
using Escala.Engines;
using Escala.LibXGBoost;
using Escala.Models;

namespace Escala.Boosting;

/// <summary>Trained boosted trees. Immutable, and safe to use from several threads, one of which predicts at a time.</summary>
public sealed partial class XGBoostModel
{
    private const string TreesEntry = "model.ubj";
    private readonly XGBoostMetadata _metadata;
    private readonly XGBoostOutputs _outputs;
    private readonly XGBoostPredictor _predictor;
    private readonly Lock _gate = new();

    private XGBoostModel(XGBoostMetadata metadata, byte[] trees)
    {
        _metadata = metadata;
        Trees = trees;
        _outputs = new XGBoostOutputs(XGBoostObjective.Find(metadata.Fit.Objective)!, metadata.Fit.Classes.Count);
        _predictor = NewPredictor(OpenTrees(1), threads: 1);
    }

    /// <summary>The options it was trained with.</summary>
    public XGBoostOptions Options => _metadata.Options;

    /// <summary>The columns it was trained on, in order, with the categories of text columns.</summary>
    public IReadOnlyList<DataColumn> Features => _metadata.Features;

    /// <summary>The column that was learned; the categories of a text column are <see cref="Classes"/>.</summary>
    public DataColumn Target => _metadata.Target;

    /// <summary>The SQL that makes these columns of a file's, or null.</summary>
    public string? Sql => _metadata.Sql;

    /// <summary>The version of Escala that trained it.</summary>
    public string Version => _metadata.Version;

    /// <summary>The version of libxgboost that trained it.</summary>
    public string LibraryVersion => Fit.LibraryVersion;

    /// <summary>What the fit found.</summary>
    public XGBoostFitResult Fit => _metadata.Fit;

    /// <summary>The classes in the order of their indices; empty for regression and ranking.</summary>
    public IReadOnlyList<string> Classes => Fit.Classes;

    /// <summary>The trees, as XGBoost writes them.</summary>
    internal byte[] Trees { get; }

    /// <summary>How predictions become scores.</summary>
    internal XGBoostOutputs Outputs => _outputs;

    /// <summary>Makes the model of a fit.</summary>
    /// <param name="options">The options of the fit.</param>
    /// <param name="plan">The data of the fit, with the categories of text columns.</param>
    /// <param name="job">What it found, with the files that it handed over.</param>
    /// <exception cref="ArgumentException">The data have no label, or the job no trees.</exception>
    public static XGBoostModel Create(XGBoostOptions options, DataPlan plan, JobResult<XGBoostFitResult> job)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(job);
        XGBoostFitResult fit = job.Result;
        DataColumn target = plan.Label ?? throw new ArgumentException("The data of a fit have a label.", nameof(plan));
        JobFile file = job.Files.FirstOrDefault(file => file is { Rank: 0, Name: XGBoostFit.ModelFile })
            ?? throw new ArgumentException($"The job of a fit hands over {XGBoostFit.ModelFile}.", nameof(job));
        byte[] trees = File.ReadAllBytes(file.Path);
        return new XGBoostModel(
            new XGBoostMetadata
            {
                Version = EscalaVersion.Current,
                Features = plan.Features,
                Sql = plan.Query,
                Target = target.Type == ColumnType.Text ? target with { Categories = fit.Classes } : target,
                Options = options,
                Fit = fit,
            },
            trees);
    }

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">
    /// The file is missing, damaged, of another version or algorithm, not a model, or of a newer libxgboost whose trees this one cannot
    /// read.
    /// </exception>
    public static XGBoostModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ModelFile.Load(path, XGBoostMetadata.AlgorithmName, XGBoostJson.Default.XGBoostMetadata, (metadata, open) =>
        {
            using Stream stream = open(TreesEntry);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            byte[] trees = copy.ToArray();
            RequireWhole(metadata, trees);
            return Read(metadata, trees, path);
        });
    }

    /// <summary>
    /// Writes the model: a zip of <c>model.json</c> and <c>model.ubj</c>, which XGBoost itself loads unchanged. Nothing half-written is
    /// left where it fails.
    /// </summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <exception cref="ModelFileException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ModelFile.Save(path, _metadata, XGBoostJson.Default.XGBoostMetadata, [(TreesEntry, stream => stream.Write(Trees))]);
    }

    /// <summary>SHA-256 of a model's bytes, in lower-case hexadecimal.</summary>
    internal static string Digest(byte[] trees) => Convert.ToHexStringLower(SHA256.HashData(trees));

    /// <summary>A booster of the trees, which the caller disposes.</summary>
    /// <param name="threads">The threads that it may use.</param>
    internal Booster OpenTrees(int threads)
    {
        var booster = new Booster([]);
        try
        {
            booster.Load(Trees);
            booster.Set("nthread", threads.ToString(CultureInfo.InvariantCulture));
            return booster;
        }
        catch
        {
            booster.Dispose();
            throw;
        }
    }

    /// <summary>Applies the trees to rows of the model's features.</summary>
    /// <param name="booster">The trees by <see cref="OpenTrees"/>; the caller keeps them.</param>
    /// <param name="threads">The threads that it may use.</param>
    internal XGBoostPredictor NewPredictor(Booster booster, int threads) => new(booster, Features, Options.Missing ?? float.NaN, threads);

    /// <summary>
    /// Reads trees, which an older libxgboost may refuse, or, worse, take for others: 1.7 reads another base score from what 3.2 wrote.
    /// </summary>
    private static XGBoostModel Read(XGBoostMetadata metadata, byte[] trees, string path)
    {
        XGBoostModel model;
        try
        {
            model = new XGBoostModel(metadata, trees);
        }
        catch (XGBoostException cause)
        {
            throw new ModelFileException($"{Versions("cannot read it")}: {cause.Message} {Advice()}", cause);
        }

        float[] margins = model._predictor.MarginsOfMissing();
        bool isSame = margins.Length == metadata.Fit.MissingRowMargins.Count
            && margins.Zip(metadata.Fit.MissingRowMargins).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-5f * (1 + Math.Abs(pair.Second)));
        return isSame ? model : throw new ModelFileException($"{Versions("does not predict the same by it")}. {Advice()}");

        string Versions(string what) =>
            $"The model '{path}' was trained by libxgboost {metadata.Fit.LibraryVersion}, and libxgboost {XGBoostLibrary.Require().Version} {what}";

        string Advice() => $"Name a libxgboost of {metadata.Fit.LibraryVersion} or newer with ESCALA_XGBOOST, or fit again.";
    }

    private static void RequireWhole(XGBoostMetadata metadata, byte[] trees)
    {
        if (Digest(trees) != metadata.Fit.ModelDigest)
        {
            throw new InvalidDataException($"{TreesEntry} is not what the fit wrote.");
        }

        if (metadata.Features.Count == 0 || XGBoostObjective.Find(metadata.Fit.Objective) is not { } objective
            || objective.HasClasses != (metadata.Fit.Classes.Count > 1))
        {
            throw new InvalidDataException("The features, the objective and the classes do not fit together.");
        }
    }
}
