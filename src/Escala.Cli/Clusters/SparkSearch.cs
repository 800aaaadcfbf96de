using System.Diagnostics;
using Escala.Cluster;
using Escala.Reports.Results;

namespace Escala.Cli.Clusters;

/// <summary>Looks for Spark, and for the Java that it needs, on this machine. Nothing of them is started.</summary>
/// <param name="given">The folder of Spark that was named; null for none.</param>
/// <param name="python">A Python that may have pyspark.</param>
internal sealed class SparkSearch(string? given, string python)
{
    private const string Remedy = "pip install pyspark, or unpack Spark and set SPARK_HOME to its folder; it needs Java 17";
    private static readonly string[] NoPlaces = [];
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Looked for once: a Python may have to be started for it.</summary>
    private readonly Lazy<string?> _home = new(() =>
        given
        ?? (Environment.GetEnvironmentVariable(SparkOptions.HomeVariable) is { Length: > 0 } named ? Path.GetFullPath(named) : null)
        ?? OfPython(python)
        ?? OfPath());

    /// <summary>The Java of this machine; null where there is none.</summary>
    public JavaRuntime? Java { get; init; } = JavaRuntime.Find();

    /// <summary>The folder of Spark; null where there is none.</summary>
    public string? FindHome() => _home.Value;

    /// <summary>The version of the Spark in a folder, by the name of a jar; empty where there is no such jar.</summary>
    /// <param name="home">The folder.</param>
    /// <param name="part">The part of Spark whose jar it is.</param>
    public static string VersionOf(string home, string part = "core")
    {
        string jars = Path.Combine(home, "jars");
        string? jar = Directory.Exists(jars) ? Directory.EnumerateFiles(jars, $"spark-{part}_*.jar").FirstOrDefault() : null;
        return jar is null ? "" : Path.GetFileNameWithoutExtension(jar).Split('-')[^1];
    }

    /// <summary>What a Python must find in its environment to import the Python library of the Spark in a folder, and to start that Spark.</summary>
    /// <param name="home">The folder.</param>
    public static IReadOnlyDictionary<string, string> PythonEnvironment(string home)
    {
        string whole = Path.GetFullPath(home);
        string python = Path.Combine(whole, "python");
        string archives = Path.Combine(python, "lib");
        string[] places = Directory.Exists(archives) ? [.. Directory.EnumerateFiles(archives, "*.zip").Order(StringComparer.Ordinal)] : [];
        string? own = Environment.GetEnvironmentVariable("PYTHONPATH");
        return new Dictionary<string, string>
        {
            [SparkOptions.HomeVariable] = whole,
            ["PYTHONPATH"] = string.Join(Path.PathSeparator, [python, .. places, .. string.IsNullOrEmpty(own) ? NoPlaces : [own]]),
        };
    }

    /// <summary>Why the engine of Spark cannot run here; null where it can.</summary>
    public NotRunReport? WhyNot() => FindHome() switch
    {
        null => new NotRunReport($"Spark is not installed: neither {SparkOptions.HomeVariable} nor {python} nor PATH leads to one.", Remedy),
        var home when VersionOf(home).Length == 0 => new NotRunReport($"{home} has no Spark (no jars/spark-core_*.jar).", Remedy),
        _ when Java is null => new NotRunReport("Java, which Spark needs, is not installed: neither in JAVA_HOME nor in PATH.", Remedy),
        _ => null,
    };

    private static string? OfPath() => ProgramPath.Find("spark-submit") is { } submit ? ProgramPath.HomeOf(submit) : null;

    /// <summary>The folder of a Python's pyspark, which is found without importing it.</summary>
    private static string? OfPython(string python)
    {
        const string Code = "import importlib.util as u; s = u.find_spec('pyspark'); print(s.submodule_search_locations[0] if s else '')";
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(python, ["-c", Code])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Deadline))
            {
                process.Kill();
                return null;
            }

            string folder = output.Result.Trim();
            return Directory.Exists(Path.Combine(folder, "jars")) ? folder : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
