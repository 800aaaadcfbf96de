using Escala.Data;

namespace Escala.Engines;

/// <summary>The files of one part of the rows: its features, and a file each for labels, weights and groups where there are any.</summary>
internal sealed class RowExportFiles : IDisposable
{
    private readonly string _folder;
    private readonly RowPart _part;
    private readonly List<string> _names = [];
    private readonly NpyWriter _rows;
    private readonly NpyWriter? _labels;
    private readonly NpyWriter? _weights;
    private readonly NpyWriter? _groups;

    /// <summary>Creates the files.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="part">The part, which the names of the files tell.</param>
    /// <param name="plan">The data.</param>
    public RowExportFiles(string folder, RowPart part, DataPlan plan)
    {
        _folder = folder;
        _part = part;
        _rows = Create(RowExport.RowsFile, plan.Features.Count);
        _labels = plan.Label is null ? null : Create(RowExport.LabelsFile, 1);
        _weights = plan.Weights is null ? null : Create(RowExport.WeightsFile, 1);
        _groups = plan.Group is null ? null : Create(RowExport.GroupsFile, 1);
    }

    /// <summary>The names of the files.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The rows so far.</summary>
    public long Rows => _rows.Rows;

    /// <summary>Appends rows.</summary>
    /// <param name="block">The rows, all of this part.</param>
    public void Write(Block block)
    {
        _rows.Write(block.Values[..(block.RowCount * block.FeatureCount)]);
        _labels?.Write(block.Labels[..block.RowCount]);
        _weights?.Write(block.Weights[..block.RowCount]);
        _groups?.Write(block.Groups[..block.RowCount]);
    }

    /// <summary>Finishes the files.</summary>
    public void Dispose()
    {
        _rows.Dispose();
        _labels?.Dispose();
        _weights?.Dispose();
        _groups?.Dispose();
    }

    private NpyWriter Create(string file, int columns)
    {
        string name = RowExport.FileOf(file, _part);
        _names.Add(name);
        return new NpyWriter(Path.Combine(_folder, name), columns);
    }
}
