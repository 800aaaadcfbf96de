using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Escala.Vision.Kernels;

/// <summary>Offsets that kernels read through a pointer, in memory that the garbage collector does not move.</summary>
internal sealed unsafe class OffsetTable
{
    private readonly nint[] _values;

    /// <summary>Fills a table.</summary>
    /// <param name="count">The number of offsets, at least 1.</param>
    /// <param name="offset">The offset of each index, in float32.</param>
    public OffsetTable(int count, Func<int, nint> offset)
    {
        _values = GC.AllocateUninitializedArray<nint>(count, pinned: true);
        for (int i = 0; i < count; i++)
        {
            _values[i] = offset(i);
        }
    }

    public int Count => _values.Length;

    /// <summary>The first offset; valid as long as this object is referenced.</summary>
    public nint* Pointer => (nint*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_values));

    /// <summary>Multiples of a stride.</summary>
    /// <param name="count">The number of offsets.</param>
    /// <param name="stride">The stride, in float32.</param>
    public static OffsetTable Strided(int count, nint stride) => new(count, i => i * stride);
}
