namespace Escala.Data;

/// <summary>The rows of an open piece, handed out in the order of the file.</summary>
public interface IPieceRows : IDisposable
{
    /// <summary>
    /// Appends rows to a block until it is full or the piece ends: values, labels, weights and groups as float32 with NaN for what is
    /// missing, and <see cref="Block.RowNumbers"/> as 0-based row numbers <b>of the file</b>, which the caller makes global.
    /// </summary>
    /// <param name="block">A block with the features, labels, weights and groups of the request.</param>
    /// <returns>False when the piece has no more rows (the block may hold its last ones).</returns>
    /// <exception cref="DatasetException">The file is damaged or changed; the message names file and row.</exception>
    bool Read(Block block);
}
