namespace Escala.Cli.Tests;

/// <summary>The program in the tests' process, for what does not pin processors or depend on the folder.</summary>
internal sealed class ProgramInProcess : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    /// <summary>What it wrote to stdout.</summary>
    public string Output => _output.ToString();

    /// <summary>What it wrote to stderr.</summary>
    public string Error => _error.ToString();

    /// <summary>The same by lines.</summary>
    public string[] ErrorLines => Error.TrimEnd('\n').Split('\n');

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    /// <summary>Runs it.</summary>
    public Task<int> RunAsync(params string[] arguments) =>
        EscalaProgram.RunAsync(arguments, new CommandConsole(_output, _error, IsOutputTerminal: false, IsErrorTerminal: false),
            CancellationToken.None);
}
