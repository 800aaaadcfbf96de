using System.Resources;
using Escala.Reports.Languages;

namespace Escala.Cli.Doctor;

/// <summary>The texts of <c>doctor</c>.</summary>
internal static class DoctorTexts
{
    private static readonly ResourceManager s_resources = new(typeof(DoctorTexts));

    /// <summary>The texts in a language.</summary>
    public static Texts In(Language language) => new(s_resources, language);
}
