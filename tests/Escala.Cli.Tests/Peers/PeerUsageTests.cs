using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Escala.Cli.Tests.Peers;

/// <summary>What a peer's own measuring says of the processes that it starts.</summary>
public sealed class PeerUsageTests
{
    private const string Script =
        """
        import subprocess, sys
        sys.path.insert(0, sys.argv[1])
        from peer import _UsageOfTree
        busy = "import time\nend = time.process_time() + 0.5\nwhile time.process_time() < end: pass\nprint('done', flush=True)\ninput()"
        usage = _UsageOfTree()
        before = usage()["cpu"]
        child = subprocess.Popen([sys.executable, "-c", busy], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        child.stdout.readline()
        during = usage()["cpu"]
        child.communicate(b"\n")
        print(before, during, usage()["cpu"])
        """;

    [Fact]
    public async Task UsageOfTree_ChildHasEnded_StillHasItsCpuTime()
    {
        using var python = Process.Start(new ProcessStartInfo("python3", ["-c", Script, Path.Combine(AppContext.BaseDirectory, "peers")])
        {
            RedirectStandardOutput = true,
        })!;
        string said = await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        double[] seconds = [.. said.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

        Assert.InRange(seconds[1] - seconds[0], 0.4, 60);
        Assert.True(seconds[2] >= seconds[1], $"CPU time fell from {seconds[1]} to {seconds[2]} s.");
    }
}
