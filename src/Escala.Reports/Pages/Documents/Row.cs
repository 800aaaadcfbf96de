namespace Escala.Reports.Pages.Documents;

/// <summary>A row of a table.</summary>
/// <param name="Cells">Its cells; as many as there are columns, or fewer where there is a remark.</param>
/// <param name="Remark">What stands in place of the other cells, such as an error; null where there are none to replace.</param>
internal sealed record Row(IReadOnlyList<Cell> Cells, string? Remark = null);
