using System.Globalization;
using Escala.Reports.Languages;
using Escala.Reports.Pages.Documents;

namespace Escala.Reports.Pages.Html;

/// <summary>Writes the diagram of an algorithm's steps: boxes that stand beside or below each other, as there is room.</summary>
/// <param name="html">Where to.</param>
/// <param name="texts">The page's texts.</param>
/// <param name="figures">How numbers are written.</param>
/// <param name="heading">The element of the steps' headings.</param>
internal sealed class HtmlSteps(HtmlWriter html, Texts texts, Figures figures, string heading)
{
    private const double FullBar = 100;

    /// <summary>Writes the diagram.</summary>
    public void Write(Steps steps)
    {
        double longest = steps.Items.SelectMany(step => step.Seconds).Max() ?? 0;
        html.Open("figure", ("class", "diagram"));
        html.Open("ol", ("class", "steps"), ("role", "list"), ("aria-label", steps.Description));
        foreach (Step step in steps.Items)
        {
            Write(step, steps.Runs, longest);
        }

        html.Close();
        html.Open("figcaption");
        html.Element("strong", texts.Format("page.figure", steps.Number));
        html.Text($" {steps.Caption}");
        html.Close();
        HtmlBlocks.WriteCommand(html, texts, steps.Command);
        html.Close();
    }

    private void Write(Step step, IReadOnlyList<string> runs, double longest)
    {
        html.Open("li", ("class", step.IsLoop ? "loop" : null));
        html.Element(heading, step.Title);
        html.Element("p", step.Text);
        html.Open("ul");
        for (int run = 0; run < runs.Count; run++)
        {
            html.Open("li");
            html.Element("span", runs[run]);
            html.Text(" ");
            html.Element("span", step.Seconds[run] is { } seconds ? texts.Format("steps.seconds", figures.Seconds(seconds)) : Cell.Nothing);
            Bar(step.Seconds[run] ?? 0, longest);
            html.Close();
        }

        html.Close();
        html.Close();
    }

    private void Bar(double seconds, double longest)
    {
        double share = longest > 0 ? FullBar * seconds / longest : 0;
        html.Open(
            "svg", ("class", "bar"), ("viewBox", "0 0 100 1"), ("preserveAspectRatio", "none"), ("aria-hidden", "true"));
        html.Open("rect", ("width", share.ToString("F1", CultureInfo.InvariantCulture)), ("height", "1"));
        html.Close();
        html.Close();
    }
}
