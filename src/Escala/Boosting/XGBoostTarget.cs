using Escala.Data;
using Escala.Engines;

namespace Escala.Boosting;

/// <summary>What is learned of the labels.</summary>
/// <param name="Objective">The objective, chosen by the labels where none was given.</param>
/// <param name="Classes">The classes; null where a number is learned.</param>
internal sealed record XGBoostTarget(XGBoostObjective Objective, TargetClasses? Classes)
{
    /// <summary>The classes' names; empty where a number is learned.</summary>
    public IReadOnlyList<string> ClassNames => Classes?.Names ?? [];

    /// <summary>Looks at the labels of the training rows.</summary>
    /// <param name="options">Valid options.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="training">Its training rows.</param>
    /// <exception cref="DatasetException">There is nothing to learn of the labels, or not by the objective that was given.</exception>
    public static XGBoostTarget Of(XGBoostOptions options, RankContext rank, RowGatherer training)
    {
        DataPlan plan = rank.Data.Plan;
        DataColumn column = plan.Label!;
        bool hasNames = column.Type is ColumnType.Text or ColumnType.Boolean;
        float[]? values = TargetClasses.Distinct(training.Blocks, hasNames ? int.MaxValue - 1 : TargetClasses.MostNumbers, rank.Collective);
        if (values is { Length: 1 })
        {
            string only = TargetClasses.Of(column, values).Names[0];
            throw new DatasetException(
                $"The target '{column.Name}' must not be the same in all training rows, but is {only}. There is nothing to learn: name another "
                + "target, or other rows.");
        }

        XGBoostObjective objective = options.Objective is { } name
            ? XGBoostObjective.Find(name)!
            : XGBoostObjective.Default(Task(plan, hasNames, values));
        if (!objective.HasClasses)
        {
            return new XGBoostTarget(objective, null);
        }

        RequireClasses(objective, column, values);
        return new XGBoostTarget(objective, TargetClasses.Of(column, values!));
    }

    /// <summary>Replaces labels by indices of classes, where classes are learned.</summary>
    /// <param name="rows">All parts.</param>
    public void Encode(XGBoostRows rows)
    {
        if (Classes is null)
        {
            return;
        }

        foreach (RowPart part in Enum.GetValues<RowPart>())
        {
            foreach (Block block in rows.Of(part).Blocks)
            {
                Classes.Encode(block, $"the {part.ToString().ToLowerInvariant()} part");
            }
        }
    }

    private static XGBoostTask Task(DataPlan plan, bool hasNames, float[]? values) => values switch
    {
        _ when plan.Group is not null => XGBoostTask.Ranking,
        { Length: 2 } when hasNames => XGBoostTask.Binary,
        _ when hasNames => XGBoostTask.MultiClass,
        [0, 1] => XGBoostTask.Binary,
        _ => XGBoostTask.Regression,
    };

    private static void RequireClasses(XGBoostObjective objective, DataColumn column, float[]? values)
    {
        if (values is null)
        {
            throw new DatasetException(
                $"The target '{column.Name}' must have at most {TargetClasses.MostNumbers} distinct numbers for {objective.Name}, but has more. "
                + "Use reg:squarederror to learn a quantity.");
        }

        if (objective.Task == XGBoostTask.Binary && values.Length != 2)
        {
            IEnumerable<string> some = TargetClasses.Of(column, values).Names.Take(5);
            throw new DatasetException(
                $"The target '{column.Name}' must have two classes for {objective.Name}, but has {values.Length}: {string.Join(", ", some)}"
                + $"{(values.Length > 5 ? ", ..." : "")}. Use multi:softprob.");
        }
    }
}
