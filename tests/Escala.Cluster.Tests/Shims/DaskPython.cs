using System.Diagnostics;
using Xunit;

namespace Escala.Cluster.Tests.Shims;

/// <summary>The Python whose Dask the tests use: ESCALA_TEST_DASK_PYTHON, else the system's.</summary>
internal static class DaskPython
{
    public static string Path { get; } = Environment.GetEnvironmentVariable("ESCALA_TEST_DASK_PYTHON") ?? "/usr/bin/python3";

    /// <summary>Skips the test where that Python has no Dask.</summary>
    public static async Task RequireAsync()
    {
        bool hasDask = false;
        if (File.Exists(Path))
        {
            using Process python = Process.Start(Path, ["-c", "import importlib.util as u, sys; sys.exit(u.find_spec('distributed') is None)"]);
            await python.WaitForExitAsync();
            hasDask = python.ExitCode == 0;
        }

        Assert.SkipUnless(hasDask, $"{Path} has no Dask. Install Debian's package python3-distributed.");
    }
}
