namespace Escala.Data;

/// <summary>What a row is used for.</summary>
public enum RowPart
{
    /// <summary>It is trained on.</summary>
    Training,

    /// <summary>It judges the model while that is trained: when to stop, which threshold to choose.</summary>
    Validation,

    /// <summary>It judges the finished model, and has no part in making it.</summary>
    Test,
}
