using System.Runtime.Intrinsics;

namespace Escala.Clustering.Initialization;

/// <summary>Takes new centres into the distances to the nearest one.</summary>
internal static class NearestUpdate
{
    /// <summary>Keeps the smaller distance of each row; of equal ones the older centre stays.</summary>
    /// <param name="distances">The squared distance of each row to the nearest of the new centres.</param>
    /// <param name="centers">Which of the new ones that is.</param>
    /// <param name="nearestDistances">The squared distances so far; brought up to date.</param>
    /// <param name="nearest">The centres so far; brought up to date.</param>
    /// <param name="first">Whether there is no centre so far, so that the new ones are taken whatever the distance.</param>
    /// <param name="firstIndex">The index of the first of the new centres.</param>
    /// <returns>The largest distance.</returns>
    public static float Apply(
        ReadOnlySpan<float> distances, ReadOnlySpan<int> centers, Span<float> nearestDistances, Span<int> nearest, bool first, int firstIndex)
    {
        if (first)
        {
            nearestDistances.Fill(float.PositiveInfinity);
        }

        Vector256<float> largestLanes = Vector256<float>.Zero;
        int row = 0;
        for (; row + 8 <= distances.Length; row += 8)
        {
            Vector256<float> candidate = Vector256.Create(distances[row..]);
            Vector256<float> old = Vector256.Create<float>(nearestDistances[row..]);
            Vector256<float> isNearer = Vector256.LessThan(candidate, old);
            Vector256<int> index = Vector256.Create(centers[row..]) + Vector256.Create(firstIndex);
            Vector256<float> smaller = Vector256.ConditionalSelect(isNearer, candidate, old);
            smaller.CopyTo(nearestDistances[row..]);
            Vector256.ConditionalSelect(isNearer.AsInt32(), index, Vector256.Create<int>(nearest[row..])).CopyTo(nearest[row..]);
            largestLanes = Vector256.Max(largestLanes, smaller);
        }

        float largest = 0;
        for (int lane = 0; lane < 8; lane++)
        {
            largest = Math.Max(largest, largestLanes[lane]);
        }

        for (; row < distances.Length; row++)
        {
            if (distances[row] < nearestDistances[row])
            {
                nearestDistances[row] = distances[row];
                nearest[row] = firstIndex + centers[row];
            }

            largest = Math.Max(largest, nearestDistances[row]);
        }

        return largest;
    }
}
