using System.Globalization;

namespace Escala.Reports.Pages;

/// <summary>Moments in time, written so that every language reads them alike.</summary>
internal static class Moments
{
    /// <summary>The day.</summary>
    public static string Day(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day, the minute and the offset from UTC.</summary>
    public static string Long(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm 'UTC'zzz", CultureInfo.InvariantCulture);
}
