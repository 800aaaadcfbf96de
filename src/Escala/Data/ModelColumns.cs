namespace Escala.Data;

/// <summary>Finds the columns of a model among those of other data, and collects what does not fit.</summary>
/// <param name="plan">The data.</param>
internal sealed class ModelColumns(DataPlan plan)
{
    private readonly List<string> _faults = [];

    private string FileName => plan.Files[0].Path;

    /// <summary>The data's column of a feature, with the model's categories; null where it is missing or does not fit.</summary>
    /// <param name="feature">The feature of the model.</param>
    public DataColumn? Feature(DataColumn feature)
    {
        DataColumn? found = plan.Features.FirstOrDefault(column => column.Name == feature.Name);
        if (found is null)
        {
            string hint = NearestNames.Hint(feature.Name, plan.Features.Select(column => column.Name));
            _faults.Add($"{FileName} has no feature '{feature.Name}', which the model was trained on. {hint}");
            return null;
        }

        return Fit(found, feature);
    }

    /// <summary>The data's label with the model's categories; null where it does not fit.</summary>
    /// <param name="found">The label of the data.</param>
    /// <param name="label">The label of the model.</param>
    public DataColumn? Label(DataColumn found, DataColumn label)
    {
        string[] unknown = [.. (found.Categories ?? []).Except(label.Categories ?? [], StringComparer.Ordinal)];
        if (found.Type == ColumnType.Text && label.Type == ColumnType.Text && unknown.Length > 0)
        {
            string others = unknown.Length > 1 ? $" and {unknown.Length - 1} more" : "";
            _faults.Add(
                $"Column '{found.Name}' of {FileName} holds the class '{unknown[0]}'{others}, which the model was not trained on. "
                + "Leave such rows out with --sql, or train with them.");
        }

        return Fit(found, label);
    }

    /// <summary>Throws what was found wrong, if anything.</summary>
    /// <exception cref="DatasetException">Something was.</exception>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new DatasetException(string.Join(Environment.NewLine, _faults));
        }
    }

    private DataColumn? Fit(DataColumn found, DataColumn expected)
    {
        if ((found.Type == ColumnType.Text) != (expected.Type == ColumnType.Text))
        {
            _faults.Add(
                $"Column '{found.Name}' of {FileName} must hold {Words(expected)}, as in the data that the model was trained on, "
                + $"but holds {Words(found)} ({found.StoredType}). Convert it with --sql.");
            return null;
        }

        return found with { Categories = expected.Categories };
    }

    private static string Words(DataColumn column) => column.Type switch
    {
        ColumnType.Text => "text",
        ColumnType.Boolean => "truth values",
        _ => "numbers",
    };
}
