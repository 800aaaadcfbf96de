using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Escala.Reports.Pages.Html;

/// <summary>Writes HTML that is well-formed XML too. All text and all values are encoded.</summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new("<!DOCTYPE html>\n");
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">Its attributes; those without a value are left out.</param>
    public void Open(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(name, attributes);
        _html.Append('>');
        _open.Push(name);
    }

    /// <summary>Closes the element that was opened last.</summary>
    public void Close() => _html.Append("</").Append(_open.Pop()).Append(">\n");

    /// <summary>Writes an element that never has contents, such as an image.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">Its attributes; those without a value are left out.</param>
    public void Void(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(name, attributes);
        _html.Append(" />");
    }

    /// <summary>Writes an element that holds only text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text.</param>
    /// <param name="attributes">Its attributes; those without a value are left out.</param>
    public void Element(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(name, attributes);
        _html.Append('>');
        Text(text);
        _html.Append("</").Append(name).Append('>');
    }

    /// <summary>Writes text.</summary>
    public void Text(string text) => _html.Append(Encoder.Encode(text));

    /// <summary>Writes an element whose contents browsers take as they are, such as a script.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="contents">Its contents, which must not hold its end tag and must be well-formed as XML.</param>
    /// <param name="attributes">Its attributes; those without a value are left out.</param>
    public void Verbatim(string name, string contents, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Begin(name, attributes);
        _html.Append('>').Append(contents).Append("</").Append(name).Append(">\n");
    }

    /// <summary>What was written, all of whose elements must be closed.</summary>
    public override string ToString() => _open.Count == 0
        ? _html.ToString()
        : throw new InvalidOperationException($"The element {_open.Peek()} is still open.");

    private void Begin(string name, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _html.Append('<').Append(name);
        foreach ((string attribute, string? value) in attributes)
        {
            if (value is not null)
            {
                _html.Append(' ').Append(attribute).Append("=\"").Append(Encoder.Encode(value)).Append('"');
            }
        }
    }
}
