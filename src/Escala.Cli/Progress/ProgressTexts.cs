using System.Resources;
using Escala.Reports.Languages;

namespace Escala.Cli.Progress;

/// <summary>The texts about the progress of a job.</summary>
internal static class ProgressTexts
{
    private static readonly ResourceManager s_resources = new(typeof(ProgressTexts));

    /// <summary>The texts in a language.</summary>
    public static Texts In(Language language) => new(s_resources, language);
}
