using Escala.Cli.Algorithms.KMeans;
using Escala.Cli.Comparison;
using Escala.Cli.Progress;
using Escala.Engines;
using Escala.Measurement;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Escala.Testing;
using Spectre.Console;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>The order of the runs of a comparison, and what is shown while they run.</summary>
public sealed class ComparisonBoardTests
{
    private static readonly KMeansFitRequest s_fit = new() { Data = "x.csv" };

    private readonly ManualTime _time = new();

    [Fact]
    public void Plan_Rounds_TurnAroundSoThatEveryPlaceIsTheSameOnTheMean()
    {
        ComparisonPlan plan = Plan(repeat: 4, "a", "b", "c");

        Assert.Equal("a1 b1 c1 c2 b2 a2 a3 b3 c3 c4 b4 a4 t1", string.Join(' ', plan.Cells.Select(cell => $"{cell.Name}{cell.Repeat}")));
        double[] means = [.. plan.Cells.Index().SkipLast(1).GroupBy(cell => cell.Item.Name).Select(cells => cells.Average(cell => cell.Index))];
        Assert.Equal([5.5, 5.5, 5.5], means);
    }

    [Fact]
    public void SecondsLeft_FromWhatFinished_ShrinksAsTimePasses()
    {
        ComparisonPlan plan = Plan(repeat: 2, "a", "b");
        ComparisonBoard board = Board(plan);
        Assert.Null(board.SecondsLeft);

        Run(board, plan.Cells[0], seconds: 10);
        Assert.Equal(10 * 4, board.SecondsLeft);
        Run(board, plan.Cells[1], seconds: 4);
        Assert.Equal(4 + 10 + 7, board.SecondsLeft);

        board.Begin(plan.Cells[2]);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(1 + 10 + 7, board.SecondsLeft);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(10 + 7, board.SecondsLeft);
    }

    [Fact]
    public void Restore_RunsThatAreThere_CountAsDone()
    {
        ComparisonPlan plan = Plan(repeat: 1, "a", "b");
        ComparisonBoard board = Board(plan);

        board.Restore(ComparisonSamples.Around(new KMeansWorkloadReport
        {
            Data = "x.csv",
            Options = s_fit.Report(),
            Runs = [Run(plan.Cells[0]) with { WallSeconds = 2, Result = ComparisonSamples.Fit }],
        }));

        Assert.Equal(1, board.Done);
        Assert.Equal(4, board.SecondsLeft);
    }

    [Fact]
    public void Table_EveryState_IsInWords()
    {
        ComparisonPlan plan = Plan(repeat: 1, "a", "b", "c");
        ComparisonBoard board = Board(plan);
        Run(board, plan.Cells[0], seconds: 1.5);
        board.Begin(plan.Cells[1]);
        board.End(Run(plan.Cells[1]) with { ExitCode = 1, Error = "No luck.\nNone at all." });
        board.Begin(plan.Cells[2]);
        board.Report(new JobProgress(0, Phase.Fit, TimeSpan.FromSeconds(1), new PhaseProgress(3, 300)));

        string[] english = Lines(new BoardText(board, Language.English), height: 24);
        string[] spanish = Lines(new BoardText(board, Language.Spanish), height: 24);

        Assert.Equal(
            [
                "2 of 4 runs done, about 3 s left",
                "a  done in 1.500 s",
                "b  failed: No luck.",
                "c  fit iteration 3 of at most 300, at most 99 s left",
                "t  waiting",
            ],
            english);
        Assert.Equal("2 de 4 ejecuciones terminadas, faltan unos 3 s", spanish[0]);
        Assert.Equal("t  en espera", spanish[4]);
    }

    [Fact]
    public void Table_LowTerminal_ShowsTheRunsAroundTheRunningOne()
    {
        ComparisonPlan plan = Plan(repeat: 10, "a", "b");
        ComparisonBoard board = Board(plan);
        foreach (ComparisonCell cell in plan.Cells.Take(8))
        {
            Run(board, cell, seconds: 1);
        }

        board.Begin(plan.Cells[8]);

        string[] lines = Lines(new BoardText(board, Language.English), height: 8);

        Assert.Equal("... and 6 before these", lines[1]);
        Assert.Equal("a, run 5 of 10  starting", lines[4]);
        Assert.Equal("... and 11 after these", lines[^1]);
        Assert.Equal(7, lines.Length);
    }

    [Fact]
    public async Task LiveTable_Terminal_ShowsTheTableAndClearsIt()
    {
        var output = new StringWriter();
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
        });
        var drawn = new TaskCompletionSource();
        int count = 0;
        await using (new LiveTable(terminal, () =>
        {
            if (++count == 3)
            {
                drawn.SetResult();
            }

            return new Text($"drawn {Math.Min(count, 3)} times");
        }))
        {
            await drawn.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        Assert.Contains("drawn 2 times", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\u001b[2K\u001b[?25h", output.ToString(), StringComparison.Ordinal);
    }

    private static ComparisonPlan Plan(int repeat, params string[] names) => new(WorkloadPlan.Of(
        "kmeans",
        [.. names.Select(name => new ComparisonCell(RunKind.Engine, name, 1, s_fit, null!))],
        repeat,
        [new ComparisonCell(RunKind.Initialization, "t", 1, s_fit, null!)],
        []));

    private static string[] Lines(BoardText text, int height)
    {
        var output = new StringWriter();
        new CommandConsole(output, output, IsOutputTerminal: false, IsErrorTerminal: false).Tables().Write(text.Table(height));
        return [.. output.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd())];
    }

    private ComparisonBoard Board(ComparisonPlan plan) => new(plan, cell => new ProgressText(Language.English, cell.Fit), _time);

    private void Run(ComparisonBoard board, ComparisonCell cell, double seconds)
    {
        board.Begin(cell);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        board.End(Run(cell) with { WallSeconds = seconds, Result = ComparisonSamples.Fit });
    }

    private static RunReport Run(ComparisonCell cell) =>
        new() { Kind = cell.Kind, Name = cell.Name, Threads = cell.Threads, Repeat = cell.Repeat };
}
