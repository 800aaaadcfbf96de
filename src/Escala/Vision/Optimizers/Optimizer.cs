namespace Escala.Vision.Optimizers;

/// <summary>
/// Moves parameters by their gradients. All parameters of a network count as one long vector. A step is one <see cref="BeginStep"/> and
/// then <see cref="Update"/> of every parameter once, in ranges that may be shared among threads: each parameter is by itself, so the
/// bits are the same however the vector is cut. Nothing is allocated per step.
/// </summary>
internal abstract class Optimizer
{
    /// <summary>Creates the state, zeros.</summary>
    /// <param name="count">The number of parameters.</param>
    /// <param name="slots">The names of what is remembered per parameter.</param>
    protected Optimizer(int count, params ReadOnlySpan<string> slots)
    {
        Count = count;
        var made = new OptimizerSlot[slots.Length];
        for (int i = 0; i < slots.Length; i++)
        {
            made[i] = new OptimizerSlot(slots[i], new float[count]);
        }

        Slots = made;
    }

    /// <summary>The number of parameters.</summary>
    public int Count { get; }

    /// <summary>The steps that have begun.</summary>
    public long Steps { get; private set; }

    /// <summary>What is remembered per parameter. With <see cref="Steps"/>, it is the whole state.</summary>
    public IReadOnlyList<OptimizerSlot> Slots { get; }

    /// <summary>Makes an optimiser at its start.</summary>
    /// <param name="options">Valid options.</param>
    /// <param name="count">The number of parameters.</param>
    public static Optimizer Create(OptimizerOptions options, int count) => options switch
    {
        SgdOptions sgd => new Sgd(sgd, count),
        AdamOptions adam => new Adam(adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay, isDecoupled: false, count),
        AdamWOptions adam => new Adam(adam.Beta1, adam.Beta2, adam.Epsilon, adam.WeightDecay, isDecoupled: true, count),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options, "There is no such optimiser."),
    };

    /// <summary>Begins a step.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    public void BeginStep(double learningRate)
    {
        Steps++;
        Prepare(learningRate);
    }

    /// <summary>Moves a range of the parameters.</summary>
    /// <param name="parameters">The range's parameters.</param>
    /// <param name="gradients">Their gradients, as many.</param>
    /// <param name="start">The index of the range's first parameter in the whole vector.</param>
    /// <param name="scale">What gradients are multiplied by first: 1, or less to clip them.</param>
    public abstract void Update(Span<float> parameters, ReadOnlySpan<float> gradients, int start, float scale);

    /// <summary>Takes up a state that was saved; what follows has the same bits as without the pause.</summary>
    /// <param name="steps">The <see cref="Steps"/> that were saved.</param>
    /// <param name="slots">The <see cref="Slots"/> that were saved.</param>
    /// <exception cref="EscalaException">They are of another optimiser, or of another number of parameters.</exception>
    public void Restore(long steps, IReadOnlyList<OptimizerSlot> slots)
    {
        if (!slots.Select(slot => (slot.Name, slot.Values.Length)).SequenceEqual(Slots.Select(slot => (slot.Name, slot.Values.Length))))
        {
            throw new EscalaException(
                $"State of the optimiser must be {Words(Slots)}, but was {Words(slots)}. Resume with the options of the checkpoint.");
        }

        Steps = steps;
        for (int i = 0; i < slots.Count; i++)
        {
            slots[i].Values.CopyTo(Slots[i].Values, 0);
        }
    }

    /// <summary>Works out what a step needs for all parameters; <see cref="Steps"/> counts it already.</summary>
    protected abstract void Prepare(double learningRate);

    private static string Words(IReadOnlyList<OptimizerSlot> slots) =>
        slots.Count == 0 ? "nothing" : string.Join(", ", slots.Select(slot => $"{slot.Values.Length} of {slot.Name}"));
}
