namespace Escala;

/// <summary>One or more options are outside what they may be. The command line answers with exit code 2.</summary>
public sealed class InvalidOptionsException : EscalaException
{
    /// <summary>Creates the exception from every fault that was found.</summary>
    /// <param name="faults">One sentence per fault, at least one.</param>
    public InvalidOptionsException(params IReadOnlyList<string> faults)
        : base(string.Join(Environment.NewLine, faults))
    {
        Faults = faults;
    }

    /// <summary>One sentence per fault.</summary>
    public IReadOnlyList<string> Faults { get; }
}
