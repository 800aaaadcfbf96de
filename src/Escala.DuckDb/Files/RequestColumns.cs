namespace Escala.DuckDb.Files;

/// <summary>What a request reads, as one list.</summary>
internal static class RequestColumns
{
    /// <summary>The features in order, then the label, the weights and the group where there are any.</summary>
    /// <param name="request">The request.</param>
    public static List<DataColumn> UsedColumns(this PieceRequest request) =>
        [.. request.Features, .. new[] { request.Label, request.Weights, request.Group }.OfType<DataColumn>()];
}
