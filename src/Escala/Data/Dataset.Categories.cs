namespace Escala.Data;

public sealed partial class Dataset
{
    /// <summary>
    /// The same data whose text features have their <see cref="DataColumn.Categories"/>: the distinct strings over all files, in
    /// ordinal order. Each text column without them is read once; where there is none, nothing is read.
    /// </summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">The data cannot be read, or a column has more than 16,777,216 categories.</exception>
    public Dataset WithCategories(CancellationToken cancellationToken = default)
    {
        DataColumn[] features = [.. Plan.Features
            .Select(column => TextCategories.Complete(column, Plan, Reader, cancellationToken)!)];
        return new Dataset(Plan with { Features = features }, Reader);
    }

    /// <summary>
    /// The same data with the columns of a model, to be predicted or judged by it: features by name, in the model's order, whatever
    /// other features the data have. Strings get the codes that the model knows them by; a string that it does not know is read as
    /// missing.
    /// </summary>
    /// <param name="features">The features of the model, at least one.</param>
    /// <param name="label">The label of the model; null leaves the label as it is, as does a dataset without one.</param>
    /// <exception cref="DatasetException">
    /// A feature is missing or of another type, or the label is of another type or holds a class that the model does
    /// not know; everything is named at once.
    /// </exception>
    public Dataset WithColumnsOf(IReadOnlyList<DataColumn> features, DataColumn? label = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfZero(features.Count, nameof(features));
        var columns = new ModelColumns(Plan);
        DataColumn[] found = [.. features.Select(columns.Feature).OfType<DataColumn>()];
        DataColumn? classes = Plan.Label is null || label is null ? Plan.Label : columns.Label(Plan.Label, label);
        columns.ThrowIfFaulty();
        return new Dataset(Plan with { Features = found, Label = classes }, Reader);
    }
}
