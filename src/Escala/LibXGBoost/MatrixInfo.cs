namespace Escala.LibXGBoost;

/// <summary>Sets what a matrix knows of its rows and features. libxgboost copies all of it.</summary>
internal static unsafe class MatrixInfo
{
    /// <summary>Sets one number per row.</summary>
    public static void Set(DMatrixHandle matrix, string field, ReadOnlySpan<float> values, ICollection<string> warnings)
    {
        fixed (float* first = values)
        {
            Set(matrix, field, ArrayInterface.Of(first, values.Length), warnings);
        }
    }

    /// <summary>Sets whole numbers.</summary>
    public static void Set(DMatrixHandle matrix, string field, ReadOnlySpan<uint> values, ICollection<string> warnings)
    {
        fixed (uint* first = values)
        {
            Set(matrix, field, ArrayInterface.Of(first, values.Length), warnings);
        }
    }

    /// <summary>Sets an array that is described already.</summary>
    public static void Set(DMatrixHandle matrix, string field, string values, ICollection<string> warnings) =>
        NativeCalls.For(warnings).Check(NativeMethods.XGDMatrixSetInfoFromInterface(matrix, field, values));

    /// <summary>Sets one word per feature.</summary>
    public static void SetFeatures(DMatrixHandle matrix, string field, IReadOnlyList<string> values, ICollection<string> warnings) =>
        NativeCalls.For(warnings).Check(NativeMethods.XGDMatrixSetStrFeatureInfo(matrix, field, [.. values], (ulong)values.Count));
}
