using Escala.Engines;
using Escala.Metrics;
using Xunit;

namespace Escala.Parity.Tests.Metrics;

public sealed class EvaluationMetricsParityTests
{
    /// <summary>XGBoost computes terms in float32.</summary>
    private const double RelativeTolerance = 2e-6;

    public static TheoryData<string, string> Cases => RoundFixture.Cases();

    [Fact]
    public void Cases_ListWhatTheScriptMakes() => Assert.Equal(34, Cases.Count);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_AsXGBoost(string name, string metric)
    {
        var fixture = RoundFixture.Load(name);
        var rows = new EvaluationRows(fixture.Labels, fixture.Scores, fixture.Weights, fixture.GroupSizes, fixture.Outputs);
        double value = EvaluationMetrics.Find(metric)!.Evaluate(rows, new SoloCollective());
        Assert.Equal(fixture.Metrics[metric], value, fixture.Metrics[metric] * RelativeTolerance);
    }
}
