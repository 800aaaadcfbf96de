namespace Escala.Data;

/// <summary>A block whose rows are all of one part.</summary>
/// <param name="Block">The rows; whoever receives them owns them.</param>
/// <param name="Part">What they are used for.</param>
public readonly record struct SplitBlock(Block Block, RowPart Part);
