using System.CommandLine;

namespace Escala.Cli.Options;

/// <summary>The options about where a job runs.</summary>
internal sealed class EngineOptions
{
    private readonly Option<string> _engine = CliOption.Choice(
        "--engine", "Where it runs: local uses all cores of this machine, serial one. The answer is the same.", EngineChoice.Names);

    private readonly Option<int?> _threads = CliOption.Number<int>(
        "--threads", "N", "The threads of the local engine, from 1 to 1024. Without it: one per processor.");

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_engine, _threads];

    /// <summary>What was chosen.</summary>
    public EngineChoice Bind(ParseResult parsed) => new(parsed.GetRequiredValue(_engine), parsed.GetValue(_threads));
}
