using Escala.Cluster.Shims;
using Escala.Data;

namespace Escala.Cluster.Gang;

/// <summary>Rows that a cluster holds, as data: each rank's part becomes an NPY file of its own node, which only that rank reads.</summary>
/// <param name="source">A query, or the name of a dataset.</param>
/// <param name="rowId">The column that orders the rows; null for none.</param>
/// <param name="options">Which columns and rows are used.</param>
internal sealed class HeldRows(string source, string? rowId, DatasetOptions options)
{
    private const string Format = "npy";

    /// <summary>Checks everything that can be checked without the cluster.</summary>
    /// <param name="settings">The cluster.</param>
    /// <exception cref="InvalidOptionsException">One or more options are not what rows of a cluster can have; all are named.</exception>
    public void Validate(GangSettings settings)
    {
        List<string> faults = [];
        try
        {
            options.Validate();
        }
        catch (InvalidOptionsException wrong)
        {
            faults.AddRange(wrong.Faults);
        }

        if (options.Sql is not null)
        {
            faults.Add($"Sql of DatasetOptions must be left out with rows of a cluster, but was '{options.Sql}'. Let the cluster compute it.");
        }

        if (options.Group is not null)
        {
            faults.Add($"Group of DatasetOptions must be left out with rows of a cluster, but was '{options.Group}'. Read the rows from files.");
        }

        if (settings.Ship)
        {
            faults.Add("Ship must be left out with rows of a cluster, which are with the ranks already, but was given. Leave it out.");
        }

        if (rowId is not null && ((string?[])[options.Label, options.Weights, .. options.Features ?? []]).Contains(rowId))
        {
            faults.Add($"The row id must be a column that has no other use, but '{rowId}' has one. Name another column.");
        }

        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }

    /// <summary>Has every rank's part written on its node.</summary>
    /// <param name="session">The cluster.</param>
    /// <param name="engine">The engine's name.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="DatasetException">The rows are not there, have not the columns asked for, or are too few.</exception>
    public async Task<Dataset> LoadAsync(GangSession session, string engine, CancellationToken cancellationToken)
    {
        string name = $"rows of {engine}";
        IReadOnlyList<ShimReply.HeldColumn> held = await session.DescribeAsync(source, cancellationToken).ConfigureAwait(false);
        int? idIndex = FindRowId(held, name);
        DataColumn[] columns = [.. held.Select(Column)];
        DataColumn[] usable = [.. columns.Where((_, index) => index != idIndex)];
        var choice = new ColumnChoice(Describe([new DataFile { Path = $"<{name}>", Format = Format, Bytes = 0 }]), options, readerSupportsSql: false);
        DataColumn[] used = [.. choice.Features, .. new[] { choice.Label, choice.Weights }.OfType<DataColumn>()];
        IReadOnlyList<ShimReply.HeldPart> parts = await session.LoadAsync(
            [.. used.Select(column => columns.IndexOf(column))], idIndex, cancellationToken).ConfigureAwait(false);
        string[] names = [.. used.Select(column => column.Name)];
        IEnumerable<DataFile> files = parts.Select((part, rank) => new DataFile
        {
            Path = $"<{name}, rank {rank}>",
            Format = Format,
            Bytes = part.Bytes,
            Rows = part.Rows,
            OnNode = new NodeRows(part.Path, names),
        });
        return DatasetPlanner.Plan(new NpyReader(), Describe([.. files]), options, cancellationToken);

        DataDescription Describe(IReadOnlyList<DataFile> files) => new() { Files = files, Columns = usable };
    }

    private static DataColumn Column(ShimReply.HeldColumn column) => new()
    {
        Name = column.Name,
        StoredType = column.Type,
        Type = column.Kind switch
        {
            "number" => ColumnType.Number,
            "boolean" => ColumnType.Boolean,
            _ => ColumnType.Other,
        },
    };

    private int? FindRowId(IReadOnlyList<ShimReply.HeldColumn> columns, string name)
    {
        if (rowId is null)
        {
            return null;
        }

        int[] found = [.. Enumerable.Range(0, columns.Count).Where(index => columns[index].Name == rowId)];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new DatasetException(
                $"<{name}> has no column '{rowId}', which was named as the row id. {NearestNames.Hint(rowId, columns.Select(column => column.Name))}"),
            _ => throw new DatasetException($"<{name}> has more than one column '{rowId}'. Give each column a name of its own."),
        };
    }
}
