using Escala.Measurement;

namespace Escala.Engines;

/// <summary>How a rank tells its host where it stands.</summary>
public interface IRankReporter
{
    /// <summary>A folder of this rank's own, removed after the job.</summary>
    string Scratch { get; }

    /// <summary>Ends the running phase, if any, and begins the next; disposing ends it.</summary>
    /// <param name="phase">The phase that begins. A phase may come more than once; its figures are then added up.</param>
    IDisposable BeginPhase(Phase phase);

    /// <summary>Says how far the running phase has come. Cheap enough for every block and iteration; the host thins it out.</summary>
    /// <param name="progress">Where the phase stands.</param>
    void Report(PhaseProgress progress);

    /// <summary>The path of a file that the driver sent along with the job.</summary>
    /// <param name="name">The name in <see cref="Job{TOptions}.Files"/>.</param>
    string InputFile(string name);

    /// <summary>Hands a file over to the driver, which finds it in <see cref="JobResult{TResult}.Files"/>.</summary>
    /// <param name="name">The name it is known by.</param>
    /// <param name="path">A finished file in <see cref="Scratch"/>.</param>
    void AddFile(string name, string path);
}
