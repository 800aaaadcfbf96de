namespace Escala.Data;

/// <summary>A block of either training or test rows.</summary>
/// <param name="Block">The rows; whoever receives them owns them.</param>
/// <param name="IsTest">Whether they are kept for testing.</param>
public readonly record struct SplitBlock(Block Block, bool IsTest);
