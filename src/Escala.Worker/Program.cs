using Escala.Cluster.Ranks;
using Escala.DuckDb;

using var duckDb = new DuckDbReader();
return RankProgram.Run(OperatorSet.BuiltIn, duckDb);
