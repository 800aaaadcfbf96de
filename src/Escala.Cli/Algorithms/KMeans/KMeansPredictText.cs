using Escala.Cli.Tables;
using Escala.Reports.Languages;
using Escala.Reports.Results;
using Spectre.Console;

namespace Escala.Cli.Algorithms.KMeans;

/// <summary>The readable result of a prediction by a K-means.</summary>
/// <param name="language">The language.</param>
internal sealed class KMeansPredictText(Language language)
{
    private readonly Texts _texts = TableTexts.In(language);
    private readonly Figures _figures = new(language);
    private readonly JobText _job = new(language);

    /// <summary>Writes it.</summary>
    public void Write(KMeansPredictReport report, IAnsiConsole console)
    {
        JobText.WriteLines(
            console,
            _texts.Format("predict.head", report.Data.Given, report.Model),
            _job.Rows(report),
            _job.Sizes(report.ClusterSizes),
            _job.Engine(report),
            "");
        _job.WriteCost(report, console);
        string columns = string.Join(", ", ["row", "label", "distance", .. report.Keep]);
        JobText.WriteLines(
            console,
            _texts.Format(
                "predict.out", report.Out, columns, _figures.Bytes(report.OutBytes), _figures.Seconds(report.WriteSeconds)));
    }
}
