namespace Escala.Engines;

/// <summary>Where the checkpoints of a job go.</summary>
internal interface ICheckpoints
{
    /// <summary>Writes a checkpoint. When this returns it is complete and on the driver's disk; what fails before leaves none of this name.</summary>
    /// <param name="name">A file name without folders.</param>
    /// <param name="write">Writes the contents.</param>
    void Write(string name, Action<Stream> write);
}
