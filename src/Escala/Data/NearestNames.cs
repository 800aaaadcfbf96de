namespace Escala.Data;

/// <summary>Finds what somebody may have meant who misspelt a name.</summary>
internal static class NearestNames
{
    private const int MostShown = 3;
    private const int MostListed = 12;

    /// <summary>A sentence with the names nearest to a wrong one; where none is near, with those there are.</summary>
    public static string Hint(string wrong, IEnumerable<string> names)
    {
        string[] all = [.. names];
        string[] near = [.. all
            .Select(name => (Name: name, Distance: Distance(wrong.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= Math.Max(2, wrong.Length / 3))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(MostShown)
            .Select(candidate => $"'{candidate.Name}'")];
        if (near.Length > 0)
        {
            return $"Nearest: {string.Join(", ", near)}.";
        }

        string more = all.Length > MostListed ? $" and {all.Length - MostListed} more" : "";
        return $"There are: {string.Join(", ", all.Take(MostListed).Select(name => $"'{name}'"))}{more}.";
    }

    /// <summary>The least number of letters to insert, remove or replace that makes one word the other (Levenshtein).</summary>
    internal static int Distance(string one, string other)
    {
        int[] above = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int replaced = above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
            }

            above = row;
        }

        return above[^1];
    }
}
