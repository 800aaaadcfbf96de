using Escala.Cluster.Ranks;
using Escala.DuckDb;
using Escala.Engines.Conformance.Operators;

using var duckDb = new DuckDbReader();
OperatorSet operators = OperatorSet.BuiltIn
    .Add<ColumnTotals, ColumnTotalsOptions, ColumnTotalsResult>()
    .Add<Fail, FailOptions, string[]>()
    .Add<FileCopy, FileCopyOptions, string[]>()
    .Add<Spin, SpinOptions, SpinResult>()
    .Add<Stages, StagesOptions, long[]>();
return RankProgram.Run(operators, duckDb);
