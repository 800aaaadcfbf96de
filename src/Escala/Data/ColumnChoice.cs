namespace Escala.Data;

/// <summary>The columns of the data that the options ask for. Everything that is wrong with them is said at once.</summary>
internal sealed class ColumnChoice
{
    private readonly DataDescription _description;
    private readonly DatasetOptions _options;
    private readonly bool _readerSupportsSql;
    private readonly List<string> _faults = [];

    /// <summary>Chooses the columns.</summary>
    /// <param name="description">The columns there are.</param>
    /// <param name="options">Valid options.</param>
    /// <param name="readerSupportsSql">Whether SQL can be suggested.</param>
    /// <exception cref="DatasetException">A column is not there, or is of a type that cannot be read.</exception>
    public ColumnChoice(DataDescription description, DatasetOptions options, bool readerSupportsSql)
    {
        _description = description;
        _options = options;
        _readerSupportsSql = readerSupportsSql;
        Label = Find(options.Label, "the label");
        Weights = Find(options.Weights, "the weights");
        Group = Find(options.Group, "the group");
        Features = FindFeatures();
        CheckTypes();
        if (_faults.Count > 0)
        {
            throw new DatasetException(string.Join(Environment.NewLine, _faults.Distinct()));
        }
    }

    /// <summary>The features, in order.</summary>
    public IReadOnlyList<DataColumn> Features { get; }

    /// <summary>The label column, or null.</summary>
    public DataColumn? Label { get; }

    /// <summary>The weight column, or null.</summary>
    public DataColumn? Weights { get; }

    /// <summary>The group column, or null.</summary>
    public DataColumn? Group { get; }

    private string FileName => _description.Files[0].Path;

    private List<DataColumn> FindFeatures()
    {
        if (_options.Features is not null)
        {
            return [.. _options.Features.Select(name => Find(name, "a feature")).OfType<DataColumn>()];
        }

        string?[] others = [_options.Label, _options.Weights, _options.Group];
        List<DataColumn> rest = [.. _description.Columns.Where(column => !others.Contains(column.Name))];
        if (rest.Count == 0)
        {
            _faults.Add($"{FileName} has no column left to train on. Name other label, weight or group columns.");
        }

        foreach (string name in rest.GroupBy(column => column.Name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            AddDuplicate(name);
        }

        return rest;
    }

    private DataColumn? Find(string? name, string use)
    {
        DataColumn[] found = [.. _description.Columns.Where(column => column.Name == name)];
        if (found.Length > 1)
        {
            AddDuplicate(name!);
        }
        else if (name is not null && found.Length == 0)
        {
            string hint = NearestNames.Hint(name, _description.Columns.Select(column => column.Name));
            _faults.Add($"{FileName} has no column '{name}', which was named as {use}. {hint}");
        }

        return found.FirstOrDefault();
    }

    private void AddDuplicate(string name) =>
        _faults.Add($"{FileName} has more than one column '{name}'. Give each column a name of its own.");

    private void CheckTypes()
    {
        DataColumn[] used = [.. Features, .. new[] { Label, Weights, Group }.OfType<DataColumn>()];
        foreach (DataColumn column in used)
        {
            if (column.Type == ColumnType.Timestamp)
            {
                _faults.Add(
                    $"Column '{column.Name}' of {FileName} holds dates or times ({column.StoredType}), not numbers. " +
                    TimestampAdvice(column, used));
            }
            else if (column.Type == ColumnType.Other)
            {
                _faults.Add(
                    $"Column '{column.Name}' of {FileName} is of type {column.StoredType}, which cannot be read as a number. " +
                    (_options.Features is null ? "Name the columns to train on with --features." : "Name another column."));
            }
            else if (column.Type == ColumnType.Text && column == Weights)
            {
                _faults.Add(
                    $"Column '{column.Name}' of {FileName} holds text ({column.StoredType}), so it cannot be the weights. " +
                    "Name a column of numbers.");
            }
        }
    }

    private string TimestampAdvice(DataColumn column, IReadOnlyList<DataColumn> used)
    {
        if (!_readerSupportsSql)
        {
            return "Name the columns to train on with --features, or write the file with a number in its place.";
        }

        return _options.Sql is not null
            ? $"In the query, put {AsNumber(column)} in its place."
            : $"Turn it into a number: {SqlArgument(used)}";
    }

    /// <summary>A query over the used columns with a number for each date or time, quoted for a shell.</summary>
    private static string SqlArgument(IReadOnlyList<DataColumn> used)
    {
        IEnumerable<string> terms = used.Select(column => column.Type == ColumnType.Timestamp ? AsNumber(column) : Quote(column.Name));
        string query = $"select {string.Join(", ", terms)} from data";
        return $"--sql '{query.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    private static string AsNumber(DataColumn column)
    {
        string name = Quote(column.Name);
        bool isDay = column.StoredType.StartsWith("date", StringComparison.OrdinalIgnoreCase)
            && !column.StoredType.StartsWith("datetime", StringComparison.OrdinalIgnoreCase);
        return isDay
            ? $"dayofyear({name}) as {Quote(column.Name + "_day")}"
            : $"hour({name}) + minute({name})/60.0 as {Quote(column.Name + "_hour")}";
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
