using System.CommandLine;

namespace Escala.Cli.Options;

/// <summary>The options about what is shown.</summary>
internal sealed class OutputOptions
{
    private readonly Option<bool> _json = CliOption.Switch("--json", "Write one JSON object to stdout, and everything else to stderr.");

    private readonly Option<bool> _quiet = CliOption.Switch("--quiet", "Show no progress.");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_json, _quiet];

    /// <summary>Whether the result is JSON.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Whether progress is hidden.</summary>
    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);
}
