namespace Escala.Cluster.Gang;

/// <summary>A distributed job failed. The message names the engine, what failed where, and the tail of what it said.</summary>
internal sealed class GangException(string message, Exception? innerException = null) : EscalaException(message, innerException);
