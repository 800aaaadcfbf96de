namespace Escala.Data;

/// <summary>One rank's blocks. Each <see cref="Read"/> reads the rank's pieces again, in the order of the row numbers.</summary>
public interface IBlockSource
{
    /// <summary>The plan that the blocks come from.</summary>
    DataPlan Plan { get; }

    /// <summary>What the last finished or running <see cref="Read"/> has read.</summary>
    ReadCounts Counts { get; }

    /// <summary>
    /// Reads the selected rows of the rank's pieces. Missing values have been refused or dropped, or are NaN in
    /// features where the plan keeps them; labels, weights and groups are there
    /// where the plan has them. The caller disposes each block. Rows of the validation and test parts are included: the split is a step of its
    /// own.
    /// </summary>
    /// <param name="cancellationToken">Ends the read between blocks.</param>
    /// <exception cref="DatasetException">A file cannot be read, or holds what the plan refuses.</exception>
    IEnumerable<Block> Read(CancellationToken cancellationToken);
}
