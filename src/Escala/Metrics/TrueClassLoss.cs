using System.Runtime.Intrinsics;

namespace Escala.Metrics;

/// <summary>Terms of the log-loss: -ln(probability of the true class) of each row, in double precision.</summary>
internal static class TrueClassLoss
{
    /// <summary>Of two classes, where probabilities are those of the second.</summary>
    /// <param name="labels">0 or 1 per row.</param>
    /// <param name="probabilities">One per row.</param>
    /// <param name="least">What lower probabilities of the true class are taken for.</param>
    /// <param name="most">What higher ones are taken for.</param>
    /// <param name="losses">Takes one per row; at most <see cref="RowSums.BlockRows"/>.</param>
    public static void TwoClasses(
        ReadOnlySpan<float> labels, ReadOnlySpan<float> probabilities, double least, double most, Span<double> losses)
    {
        Span<double> truth = stackalloc double[RowSums.BlockRows];
        Span<double> lanes = Padded(truth, losses.Length);
        int index = 0;
        for (; index + Vector256<float>.Count <= labels.Length; index += Vector256<float>.Count)
        {
            (Vector256<double> lowLabel, Vector256<double> highLabel) =
                Vector256.Widen(Vector256.LoadUnsafe(in labels[0], (nuint)index));
            (Vector256<double> low, Vector256<double> high) =
                Vector256.Widen(Vector256.LoadUnsafe(in probabilities[0], (nuint)index));
            OfTruth(lowLabel, low).StoreUnsafe(ref lanes[0], (nuint)index);
            OfTruth(highLabel, high).StoreUnsafe(ref lanes[0], (nuint)(index + Vector256<double>.Count));
        }

        for (; index < labels.Length; index++)
        {
            lanes[index] = labels[index] == 1 ? probabilities[index] : 1 - (double)probabilities[index];
        }

        Finish(lanes, least, most, losses);
    }

    /// <summary>Of more classes, where each row has a probability per class.</summary>
    /// <param name="labels">The index of the class per row.</param>
    /// <param name="probabilities">Row-major (rows, classes).</param>
    /// <param name="least">What lower probabilities of the true class are taken for.</param>
    /// <param name="losses">Takes one per row; at most <see cref="RowSums.BlockRows"/>.</param>
    public static void ManyClasses(ReadOnlySpan<float> labels, ReadOnlySpan<float> probabilities, double least, Span<double> losses)
    {
        Span<double> truth = stackalloc double[RowSums.BlockRows];
        Span<double> lanes = Padded(truth, losses.Length);
        int classes = probabilities.Length / labels.Length;
        for (int row = 0; row < labels.Length; row++)
        {
            lanes[row] = probabilities[(row * classes) + (int)labels[row]];
        }

        Finish(lanes, least, 1, losses);
    }

    /// <summary>The same with the probabilities of each row, held to a range, divided by their sum.</summary>
    public static void NormalisedClasses(
        ReadOnlySpan<float> labels, ReadOnlySpan<float> probabilities, double least, double most, Span<double> losses)
    {
        Span<double> truth = stackalloc double[RowSums.BlockRows];
        Span<double> lanes = Padded(truth, losses.Length);
        int classes = probabilities.Length / labels.Length;
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<float> ofRow = probabilities.Slice(row * classes, classes);
            double sum = 0;
            foreach (float probability in ofRow)
            {
                sum += Math.Clamp(probability, least, most);
            }

            lanes[row] = Math.Clamp(ofRow[(int)labels[row]], least, most) / sum;
        }

        Finish(lanes, double.Epsilon, 1, losses);
    }

    private static Vector256<double> OfTruth(Vector256<double> labels, Vector256<double> probabilities) => Vector256.ConditionalSelect(
        Vector256.Equals(labels, Vector256<double>.One), probabilities, Vector256<double>.One - probabilities);

    /// <summary>The place for so many values and up to three more, which are 1.</summary>
    private static Span<double> Padded(Span<double> block, int count)
    {
        Span<double> lanes = block[..((count + Vector256<double>.Count - 1) / Vector256<double>.Count * Vector256<double>.Count)];
        lanes[count..].Fill(1);
        return lanes;
    }

    private static void Finish(Span<double> lanes, double least, double most, Span<double> losses)
    {
        for (int index = 0; index < lanes.Length; index += Vector256<double>.Count)
        {
            Vector256<double> held = Vector256.Min(
                Vector256.Max(Vector256.LoadUnsafe(in lanes[0], (nuint)index), Vector256.Create(least)), Vector256.Create(most));
            held.StoreUnsafe(ref lanes[0], (nuint)index);
        }

        ExactTerms.NegativeLogarithms(lanes);
        lanes[..losses.Length].CopyTo(losses);
    }
}
