using System.Diagnostics;
using Escala.LibXGBoost;
using Xunit;

namespace Escala.Parity.Tests.XGBoost;

/// <summary>A Python whose package xgboost has the libxgboost that these tests use.</summary>
internal static class PythonXGBoost
{
    /// <summary>Runs the peer on a folder; skips the test where no such Python is there.</summary>
    public static async Task RunAsync(string folder)
    {
        string version = XGBoostLibrary.Require().Version.ToString();
        foreach (string python in Candidates())
        {
            (int code, string output) = await RunAsync(python, "-c", "import xgboost; print(xgboost.__version__)");
            if (code == 0 && output.Trim() == version)
            {
                string script = Path.Combine(AppContext.BaseDirectory, "fixtures", "xgboost_peer.py");
                (code, output) = await RunAsync(python, script, folder);
                Assert.True(code == 0, output);
                return;
            }
        }

        Assert.Skip($"No Python has xgboost {version}. Install Debian's python3-xgboost for its libxgboost0.");
    }

    /// <summary>The Python that the library came with, if it is part of a package, and the system's.</summary>
    private static IEnumerable<string> Candidates()
    {
        string library = XGBoostLibrary.Require().Path;
        int package = library.IndexOf("/lib/python3", StringComparison.Ordinal);
        string own = package < 0 ? "" : $"{library[..package]}/bin/python3";
        return new[] { own, "/usr/bin/python3" }.Where(File.Exists);
    }

    private static async Task<(int Code, string Output)> RunAsync(string python, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.Start();
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        output += await error;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, process.ExitCode == 0 ? output.Split('\n').First(line => line.Length > 0 || output.Trim().Length == 0) : output);
    }
}
