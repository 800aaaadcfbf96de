namespace Escala.Vision.Images;

/// <summary>
/// Brings images to another size: each new pixel is the mean of the old ones under a triangle around its place, as wide as the step between
/// places where the image shrinks, and one pixel to each side where it grows. Pillow's <c>resize(BILINEAR)</c>.
/// </summary>
internal static class ImageResize
{
    /// <summary>Resizes an image.</summary>
    /// <param name="pixels"><c>(H, W, C)</c>.</param>
    /// <param name="from">Its size.</param>
    /// <param name="channels">C.</param>
    /// <param name="to">The new size.</param>
    /// <returns><c>(H', W', C)</c>.</returns>
    public static byte[] Resize(byte[] pixels, ImageSize from, int channels, ImageSize to)
    {
        if (from == to)
        {
            return pixels;
        }

        (int First, float[] Weights)[] columns = Taps(from.Width, to.Width);
        (int First, float[] Weights)[] rows = Taps(from.Height, to.Height);
        float[] narrowed = Across(pixels, from, channels, columns);
        return Down(narrowed, to.Width * channels, rows);
    }

    /// <summary>For each new place, the first old one that counts and how much it and those after it do.</summary>
    private static (int First, float[] Weights)[] Taps(int from, int to)
    {
        double scale = (double)from / to;
        double reach = Math.Max(1, scale);
        var taps = new (int, float[])[to];
        for (int i = 0; i < to; i++)
        {
            double center = (i + 0.5) * scale;
            int first = Math.Max(0, (int)Math.Floor(center - reach + 0.5));
            int end = Math.Min(from, (int)Math.Floor(center + reach + 0.5));
            double[] weights = [.. Enumerable.Range(first, end - first).Select(x => Math.Max(0, 1 - (Math.Abs(x + 0.5 - center) / reach)))];
            double sum = weights.Sum();
            taps[i] = (first, [.. weights.Select(weight => (float)(weight / sum))]);
        }

        return taps;
    }

    private static float[] Across(byte[] pixels, ImageSize from, int channels, (int First, float[] Weights)[] columns)
    {
        var target = new float[from.Height * columns.Length * channels];
        int next = 0;
        for (int y = 0; y < from.Height; y++)
        {
            foreach ((int first, float[] weights) in columns)
            {
                for (int c = 0; c < channels; c++)
                {
                    int source = (((y * from.Width) + first) * channels) + c;
                    float sum = 0;
                    for (int i = 0; i < weights.Length; i++)
                    {
                        sum += weights[i] * pixels[source + (i * channels)];
                    }

                    target[next++] = sum;
                }
            }
        }

        return target;
    }

    private static byte[] Down(float[] pixels, int rowValues, (int First, float[] Weights)[] rows)
    {
        var target = new byte[rows.Length * rowValues];
        int next = 0;
        foreach ((int first, float[] weights) in rows)
        {
            for (int x = 0; x < rowValues; x++)
            {
                float sum = 0;
                for (int i = 0; i < weights.Length; i++)
                {
                    sum += weights[i] * pixels[((first + i) * rowValues) + x];
                }

                target[next++] = (byte)Math.Clamp(MathF.Round(sum), 0, 255);
            }
        }

        return target;
    }
}
