using Escala.Cluster.Ranks;
using Escala.DuckDb;
using Histogram;

using var duckDb = new DuckDbReader();
OperatorSet operators = OperatorSet.BuiltIn.Add<ColumnHistogram, ColumnHistogramOptions, ColumnHistogramResult>();
return RankProgram.Run(operators, duckDb);
