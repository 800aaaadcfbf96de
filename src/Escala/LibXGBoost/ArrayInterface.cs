using System.Globalization;

namespace Escala.LibXGBoost;

/// <summary>
/// Says to libxgboost where an array lies: the JSON form of NumPy's array interface, version 3. Nothing is copied; the memory must stay
/// where it is for as long as the function called says, for most of them until it returns.
/// </summary>
internal static unsafe class ArrayInterface
{
    /// <summary>A row-major matrix (rows, columns).</summary>
    public static string Of(float* values, long rows, int columns) => Text(values, "<f4", $"{rows},{columns}");

    /// <summary>A list of numbers.</summary>
    public static string Of(float* values, long count) => Text(values, "<f4", $"{count}");

    /// <summary>A list of whole numbers.</summary>
    public static string Of(uint* values, long count) => Text(values, "<u4", $"{count}");

    /// <summary>A number as libxgboost reads it from JSON, where NaN and infinities have names.</summary>
    public static string Number(float value) => float.IsInfinity(value)
        ? value > 0 ? "Infinity" : "-Infinity"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(void* values, string type, string shape) =>
        $$"""{"data":[{{(ulong)values}},true],"shape":[{{shape}}],"typestr":"{{type}}","version":3}""";
}
