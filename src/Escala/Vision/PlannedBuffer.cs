namespace Escala.Vision;

/// <summary>A buffer of a <see cref="MemoryPlan"/>.</summary>
/// <param name="length">Its float32, a multiple of 16.</param>
internal sealed class PlannedBuffer(nint length)
{
    /// <summary>Its float32.</summary>
    public nint Length { get; } = length;

    /// <summary>The first step that needs it.</summary>
    public int FirstStep { get; init; }

    /// <summary>The last step that needs it.</summary>
    public int LastStep { get; set; }

    /// <summary>Where it begins, in float32; once the plan is made.</summary>
    public nint Place { get; set; }

    /// <summary>Whether a step needs both this and another.</summary>
    public bool Meets(PlannedBuffer other) => FirstStep <= other.LastStep && other.FirstStep <= LastStep;
}
