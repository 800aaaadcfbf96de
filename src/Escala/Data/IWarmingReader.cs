namespace Escala.Data;

/// <summary>A reader that takes long to start, so that whoever knows early that it will be used begins early.</summary>
internal interface IWarmingReader : IPieceReader
{
    /// <summary>Begins to start, beside what the caller does meanwhile. What fails is said by the first read.</summary>
    /// <param name="threads">The cores that reading may use, at least 1.</param>
    void Warm(int threads);
}
