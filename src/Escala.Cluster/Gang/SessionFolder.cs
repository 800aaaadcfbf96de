using System.Reflection;

namespace Escala.Cluster.Gang;

/// <summary>The files of a session: the shim's scripts, what a cluster of our own writes, and files on their way. Gone with the session.</summary>
internal sealed class SessionFolder : IDisposable
{
    private const int KeptLogs = 20;
    private readonly string _root = Directory.CreateTempSubdirectory("escala-session-").FullName;

    /// <summary>Makes the folder and writes the scripts.</summary>
    /// <param name="engine">The engine's name.</param>
    public SessionFolder(string engine)
    {
        Cluster = Directory.CreateDirectory(Path.Combine(_root, "cluster")).FullName;
        WriteScripts();
        LogPath = NewLog(engine);
    }

    /// <summary>Where a cluster of our own may write.</summary>
    public string Cluster { get; }

    /// <summary>The log of the session, which stays when the session ends; the oldest of many are removed.</summary>
    public string LogPath { get; }

    /// <summary>The path of a script.</summary>
    public string ScriptPath(string name) => Path.Combine(_root, name);

    /// <summary>A new path for a file on its way.</summary>
    public string NewPath() => Path.Combine(_root, Guid.NewGuid().ToString("N"));

    /// <summary>Adds what a cluster of our own has logged to the log, and removes the folder.</summary>
    public void Dispose()
    {
        using (FileStream log = new(LogPath, FileMode.Append, FileAccess.Write))
        {
            foreach (string path in Directory.EnumerateFiles(Cluster, "*.log").Order(StringComparer.Ordinal))
            {
                log.Write(System.Text.Encoding.UTF8.GetBytes($"== {Path.GetFileName(path)}{Environment.NewLine}"));
                using FileStream part = File.OpenRead(path);
                part.CopyTo(log);
            }
        }

        Directory.Delete(_root, recursive: true);
    }

    private static string NewLog(string engine)
    {
        string state = Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        string folder = Directory.CreateDirectory(Path.Combine(state, "escala", "logs")).FullName;
        foreach (string old in Directory.GetFiles(folder, "*.log").OrderDescending(StringComparer.Ordinal).Skip(KeptLogs - 1))
        {
            File.Delete(old);
        }

        string begun = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff");
        string path = Path.Combine(folder, $"{begun}-{engine}-{Environment.ProcessId}.log");
        using FileStream empty = File.Create(path);
        return path;
    }

    private void WriteScripts()
    {
        Assembly assembly = typeof(SessionFolder).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".py", StringComparison.Ordinal)))
        {
            using Stream script = assembly.GetManifestResourceStream(name)!;
            using FileStream file = File.Create(ScriptPath(name));
            script.CopyTo(file);
        }
    }
}
