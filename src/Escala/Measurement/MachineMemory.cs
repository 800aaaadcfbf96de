using System.Globalization;

namespace Escala.Measurement;

/// <summary>How much memory a process may use: the machine's, or the limit of its control group where that is lower.</summary>
internal static class MachineMemory
{
    private const string ControlGroups = "/sys/fs/cgroup";

    /// <summary>Reads it, in bytes.</summary>
    public static long Read() =>
        Read(File.ReadLines("/proc/meminfo"), File.Exists("/proc/self/cgroup") ? File.ReadLines("/proc/self/cgroup") : [], ControlGroups);

    /// <summary>Reads it from given files.</summary>
    /// <param name="memory">The lines of <c>/proc/meminfo</c>.</param>
    /// <param name="groups">The lines of <c>/proc/self/cgroup</c>: <c>number:controllers:path</c>.</param>
    /// <param name="root">Where the control groups are mounted.</param>
    internal static long Read(IEnumerable<string> memory, IEnumerable<string> groups, string root)
    {
        string total = memory.First(line => line.StartsWith("MemTotal:", StringComparison.Ordinal));
        long machine = long.Parse(total.AsSpan("MemTotal:".Length, total.Length - "MemTotal:".Length - "kB".Length).Trim()) * 1024;
        return groups.SelectMany(group => Limits(group.Split(':', 3), root)).Append(machine).Min();
    }

    /// <summary>The limits of a group and of all groups above it. Version 2 has no controllers in its line, version 1 names them.</summary>
    private static IEnumerable<long> Limits(string[] group, string root)
    {
        bool isUnified = group[1].Length == 0;
        if (!isUnified && !group[1].Split(',').Contains("memory"))
        {
            yield break;
        }

        string file = isUnified ? "memory.max" : "memory.limit_in_bytes";
        string top = isUnified ? root : Path.Combine(root, "memory");
        for (string path = group[2].Trim('/'); ; path = Path.GetDirectoryName(path) ?? "")
        {
            string limit = Path.Combine(top, path, file);
            if (File.Exists(limit) && long.TryParse(File.ReadAllText(limit).Trim(), CultureInfo.InvariantCulture, out long bytes))
            {
                yield return bytes;
            }

            if (path.Length == 0)
            {
                yield break;
            }
        }
    }
}
