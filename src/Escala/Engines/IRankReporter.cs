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
    /// <exception cref="InvalidOperationException">No phase runs.</exception>
    void Report(PhaseProgress progress);

    /// <summary>Counts rows that the operator has read otherwise than by <see cref="RankContext.Data"/>, such as images.</summary>
    /// <param name="rows">How many more, at least 0.</param>
    void CountRows(long rows);

    /// <summary>The path of a file that the driver sent along with the job.</summary>
    /// <param name="name">The name in <see cref="Job{TOptions}.Files"/>.</param>
    /// <exception cref="EscalaException">No file of that name was sent along.</exception>
    string InputFile(string name);

    /// <summary>Whether the driver sent a file of this name along with the job.</summary>
    /// <param name="name">The name in <see cref="Job{TOptions}.Files"/>.</param>
    bool HasInputFile(string name);

    /// <summary>
    /// Writes a checkpoint, which stays in <see cref="Job{TOptions}.CheckpointFolder"/> however the job ends. When this returns, the
    /// file is complete and on the disk; a process that dies before leaves none of this name.
    /// </summary>
    /// <param name="name">A file name without folders; a checkpoint of the same name is replaced.</param>
    /// <param name="write">Writes the contents.</param>
    /// <exception cref="EscalaException">The job names no folder, or it cannot be written to.</exception>
    void Checkpoint(string name, Action<Stream> write);

    /// <summary>
    /// Hands a file over to the driver, which finds it in <see cref="JobResult{TResult}.Files"/>. The file is moved: it is no
    /// longer in <see cref="Scratch"/>.
    /// </summary>
    /// <param name="name">The name it is known by: a file name without folders, new on this rank.</param>
    /// <param name="path">A finished file in <see cref="Scratch"/>.</param>
    /// <exception cref="ArgumentException">The name or the path is not as said.</exception>
    void AddFile(string name, string path);
}
