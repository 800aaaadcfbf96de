namespace Escala.Data;

/// <summary>A piece in a file of shipped rows.</summary>
/// <param name="Path">The path of the data's file.</param>
/// <param name="StartRow">The piece's first row.</param>
/// <param name="EndRow">The row after its last one; null for "to the end".</param>
/// <param name="Rows">The rows that were written; a query may have left out some.</param>
/// <param name="Offset">Where its first chunk begins.</param>
internal sealed record ShippedPiece(string Path, long StartRow, long? EndRow, long Rows, long Offset)
{
    /// <summary>The pieces as bytes.</summary>
    /// <param name="pieces">The pieces.</param>
    public static byte[] Write(IReadOnlyList<ShippedPiece> pieces)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(pieces.Count);
        foreach (ShippedPiece piece in pieces)
        {
            writer.Write(piece.Path);
            writer.Write(piece.StartRow);
            writer.Write(piece.EndRow ?? -1);
            writer.Write(piece.Rows);
            writer.Write(piece.Offset);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>The pieces that <see cref="Write"/> wrote.</summary>
    /// <param name="bytes">The bytes.</param>
    public static IReadOnlyList<ShippedPiece> Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var pieces = new ShippedPiece[reader.ReadInt32()];
        for (int i = 0; i < pieces.Length; i++)
        {
            string path = reader.ReadString();
            long start = reader.ReadInt64();
            long end = reader.ReadInt64();
            pieces[i] = new ShippedPiece(path, start, end < 0 ? null : end, reader.ReadInt64(), reader.ReadInt64());
        }

        return pieces;
    }
}
