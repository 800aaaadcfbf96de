using Escala.Engines;
using Escala.Measurement;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Engines;

public sealed class ProgressThinnerTests : IProgress<JobProgress>
{
    private readonly ManualTime _time = new();
    private readonly List<JobProgress> _heard = [];
    private readonly ProgressThinner _thinner;

    public ProgressThinnerTests()
    {
        _thinner = new ProgressThinner(rank: 3, this, _time);
    }

    [Fact]
    public void Begin_NoReport_OnlyTheBeginIsHeard()
    {
        _thinner.Begin(Phase.Load);
        _thinner.End();

        Assert.Equal([new JobProgress(3, Phase.Load, TimeSpan.Zero, null)], _heard);
    }

    [Fact]
    public void Report_EveryMillisecondForASecond_TenAndTheLastAreHeard()
    {
        _thinner.Begin(Phase.Fit);
        for (int i = 1; i <= 1000; i++)
        {
            _thinner.Report(new PhaseProgress(i));
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        _thinner.End();

        Assert.Equal([null, 1, 101, 201, 301, 401, 501, 601, 701, 801, 901, 1000], _heard.Select(report => report.Progress?.Completed));
        Assert.Equal(TimeSpan.FromMilliseconds(100), _heard[2].Elapsed);
        Assert.Equal(TimeSpan.FromSeconds(1), _heard[^1].Elapsed);
    }

    [Fact]
    public void Begin_NextPhase_LastReportOfTheOldOneComesFirst()
    {
        _thinner.Begin(Phase.Load);
        _thinner.Report(new PhaseProgress(1));
        _thinner.Report(new PhaseProgress(2));
        _time.Advance(TimeSpan.FromSeconds(2));
        _thinner.Begin(Phase.Fit);
        _thinner.Report(new PhaseProgress(7));

        Assert.Equal(
            [(Phase.Load, null), (Phase.Load, 1L), (Phase.Load, 2L), (Phase.Fit, null), (Phase.Fit, 7L)],
            _heard.Select(report => (report.Phase, report.Progress?.Completed)));
        Assert.Equal(TimeSpan.Zero, _heard[^1].Elapsed);
    }

    [Fact]
    public void End_LastReportWasHeard_ItIsNotRepeated()
    {
        _thinner.Begin(Phase.Load);
        _thinner.Report(new PhaseProgress(1));
        _thinner.End();
        _thinner.End();

        Assert.Equal(2, _heard.Count);
    }

    [Fact]
    public void Report_OutsideOfAPhase_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => _thinner.Report(new PhaseProgress(1)));
    }

    void IProgress<JobProgress>.Report(JobProgress value) => _heard.Add(value);
}
