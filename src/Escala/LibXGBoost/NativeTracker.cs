using System.Runtime.InteropServices;

namespace Escala.LibXGBoost;

/// <summary>The tracker that libxgboost brings from 2.1 on: where the ranks of a job meet. It works on a thread of its own.</summary>
internal sealed unsafe class NativeTracker : IDisposable
{
    private readonly List<string> _warnings = [];
    private readonly TrackerHandle _handle;

    /// <summary>Makes a tracker and starts it.</summary>
    /// <param name="config">A JSON object whose keys are XGBoost's own.</param>
    /// <exception cref="XGBoostException">libxgboost refused.</exception>
    public NativeTracker(string config)
    {
        NativeCalls calls = NativeCalls.For(_warnings);
        calls.Check(NativeMethods.XGTrackerCreate(config, out _handle));
        calls.Check(NativeMethods.XGTrackerRun(_handle, "{}"));
    }

    /// <summary>Whether the library has one.</summary>
    public static bool IsThere => XGBoostLibrary.Require().Has(nameof(NativeMethods.XGTrackerCreate));

    /// <summary>What a rank needs to be told to find it: a JSON object whose keys are XGBoost's own.</summary>
    public string ReadWorkerArguments()
    {
        NativeCalls.For(_warnings).Check(NativeMethods.XGTrackerWorkerArgs(_handle, out byte* json));
        return Marshal.PtrToStringUTF8((nint)json)!;
    }

    /// <summary>Waits until all ranks have left.</summary>
    /// <param name="seconds">How long at most.</param>
    /// <exception cref="XGBoostException">They have not.</exception>
    public void WaitForEnd(int seconds) =>
        NativeCalls.For(_warnings).Check(NativeMethods.XGTrackerWaitFor(_handle, $"{{\"timeout\":{seconds}}}"));

    /// <summary>Stops it.</summary>
    public void Dispose() => _handle.Dispose();
}
