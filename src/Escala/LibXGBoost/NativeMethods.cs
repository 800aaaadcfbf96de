using System.Runtime.InteropServices;

namespace Escala.LibXGBoost;

/// <summary>
/// The functions of libxgboost's C interface that Escala calls, by their own names; every one of this file is there in 1.7 and in 3.x. What
/// they return goes through <see cref="NativeCalls.Check"/>, which also sees to it that the library is loaded. Counts are the
/// interface's <c>bst_ulong</c>; memory they point out belongs to the object they were asked of, until its next call.
/// </summary>
internal static unsafe partial class NativeMethods
{
    /// <summary>The name that <see cref="XGBoostLibrary"/> resolves.</summary>
    public const string Library = "xgboost";

    [LibraryImport(Library)]
    public static partial byte* XGBGetLastError();

    [LibraryImport(Library)]
    public static partial int XGBRegisterLogCallback(delegate* unmanaged<byte*, void> callback);

    [LibraryImport(Library)]
    public static partial int XGBuildInfo(out byte* json);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGDMatrixCreateFromDense(string values, string config, out DMatrixHandle matrix);

    [LibraryImport(Library)]
    public static partial int XGProxyDMatrixCreate(out DMatrixHandle proxy);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGProxyDMatrixSetDataDense(DMatrixHandle proxy, string values);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGQuantileDMatrixCreateFromCallback(
        nint iterator,
        DMatrixHandle proxy,
        DMatrixHandle reference,
        delegate* unmanaged<nint, void> reset,
        delegate* unmanaged<nint, int> next,
        string config,
        out DMatrixHandle matrix);

    [LibraryImport(Library)]
    public static partial int XGDMatrixFree(nint matrix);

    [LibraryImport(Library)]
    public static partial int XGDMatrixNumRow(DMatrixHandle matrix, out ulong count);

    [LibraryImport(Library)]
    public static partial int XGDMatrixNumCol(DMatrixHandle matrix, out ulong count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGDMatrixSetInfoFromInterface(DMatrixHandle matrix, string field, string values);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGDMatrixSetStrFeatureInfo(DMatrixHandle matrix, string field, string[] values, ulong count);

    [LibraryImport(Library)]
    public static partial int XGBoosterCreate(nint* matrices, ulong count, out BoosterHandle booster);

    [LibraryImport(Library)]
    public static partial int XGBoosterFree(nint booster);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSetParam(BoosterHandle booster, string name, string value);

    [LibraryImport(Library)]
    public static partial int XGBoosterUpdateOneIter(BoosterHandle booster, int iteration, DMatrixHandle training);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterPredictFromDMatrix(
        BoosterHandle booster, DMatrixHandle rows, string config, out ulong* shape, out ulong dimensions, out float* values);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterPredictFromDense(
        BoosterHandle booster,
        string rows,
        string config,
        DMatrixHandle margins,
        out ulong* shape,
        out ulong dimensions,
        out float* values);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSaveModelToBuffer(BoosterHandle booster, string config, out ulong length, out byte* bytes);

    [LibraryImport(Library)]
    public static partial int XGBoosterLoadModelFromBuffer(BoosterHandle booster, byte* bytes, ulong length);

    [LibraryImport(Library)]
    public static partial int XGBoosterSaveJsonConfig(BoosterHandle booster, out ulong length, out byte* json);

    [LibraryImport(Library)]
    public static partial int XGBoosterSlice(BoosterHandle booster, int begin, int end, int step, out BoosterHandle slice);

    [LibraryImport(Library)]
    public static partial int XGBoosterBoostedRounds(BoosterHandle booster, out int rounds);

    [LibraryImport(Library)]
    public static partial int XGBoosterGetNumFeature(BoosterHandle booster, out ulong count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterFeatureScore(
        BoosterHandle booster,
        string config,
        out ulong featureCount,
        out byte** features,
        out ulong dimensions,
        out ulong* shape,
        out float* scores);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterGetAttr(BoosterHandle booster, string name, out byte* value, out int isThere);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSetAttr(BoosterHandle booster, string name, string? value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterSetStrFeatureInfo(BoosterHandle booster, string field, string[] values, ulong count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGBoosterGetStrFeatureInfo(BoosterHandle booster, string field, out ulong count, out byte** values);
}
