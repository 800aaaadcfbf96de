namespace Escala.Reports.Charts;

/// <summary>
/// The directions in which rows vary the most, found one after another by power iteration on rows from which those before have been
/// taken. It costs O(rows x features) an iteration and needs no covariance matrix, so images are no harder than tables.
/// </summary>
internal sealed class PrincipalComponents
{
    private const int MaxIterations = 1000;
    private const double Precise = 1e-12;

    private readonly double[] _means;
    private readonly double[][] _directions;

    private PrincipalComponents(double[] means, double[][] directions, double[] shares)
    {
        _means = means;
        _directions = directions;
        Shares = shares;
    }

    /// <summary>The share of the whole variance in each direction, 0 to 1, falling.</summary>
    public IReadOnlyList<double> Shares { get; }

    /// <summary>The directions: unit vectors of one number per feature, of which the largest by size is positive.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Directions => _directions;

    /// <summary>Finds the first components.</summary>
    /// <param name="rows">Row-major (rows, features), at least one row.</param>
    /// <param name="features">The features, at least <paramref name="count"/>.</param>
    /// <param name="count">How many components.</param>
    public static PrincipalComponents Of(IReadOnlyList<float> rows, int features, int count)
    {
        double[] means = Means(rows, features);
        double[][] rest = [.. rows.Chunk(features).Select(row => row.Select((value, feature) => value - means[feature]).ToArray())];
        double whole = rest.Sum(row => Dot(row, row));
        var directions = new double[count][];
        double[] shares = new double[count];
        for (int component = 0; component < count; component++)
        {
            directions[component] = Direction(rest, features);
            double taken = Take(rest, directions[component]);
            shares[component] = whole > 0 ? taken / whole : 0;
        }

        return new PrincipalComponents(means, directions, shares);
    }

    /// <summary>Where a row is along a component.</summary>
    /// <param name="row">The row, one number per feature.</param>
    /// <param name="component">The 0-based component.</param>
    public double Project(IReadOnlyList<float> row, int component)
    {
        double sum = 0;
        for (int feature = 0; feature < _means.Length; feature++)
        {
            sum += (row[feature] - _means[feature]) * _directions[component][feature];
        }

        return sum;
    }

    private static double[] Means(IReadOnlyList<float> rows, int features)
    {
        double[] means = new double[features];
        for (int value = 0; value < rows.Count; value++)
        {
            means[value % features] += rows[value];
        }

        return [.. means.Select(sum => sum * features / rows.Count)];
    }

    // The row farthest out is a start that is hardly ever perpendicular to what is sought.
    private static double[] Direction(double[][] rows, int features)
    {
        double[] direction = [.. rows.MaxBy(row => Dot(row, row))!];
        if (!Normalize(direction))
        {
            return new double[features];
        }

        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            double[] next = new double[features];
            foreach (double[] row in rows)
            {
                Add(next, row, Dot(row, direction));
            }

            Normalize(next);
            double agreement = Dot(next, direction);
            direction = next;
            if (1 - agreement < Precise)
            {
                break;
            }
        }

        Orient(direction);
        return direction;
    }

    // Returns the sum of squares along the direction, which the rows then no longer have.
    private static double Take(double[][] rows, double[] direction)
    {
        double taken = 0;
        foreach (double[] row in rows)
        {
            double along = Dot(row, direction);
            taken += along * along;
            Add(row, direction, -along);
        }

        return taken;
    }

    private static void Orient(double[] direction)
    {
        if (direction.MaxBy(Math.Abs) < 0)
        {
            Add(direction, [.. direction], -2);
        }
    }

    private static bool Normalize(double[] vector)
    {
        double length = Math.Sqrt(Dot(vector, vector));
        for (int index = 0; length > 0 && index < vector.Length; index++)
        {
            vector[index] /= length;
        }

        return length > 0;
    }

    private static void Add(double[] sum, double[] vector, double times)
    {
        for (int index = 0; index < sum.Length; index++)
        {
            sum[index] += times * vector[index];
        }
    }

    private static double Dot(double[] one, double[] other)
    {
        double sum = 0;
        for (int index = 0; index < one.Length; index++)
        {
            sum += one[index] * other[index];
        }

        return sum;
    }
}
