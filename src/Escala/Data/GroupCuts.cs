namespace Escala.Data;

/// <summary>
/// Finds where a plan with groups may be cut, by one read of the group column, which also shows whether the rows of each group
/// stand together. Of the groups' starts it keeps one per 1,024th of the rows, which is enough to share the rows among any ranks.
/// </summary>
/// <param name="plan">The plan, with a group column whose categories are there if it holds text.</param>
/// <param name="reader">Reads the plan's files.</param>
internal sealed class GroupCuts(DataPlan plan, IPieceReader reader)
{
    private const int MostCuts = 1024;
    private const float Limit = 1 << 24;

    private readonly DataColumn _column = plan.Group!;
    private readonly HashSet<float> _groups = [];
    private float _current = float.NaN;

    /// <summary>The plan's files with their numbers of rows, and groups' starts in place of row groups.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">A group is missing, no whole number that float32 holds exactly, or not in one place.</exception>
    public IReadOnlyList<DataFile> Find(CancellationToken cancellationToken)
    {
        DataFile[] files = [.. plan.Files.Select(file => file with { Rows = file.Rows ?? reader.CountRows(file, cancellationToken) })];
        long spacing = Math.Max(1, (files.Sum(file => file.Rows!.Value) + MostCuts - 1) / MostCuts);
        List<long>[] cuts = [.. files.Select(_ => new List<long>())];
        long nextCut = spacing;
        DataPlan counted = plan with { Files = files };
        foreach (DataPiece piece in counted.PiecesOf(0, 1))
        {
            // Rows before the first group, which are left out, belong to the rank that has this group.
            cuts[piece.FileIndex].AddRange(piece.FileFirstRow == 0 ? [0] : []);
            foreach (long row in Starts(counted, piece, cancellationToken))
            {
                long number = piece.FileFirstRow!.Value + row;
                if (number >= nextCut && _groups.Count > 1)
                {
                    cuts[piece.FileIndex].Add(row);
                    nextCut = ((number / spacing) + 1) * spacing;
                }
            }
        }

        return [.. files.Zip(cuts, (file, starts) => file with { RowGroups = starts })];
    }

    /// <summary>The rows of the file at which a group begins.</summary>
    private IEnumerable<long> Starts(DataPlan counted, DataPiece piece, CancellationToken cancellationToken)
    {
        DataFile file = counted.Files[piece.FileIndex];
        using IPieceRows rows = reader.Open(counted.RequestFor(piece, _column), cancellationToken);
        using var block = new Block(plan.BlockRows, featureCount: 1);
        for (bool more = true; more;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            block.RowCount = 0;
            more = rows.Read(block);
            for (int i = 0; i < block.RowCount; i++)
            {
                float group = block.Values[i];
                if (group != _current && Begins(group, file, block.RowNumbers[i]))
                {
                    yield return block.RowNumbers[i];
                }
            }
        }
    }

    private bool Begins(float group, DataFile file, long row)
    {
        if (float.IsNaN(group))
        {
            return plan.Missing == MissingValues.Drop
                ? false
                : throw Fault("the group is missing. Leave such rows out, or give them a group, with --sql.");
        }

        if (!(Math.Abs(group) < Limit) || group != MathF.Floor(group))
        {
            throw Fault(
                $"a group must be text, or a whole number above -{Limit:F0} and below {Limit:F0}, but was {group}. "
                + "Number the groups anew, or turn them into text, with --sql.");
        }

        if (!_groups.Add(group))
        {
            string name = _column.Categories is { } categories ? $"'{categories[(int)group]}'" : $"{group}";
            throw Fault(
                $"the group {name} was there before, with other groups between. The rows of a group must stand together: "
                + $"add \"order by {_column.Name}\" to --sql, or sort the data.");
        }

        _current = group;
        return true;

        DatasetException Fault(string what) => new($"{file.Path}, row {row + 1}, column '{_column.Name}': {what}");
    }
}
