using System.Runtime.InteropServices;

namespace Escala.LibXGBoost;

/// <summary>The functions by which ranks talk to each other; those of the tracker are there from 2.1 on only.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGCommunicatorInit(string config);

    [LibraryImport(Library)]
    public static partial int XGCommunicatorFinalize();

    [LibraryImport(Library)]
    public static partial int XGCommunicatorGetRank();

    [LibraryImport(Library)]
    public static partial int XGCommunicatorGetWorldSize();

    [LibraryImport(Library)]
    public static partial int XGCommunicatorAllreduce(void* values, nuint count, int type, int operation);

    [LibraryImport(Library)]
    public static partial int XGCommunicatorBroadcast(void* bytes, nuint count, int root);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGTrackerCreate(string config, out TrackerHandle tracker);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGTrackerRun(TrackerHandle tracker, string config);

    [LibraryImport(Library)]
    public static partial int XGTrackerWorkerArgs(TrackerHandle tracker, out byte* json);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int XGTrackerWaitFor(TrackerHandle tracker, string config);

    [LibraryImport(Library)]
    public static partial int XGTrackerFree(nint tracker);
}
