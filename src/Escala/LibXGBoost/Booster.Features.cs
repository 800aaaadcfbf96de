using System.Runtime.InteropServices;

namespace Escala.LibXGBoost;

/// <summary>What a booster knows of its features.</summary>
internal sealed unsafe partial class Booster
{
    private const string Names = "feature_name";
    private const string Types = "feature_type";

    /// <summary>The features' names; empty where it was not told.</summary>
    public IReadOnlyList<string> FeatureNames => Features(Names);

    /// <summary>The features' types, see <see cref="DMatrix.SetFeatureTypes"/>; empty where it was not told.</summary>
    public IReadOnlyList<string> FeatureTypes => Features(Types);

    /// <summary>Sets the names that the model keeps.</summary>
    public void SetFeatureNames(IReadOnlyList<string> names) => SetFeatures(Names, names);

    /// <summary>Sets the types that the model keeps.</summary>
    public void SetFeatureTypes(IReadOnlyList<string> types) => SetFeatures(Types, types);

    /// <summary>How much each feature matters.</summary>
    /// <param name="importanceType"><c>gain</c>, <c>weight</c>, <c>cover</c>, <c>total_gain</c> or <c>total_cover</c>.</param>
    public FeatureScores Score(string importanceType)
    {
        string config = $$"""{"importance_type":"{{importanceType}}"}""";
        Calls.Check(NativeMethods.XGBoosterFeatureScore(
            _handle, config, out ulong count, out byte** features, out ulong dimensions, out ulong* shape, out float* scores));
        return new FeatureScores(Words(features, count), Array(scores, shape, dimensions).Values.ToArray());
    }

    private string[] Features(string field)
    {
        Calls.Check(NativeMethods.XGBoosterGetStrFeatureInfo(_handle, field, out ulong count, out byte** values));
        return Words(values, count);
    }

    private void SetFeatures(string field, IReadOnlyList<string> values) =>
        Calls.Check(NativeMethods.XGBoosterSetStrFeatureInfo(_handle, field, [.. values], (ulong)values.Count));

    private static string[] Words(byte** words, ulong count)
    {
        string[] copies = new string[checked((int)count)];
        for (int i = 0; i < copies.Length; i++)
        {
            copies[i] = Marshal.PtrToStringUTF8((nint)words[i])!;
        }

        return copies;
    }
}
