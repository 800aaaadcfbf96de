using Escala.Cli.Algorithms.ConvNet;
using Escala.Cli.Algorithms.KMeans;
using Escala.Cli.Algorithms.XGBoost;
using Escala.Models;

namespace Escala.Cli.Algorithms;

/// <summary>The algorithms there are.</summary>
internal static class KnownAlgorithms
{
    /// <summary>All of them, in the order in which help and comparisons have them.</summary>
    public static IReadOnlyList<Algorithm> All { get; } = [KMeansAlgorithm.Instance, XGBoostAlgorithm.Instance, ConvNetAlgorithm.Instance];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(algorithm => algorithm.Name)];

    /// <summary>The algorithm of a report.</summary>
    /// <param name="name">Its name.</param>
    public static Algorithm Named(string name) => All.Single(algorithm => algorithm.Name == name);

    /// <summary>The algorithm that made a model.</summary>
    /// <param name="path">The model file.</param>
    /// <exception cref="ModelFileException">The file is no model, is damaged, or is one of an algorithm that this program has not.</exception>
    public static Algorithm OfModel(string path)
    {
        string name = ModelFile.AlgorithmOf(path);
        return All.FirstOrDefault(algorithm => algorithm.Name == name) ?? throw new ModelFileException(
            $"The model '{path}' was made by {name}, which this Escala does not have. Use the Escala that made it.");
    }
}
