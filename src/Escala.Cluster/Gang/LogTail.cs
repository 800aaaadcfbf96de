namespace Escala.Cluster.Gang;

/// <summary>The end of a log, for messages.</summary>
internal static class LogTail
{
    private const int Lines = 5;

    /// <summary>The last lines of a log and where it is; empty where nothing was logged.</summary>
    public static string Of(string path)
    {
        string[] lines = [.. File.ReadLines(path).Where(line => line.Trim().Length > 0).TakeLast(Lines)];
        return lines.Length == 0
            ? ""
            : string.Join(Environment.NewLine, [$"{Environment.NewLine}The log {path} ends with:", .. lines.Select(line => "  " + line)]);
    }
}
