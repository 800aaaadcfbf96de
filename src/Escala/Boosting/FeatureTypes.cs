using Escala.Data;

namespace Escala.Boosting;

/// <summary>XGBoost's words for kinds of features.</summary>
internal static class FeatureTypes
{
    /// <summary>A feature whose values are indices of categories.</summary>
    public const string Category = "c";

    /// <summary><c>c</c> (category) for text, <c>q</c> (quantity) for everything else.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<DataColumn> features) =>
        [.. features.Select(feature => feature.Type == ColumnType.Text ? Category : "q")];
}
