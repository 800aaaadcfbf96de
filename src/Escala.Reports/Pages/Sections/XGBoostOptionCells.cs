using System.Globalization;
using Escala.Reports.Pages.Documents;
using Escala.Reports.Results;

namespace Escala.Reports.Pages.Sections;

/// <summary>The options of XGBoost and what was given for them.</summary>
internal static class XGBoostOptionCells
{
    /// <summary>The options in the order of the command line; those that are seldom given only where they are.</summary>
    public static IEnumerable<(string Option, Cell Value)> Of(XGBoostOptionsReport options) =>
        Always(options).Concat(Seldom(options).Where(option => option.Value != Cell.Empty)).Concat(Rows(options));

    private static IEnumerable<(string Option, Cell Value)> Always(XGBoostOptionsReport options) =>
    [
        ("--target", TableCells.Code(options.Target)),
        ("--objective", TableCells.Option(options.Objective)),
        ("--rounds", TableCells.Option(options.Rounds)),
        ("--max-depth", TableCells.Option(options.MaxDepth)),
        ("--learning-rate", TableCells.Option(options.LearningRate)),
        ("--subsample", TableCells.Option(options.Subsample)),
        ("--colsample-bytree", TableCells.Option(options.ColsampleByTree)),
        ("--min-child-weight", TableCells.Option(options.MinChildWeight)),
        ("--gamma", TableCells.Option(options.Gamma)),
        ("--lambda", TableCells.Option(options.Lambda)),
        ("--alpha", TableCells.Option(options.Alpha)),
        ("--max-bin", TableCells.Option(options.MaxBin)),
        ("--tree-method", TableCells.Code(options.TreeMethod)),
        ("--grow-policy", TableCells.Code(options.GrowPolicy)),
        ("--early-stopping", TableCells.Option(options.EarlyStopping)),
        ("--validation-fraction", TableCells.Option(options.ValidationFraction)),
        ("--metrics", TableCells.Option(options.Metrics)),
    ];

    private static IEnumerable<(string Option, Cell Value)> Seldom(XGBoostOptionsReport options) =>
    [
        ("--scale-pos-weight", options.ScalePosWeight == 1 ? Cell.Empty : TableCells.Option(options.ScalePosWeight)),
        ("--monotone", TableCells.Option(options.Monotone)),
        ("--interaction", TableCells.Option(options.Interaction)),
        ("--missing-value", TableCells.Option(options.MissingValue)),
        ("--base-score", TableCells.Option(options.BaseScore)),
        ("--group", TableCells.Option(options.Group)),
        ("--set", TableCells.Option(options.Set.Count == 0 ? null : string.Join(' ', options.Set.Select(one => $"{one.Key}={one.Value}")))),
    ];

    private static IEnumerable<(string Option, Cell Value)> Rows(XGBoostOptionsReport options) =>
    [
        ("--missing", TableCells.Code(options.Missing)),
        ("--weights", TableCells.Option(options.Weights)),
        ("--test-fraction", TableCells.Option(options.TestFraction)),
        ("--sample-rows", TableCells.Option(options.SampleRows)),
        ("--block-rows", TableCells.Option(options.BlockRows)),
        ("--seed", TableCells.Code(options.Seed.ToString(CultureInfo.InvariantCulture))),
    ];
}
