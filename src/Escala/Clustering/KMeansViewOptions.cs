namespace Escala.Clustering;

/// <summary>Which rows a view of a model's clusters shows. The model travels as the input file <see cref="KMeansPredict.ModelFile"/>.</summary>
public sealed record KMeansViewOptions
{
    /// <summary>The most rows to show. Default 2,000; from 1 to 20,000.</summary>
    public int Rows { get; init; } = 2_000;

    /// <summary>The seed of the choice of rows. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Checks the options.</summary>
    /// <exception cref="InvalidOptionsException">An option is outside what it may be.</exception>
    public void Validate()
    {
        if (Rows is < 1 or > Metrics.SilhouetteScorer.MaxRows)
        {
            throw new InvalidOptionsException(
                $"Rows of a view must be from 1 to {Metrics.SilhouetteScorer.MaxRows}, but was {Rows}. 2000 are enough for a plot.");
        }
    }
}
