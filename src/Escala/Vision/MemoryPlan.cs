namespace Escala.Vision;

/// <summary>
/// Places buffers in one piece of memory before anything is allocated. Steps of forward and backward are counted; a buffer needs its place
/// from the first step that touches it to the last, and buffers whose steps do not meet may share a place. The largest are placed first,
/// each at the lowest place that is free (Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net Inference", 2020).
/// </summary>
internal sealed class MemoryPlan
{
    private const nint Alignment = 16;

    private readonly List<PlannedBuffer> _buffers = [];
    private int _step;

    /// <summary>The float32 of all; after <see cref="Place"/>.</summary>
    public nint Length { get; private set; }

    /// <summary>Begins the next step.</summary>
    public void Advance() => _step++;

    /// <summary>Makes a buffer that is needed in this step.</summary>
    /// <param name="length">Its float32; 0 for none.</param>
    public PlannedBuffer New(nint length)
    {
        var buffer = new PlannedBuffer((length + Alignment - 1) / Alignment * Alignment) { FirstStep = _step, LastStep = _step };
        _buffers.Add(buffer);
        return buffer;
    }

    /// <summary>Notes that a buffer is needed in this step.</summary>
    /// <param name="buffer">The buffer.</param>
    public void Touch(PlannedBuffer buffer) => buffer.LastStep = _step;

    /// <summary>Gives every buffer its place.</summary>
    public void Place()
    {
        var placed = new List<PlannedBuffer>();
        foreach (PlannedBuffer buffer in _buffers.OrderByDescending(buffer => buffer.Length))
        {
            buffer.Place = LowestPlace(buffer, placed);
            placed.Add(buffer);
            Length = Math.Max(Length, buffer.Place + buffer.Length);
        }
    }

    private static nint LowestPlace(PlannedBuffer buffer, List<PlannedBuffer> placed)
    {
        nint place = 0;
        foreach (PlannedBuffer other in placed.Where(buffer.Meets).OrderBy(other => other.Place))
        {
            if (place + buffer.Length <= other.Place)
            {
                break;
            }

            place = Math.Max(place, other.Place + other.Length);
        }

        return place;
    }
}
