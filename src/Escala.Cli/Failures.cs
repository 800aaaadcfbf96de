namespace Escala.Cli;

/// <summary>Turns what a command threw into a message and an exit code.</summary>
internal static class Failures
{
    /// <summary>Writes one clear message; only a bug of Escala's shows a trace.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="error">Where to.</param>
    public static int Write(Exception failure, TextWriter error)
    {
        switch (failure)
        {
            case OperationCanceledException:
                error.WriteLine("escala: cancelled.");
                return ExitCode.Cancelled;
            case InvalidOptionsException options:
                foreach (string fault in options.Faults)
                {
                    error.WriteLine($"escala: {fault}");
                }

                return ExitCode.WrongUsage;
            case EscalaException or IOException or UnauthorizedAccessException:
                error.WriteLine($"escala: {failure.Message}");
                return ExitCode.Failed;
            case OutOfMemoryException:
                error.WriteLine(
                    "escala: The memory is not enough for these rows. Use fewer with --sample-rows, or fewer columns with --features.");
                return ExitCode.Failed;
            default:
                error.WriteLine("escala: This is a bug of Escala. Please report it with the lines below and the command that led here.");
                error.WriteLine(failure);
                return ExitCode.Failed;
        }
    }
}
