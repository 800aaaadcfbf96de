using Escala.Boosting;
using Escala.Clustering;
using Escala.Data;

namespace Escala.Engines.Conformance;

/// <summary>Rows that tests have a cluster hold, and the same rows here, in the order of their ids.</summary>
internal static class HeldRowsSample
{
    /// <summary>How many there are.</summary>
    public const int Rows = 5_000;

    /// <summary>How rows are used.</summary>
    public static DatasetOptions Options { get; } = new() { Features = ["x0", "x1"], Label = "x2", TestFraction = 0.2, BlockRows = 128 };

    /// <summary>The rows in memory; all values are exact in float32.</summary>
    public static Dataset InMemory()
    {
        var rows = new float[Rows, 3];
        for (int row = 0; row < Rows; row++)
        {
            (rows[row, 0], rows[row, 1], rows[row, 2]) = (row * 37 % 101 / 4f, (row % 3 * 8) + (row * 53 % 97 / 16f), row * 37 % 101 > 60 ? 1 : 0);
        }

        return Dataset.FromArray(rows, Options);
    }

    /// <summary>Trains K-means.</summary>
    public static async Task<string> KMeansDigestAsync(Dataset data, IEngine engine, CancellationToken cancellationToken)
    {
        var options = new KMeansOptions { Clusters = 6, Restarts = 2, Standardize = true, Seed = 5 };
        KMeansModel model = await new KMeansTrainer(options).FitAsync(data, engine, cancellationToken: cancellationToken);
        return $"{model.Fit.CentroidsDigest} {model.Fit.LabelsDigest}";
    }

    /// <summary>Trains XGBoost; where there is one rank, the bits are those of one core.</summary>
    public static async Task<string> XGBoostDigestAsync(Dataset data, IEngine engine, CancellationToken cancellationToken)
    {
        var options = new XGBoostOptions { Rounds = 5, Subsample = 0.7, Objective = "binary:logistic" };
        XGBoostModel model = await new XGBoostTrainer(options).FitAsync(data, engine, cancellationToken: cancellationToken);
        return model.Fit.ModelDigest;
    }
}
