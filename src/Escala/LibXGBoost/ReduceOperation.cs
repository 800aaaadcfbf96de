namespace Escala.LibXGBoost;

/// <summary>How an all-reduce combines elements, by libxgboost's numbers.</summary>
internal enum ReduceOperation
{
    /// <summary>The largest.</summary>
    Max = 0,

    /// <summary>The sum.</summary>
    Sum = 2,
}
