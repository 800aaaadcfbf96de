namespace Escala.Data;

/// <summary>
/// Data to train on: a plan, and the reader that can carry it out. It holds no rows but those that it was made from in memory.
/// </summary>
public sealed partial class Dataset
{
    /// <summary>Creates a dataset from a plan.</summary>
    /// <param name="plan">What to read.</param>
    /// <param name="reader">Reads the plan's files.</param>
    public Dataset(DataPlan plan, IPieceReader reader)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(reader);
        Plan = plan;
        Reader = reader;
    }

    /// <summary>No rows: for jobs whose operator opens what it needs by itself, such as images.</summary>
    public static Dataset None { get; } =
        new(new DataPlan { Files = [], Features = [] }, new MemoryReader(new MatrixTable(ReadOnlyMemory<float>.Empty, 1)));

    /// <summary>The data as metadata.</summary>
    public DataPlan Plan { get; }

    /// <summary>Reads the plan's files.</summary>
    public IPieceReader Reader { get; }
}
