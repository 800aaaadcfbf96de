using System.Security.Cryptography;
using System.Text;

namespace Escala.Reports.Pages.Html;

/// <summary>A style sheet or a script that stands in the page.</summary>
internal sealed class PageResource
{
    private PageResource(string name)
    {
        using Stream stream = typeof(PageResource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no resource {name}.");
        using var reader = new StreamReader(stream);
        Contents = $"/*<![CDATA[*/\n{reader.ReadToEnd()}/*]]>*/";
    }

    /// <summary>The style sheet.</summary>
    public static PageResource Style { get; } = new("Escala.Reports.Pages.report.css");

    /// <summary>The script.</summary>
    public static PageResource Script { get; } = new("Escala.Reports.Pages.report.js");

    /// <summary>Its text, in a wrapping that makes it well-formed XML and means nothing to HTML.</summary>
    public string Contents { get; }

    /// <summary>What a content security policy calls it.</summary>
    public string Hash => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Contents)))}'";
}
