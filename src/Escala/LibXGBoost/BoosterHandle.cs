using System.Runtime.InteropServices;

namespace Escala.LibXGBoost;

/// <summary>Owns a booster of libxgboost.</summary>
internal sealed class BoosterHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => NativeMethods.XGBoosterFree(handle) == 0;
}
