using System.Runtime.InteropServices;

namespace Escala.LibXGBoost;

/// <summary>Owns a tracker of libxgboost, and stops it.</summary>
internal sealed class TrackerHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => NativeMethods.XGTrackerFree(handle) == 0;
}
