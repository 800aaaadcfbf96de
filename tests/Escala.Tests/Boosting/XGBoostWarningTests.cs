using Escala.Boosting;
using Escala.Data;
using Xunit;

namespace Escala.Tests.Boosting;

[Trait("Library", "XGBoost")]
public sealed class XGBoostWarningTests
{
    private static readonly XGBoostOptions s_options = new() { Rounds = 3 };

    [Fact]
    public async Task Fit_HonestData_WarnsOfNothing() =>
        Assert.Empty(await WarningsAsync(BoostRows.Make(1_000, BoostRows.TwoClasses), new DatasetOptions { TestFraction = 0.3 }));

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Fit_FeatureThatTellsTheTarget_IsNamed(int direction)
    {
        float[] rows = BoostRows.Make(1_000, (x, _) => direction * x[2] > direction * 0.5f ? 1 : 0);
        IReadOnlyList<XGBoostWarning> warnings = await WarningsAsync(rows, new DatasetOptions { TestFraction = 0.3 });

        Assert.Contains(new XGBoostWarning(XGBoostWarningKind.FeatureTellsTarget, "x2", 1), warnings);
        Assert.Contains(warnings, warning => warning is { Kind: XGBoostWarningKind.ScoreTooGood, Subject: "auc", Value: >= 0.999 });
    }

    [Fact]
    public async Task Fit_TestRowsThatAreTrainedOn_AreCounted()
    {
        float[] once = BoostRows.Make(400, BoostRows.TwoClasses);
        Dataset data = BoostRows.Data([.. once, .. once], new DatasetOptions { TestFraction = 0.4 });
        RowSelection selection = data.Plan.Selection;
        int expected = Enumerable.Range(0, 800).Count(row => selection.IsTest(row) && !selection.IsTest((row + 400) % 800));
        XGBoostModel model = await BoostRows.FitAsync(data, s_options);

        Assert.Equal(expected, Assert.Single(model.Fit.Warnings, warning => warning.Kind == XGBoostWarningKind.TestRowsInTraining).Value);
    }

    [Fact]
    public async Task Fit_OneClassInTheTestPart_IsNamed()
    {
        DatasetOptions split = new() { TestFraction = 0.3 };
        float[] rows = BoostRows.Make(200, BoostRows.TwoClasses);
        RowSelection selection = BoostRows.Data(rows, split).Plan.Selection;
        for (int row = 0; row < 200; row++)
        {
            rows[(row * 5) + 4] = selection.IsTest(row) ? 0 : rows[(row * 5) + 4];
        }

        Assert.Contains(new XGBoostWarning(XGBoostWarningKind.OneClassInTest, "0"), await WarningsAsync(rows, split));
    }

    private static async Task<IReadOnlyList<XGBoostWarning>> WarningsAsync(float[] rows, DatasetOptions options) =>
        (await BoostRows.FitAsync(BoostRows.Data(rows, options), s_options)).Fit.Warnings;
}
