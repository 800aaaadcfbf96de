namespace Escala.Reports.Charts;

/// <summary>What an axis shows around values.</summary>
internal static class AxisRange
{
    /// <summary>From below the least to above the largest value, also where they are the same one.</summary>
    /// <param name="values">The values, at least one.</param>
    /// <param name="share">The room on each side, as a share of the distance between them.</param>
    public static (double From, double To) Around(IReadOnlyCollection<double> values, double share)
    {
        (double least, double most) = (values.Min(), values.Max());
        double room = Math.Max(share * (most - least), 0.001 * Math.Abs(most));
        return room > 0 ? (least - room, most + room) : (least - 0.5, most + 0.5);
    }
}
