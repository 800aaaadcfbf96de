using System.Runtime.InteropServices;

namespace Escala.Tests.Vision;

/// <summary>Aligned memory for kernels, not-a-number at first: what a kernel reads without anybody having written it shows.</summary>
internal sealed unsafe class FloatMemory : IDisposable
{
    public FloatMemory(nint length)
    {
        Length = length;
        Pointer = (float*)NativeMemory.AlignedAlloc((nuint)Math.Max(length, 16) * sizeof(float), 64);
        Values.Fill(float.NaN);
    }

    public FloatMemory(ReadOnlySpan<float> values)
        : this(values.Length) => values.CopyTo(Values);

    public nint Length { get; }

    public float* Pointer { get; private set; }

    public Span<float> Values => new(Pointer, (int)Length);

    public void Dispose()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
