using Escala.Engines;
using Escala.Measurement;

namespace Escala.Cli.Options;

/// <summary>Which engine runs a job, and on how many threads.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="Threads">The threads of a rank; null for the engine's default.</param>
internal sealed record EngineChoice(string Name, int? Threads = null)
{
    /// <summary>One core.</summary>
    public const string Serial = "serial";

    /// <summary>All cores.</summary>
    public const string Local = "local";

    /// <summary>The engines there are; the first one is the default.</summary>
    public static string[] Names { get; } = [Local, Serial];

    /// <summary>All cores of this machine.</summary>
    public static EngineChoice Default { get; } = new(Local);

    /// <summary>The threads of a rank, the engine's default included.</summary>
    public int Cores => Threads ?? (Name == Serial ? 1 : Environment.ProcessorCount);

    /// <summary>Checks the threads.</summary>
    /// <exception cref="InvalidOptionsException">The engine cannot have so many.</exception>
    public void Validate()
    {
        if (Name == Serial && Threads is not (null or 1))
        {
            throw new InvalidOptionsException(
                $"--threads of the {Serial} engine must be 1, but was {Threads}. Leave it out, or use --engine {Local}.");
        }

        if (Threads is < 1 or > LocalEngine.MaxThreads)
        {
            throw new InvalidOptionsException(
                $"--threads of the {Name} engine must be from 1 to {LocalEngine.MaxThreads}, but was {Threads}. "
                + "Leave it out to use every processor.");
        }
    }

    /// <summary>
    /// Creates the engine. For <see cref="Serial"/> the whole process is put on one processor, for good, so that reading and
    /// clearing up do not use a second one.
    /// </summary>
    /// <exception cref="InvalidOptionsException">The kernels asked for cannot be used.</exception>
    /// <exception cref="EscalaException">The platform is not supported.</exception>
    public IEngine Create()
    {
        if (Name != Serial)
        {
            return new LocalEngine(Threads);
        }

        ProcessorPinning.PinToOneProcessor();
        return new SerialEngine();
    }
}
