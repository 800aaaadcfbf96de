using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>A comparison of the local engine that came to its end, made once for tests that begin with one.</summary>
public sealed class WholeComparison : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private string _data = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _data = Points.Write(_folder.Path);
        await EscalaProcess.RunAsync(
            _folder.Path, "compare", "kmeans", _data, "--features", "a,b", "--engines", "local", "--clusters", "3", "--peers", "none", "--out", "out");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes a folder what it would be, had the comparison been made there.</summary>
    /// <returns>The path of the data.</returns>
    public string CopyTo(string folder)
    {
        string data = Path.Combine(folder, Path.GetFileName(_data));
        File.Copy(_data, data);
        string results = Directory.CreateDirectory(Path.Combine(folder, "out")).FullName;
        string text = File.ReadAllText(Path.Combine(_folder.Path, "out", "results.json"));
        File.WriteAllText(Path.Combine(results, "results.json"), text.Replace(_folder.Path, folder, StringComparison.Ordinal));
        return data;
    }
}
