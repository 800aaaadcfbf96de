using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>Ctrl-C and a request to terminate end the program soon, with exit code 130, and leave nothing behind.</summary>
public sealed partial class CancelTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    /// <summary>The program takes a second at most; a busy machine may take longer to notice.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task Fit_Signalled_EndsAndLeavesNothing(int signal)
    {
        WriteManyPoints();
        using Process process = EscalaProcess.Start(
            _folder.Path, ["fit", "kmeans", "many.csv", .. EndlessFit, "--model", "m.zip", "--supervised"]);
        await WaitForFitAsync(process);

        long start = Stopwatch.GetTimestamp();
        Assert.Equal(0, Kill(process.Id, signal));
        ProcessOutcome outcome = await EscalaProcess.EndAsync(process);

        Assert.Equal(130, outcome.ExitCode);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, Soon);
        Assert.EndsWith("escala: cancelled.\n", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("", outcome.Output);
        Assert.Equal(["many.csv"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Fit_ParentGone_Ends()
    {
        WriteManyPoints();
        using Process process = EscalaProcess.Start(_folder.Path, ["fit", "kmeans", "many.csv", .. EndlessFit, "--supervised"]);
        await WaitForFitAsync(process);

        process.StandardInput.Close();

        Assert.Equal(130, (await EscalaProcess.EndAsync(process)).ExitCode);
    }

    [Fact]
    public async Task Compare_Terminated_EndsItsChildToo()
    {
        WriteManyPoints();
        using Process process = EscalaProcess.Start(_folder.Path, ["compare", "kmeans", "many.csv", "--engines", "serial,local", .. EndlessFit, "--peers", "none", "--out", "out"]);
        int child = await ChildOfAsync(process.Id);

        Assert.Equal(0, Kill(process.Id, Terminate));
        ProcessOutcome outcome = await EscalaProcess.EndAsync(process);

        Assert.Equal(130, outcome.ExitCode);
        Assert.False(Directory.Exists($"/proc/{child}"), "The child of compare still runs.");
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "out")));
    }

    [Fact]
    public async Task Compare_InterruptedAfterARun_KeepsItAndSaysHowToGoOn()
    {
        string points = Points.Write(_folder.Path);
        using Process process = EscalaProcess.Start(
            _folder.Path, "compare", "kmeans", points, "--engines", "serial,local", "--features", "a,b", "--clusters", "3", "--repeat", "100", "--peers", "none", "--out",
            "out");
        string? line = await process.StandardError.ReadLineAsync();
        Assert.StartsWith("[1/203] serial, run 1 of 100: done in ", line, StringComparison.Ordinal);

        long start = Stopwatch.GetTimestamp();
        Assert.Equal(0, Kill(process.Id, Interrupt));
        ProcessOutcome outcome = await EscalaProcess.EndAsync(process);

        Assert.Equal(130, outcome.ExitCode);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, Soon);
        Assert.EndsWith(
            $"What has finished is in out/results.json. Go on with: escala compare kmeans {points} --engines serial,local --features a,b --clusters 3 "
            + "--repeat 100 --peers none --out out --resume\nescala: cancelled.\n",
            outcome.Error,
            StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.Path, "out", "results.json")));
    }

    private static string[] EndlessFit { get; } =
        ["--clusters", "500", "--tolerance", "0", "--max-iterations", "1000000", "--restarts", "1000000", "--init", "random"];

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private static async Task WaitForFitAsync(Process process)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await process.StandardError.ReadLineAsync(deadline.Token) is { } line)
        {
            if (Progress.LineProgress.Parse(line) is { Phase: Measurement.Phase.Fit, Progress: not null })
            {
                return;
            }
        }

        Assert.Fail($"The fit ended by itself: {await process.StandardOutput.ReadToEndAsync(deadline.Token)}");
    }

    private static async Task<int> ChildOfAsync(int parent)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            string[] children = [.. Directory.GetDirectories($"/proc/{parent}/task")
                .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))];
            if (children.FirstOrDefault() is { } child)
            {
                return int.Parse(child);
            }

            await Task.Delay(20, deadline.Token);
        }
    }

    private void WriteManyPoints()
    {
        var text = new StringBuilder("a,b\n");
        for (int row = 0; row < 100_000; row++)
        {
            text.Append($"{row * 7919 % 100_003 / 7.0:F3},{row * 104_729L % 99_991 / 3.0:F3}\n");
        }

        Points.WriteText(_folder.Path, "many.csv", text.ToString());
    }
}
