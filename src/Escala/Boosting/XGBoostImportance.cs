using Escala.Data;
using Escala.LibXGBoost;

namespace Escala.Boosting;

/// <summary>Collects the importance of features.</summary>
internal static class XGBoostImportance
{
    /// <summary>The importance of every feature, in the order of the features.</summary>
    public static IReadOnlyList<FeatureImportance> Of(Booster booster, IReadOnlyList<DataColumn> features)
    {
        Dictionary<string, float> gain = Scores(booster, "gain");
        Dictionary<string, float> weight = Scores(booster, "weight");
        Dictionary<string, float> cover = Scores(booster, "cover");
        Dictionary<string, float> totalGain = Scores(booster, "total_gain");
        Dictionary<string, float> totalCover = Scores(booster, "total_cover");
        return
        [
            .. features.Select(feature => new FeatureImportance
            {
                Feature = feature.Name,
                Gain = gain.GetValueOrDefault(feature.Name),
                Weight = weight.GetValueOrDefault(feature.Name),
                Cover = cover.GetValueOrDefault(feature.Name),
                TotalGain = totalGain.GetValueOrDefault(feature.Name),
                TotalCover = totalCover.GetValueOrDefault(feature.Name),
            }),
        ];
    }

    private static Dictionary<string, float> Scores(Booster booster, string kind)
    {
        FeatureScores scores = booster.Score(kind);
        return scores.Features.Zip(scores.Scores).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }
}
