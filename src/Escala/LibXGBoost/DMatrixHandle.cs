using System.Runtime.InteropServices;

namespace Escala.LibXGBoost;

/// <summary>Owns a matrix of libxgboost. A new one holds none, which the library understands as "not given".</summary>
internal sealed class DMatrixHandle() : SafeHandle(0, ownsHandle: true)
{
    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => NativeMethods.XGDMatrixFree(handle) == 0;
}
