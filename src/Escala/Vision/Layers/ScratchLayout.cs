namespace Escala.Vision.Layers;

/// <summary>Lays parts of a scratch one after the other, each aligned to 64 bytes.</summary>
internal sealed class ScratchLayout
{
    private const nint Alignment = 16;

    /// <summary>The float32 of all parts.</summary>
    public nint Length { get; private set; }

    /// <summary>Adds a part.</summary>
    /// <param name="length">Its float32.</param>
    /// <returns>Where it begins.</returns>
    public nint Add(nint length)
    {
        nint place = Length;
        Length += (length + Alignment - 1) / Alignment * Alignment;
        return place;
    }
}
