namespace Escala.Vision.Layers;

/// <summary>Where a layer finds what it works on; images one after the other, each in blocks of 16 channels.</summary>
internal unsafe struct LayerMemory
{
    /// <summary>What comes in.</summary>
    public float* Input;

    /// <summary>What goes out.</summary>
    public float* Output;

    /// <summary>What the layer keeps from forward to backward; <see cref="Layer.KeptLength"/> float32.</summary>
    public float* Kept;

    /// <summary>The gradient of what goes out. Layers do not change it.</summary>
    public float* OutputGradient;

    /// <summary>The gradient of what comes in, to be written; null where nobody wants it.</summary>
    public float* InputGradient;
}
