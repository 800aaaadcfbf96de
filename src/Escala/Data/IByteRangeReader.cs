namespace Escala.Data;

/// <summary>A reader whose files, or some of them, can be read by ranges of bytes.</summary>
internal interface IByteRangeReader : IPieceReader
{
    /// <summary>Counts the rows of a range of bytes, and looks for what would make its cut unsafe.</summary>
    /// <param name="file">A file with <see cref="DataFile.HasByteRanges"/>.</param>
    /// <param name="startByte">The first byte.</param>
    /// <param name="endByte">The byte after the last one.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">The file cannot be read, or has changed.</exception>
    ByteRangeCounts Count(DataFile file, long startByte, long endByte, CancellationToken cancellationToken);
}
