using System.Runtime.InteropServices;
using Escala.Data;
using Escala.Numerics;
using Escala.Vision;

namespace Escala.Testing;

/// <summary>Small images of a few classes that can be told apart: noise, and a bright spot where the class has it.</summary>
public static class SpotImages
{
    private const int Side = 8;
    private const int Spot = 200;

    /// <summary>The shape of the images.</summary>
    public static ImageShape Shape { get; } = new(1, Side, Side);

    /// <summary>Writes images and labels as NPY files.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="count">How many images; image i is of class i modulo the classes.</param>
    /// <param name="classes">The number of classes, at most 4.</param>
    /// <param name="prefix">What the names of the files begin with.</param>
    /// <param name="seed">The seed of the noise.</param>
    /// <param name="noise">The largest value of the noise; the spot adds 200, modulo 256.</param>
    /// <returns>The file of images.</returns>
    public static string Write(string folder, int count, int classes = 3, string prefix = "", ulong seed = 1, int noise = 50)
    {
        int[] labels = [.. Enumerable.Range(0, count).Select(image => image % classes)];
        string images = Path.Join(folder, $"{prefix}images.npy");
        File.WriteAllBytes(
            images, [.. NpyHeader.Bytes(NpyType.UInt8, count, 1, Side, Side), .. labels.SelectMany((label, image) => Pixels(label, image, seed, noise))]);
        File.WriteAllBytes(
            Path.Join(folder, $"{prefix}labels.npy"), [.. NpyHeader.Bytes(NpyType.Int32, count), .. MemoryMarshal.AsBytes(labels.AsSpan())]);
        return images;
    }

    private static IEnumerable<byte> Pixels(int label, int image, ulong seed, int noise)
    {
        ulong key = CounterRandom.Key(seed, RandomPurpose.RowSample, (ulong)image);
        (int top, int left) = (4 * (label / 2), 4 * (label % 2));
        for (int i = 0; i < Side * Side; i++)
        {
            int spot = (i / Side) - top is 1 or 2 && (i % Side) - left is 1 or 2 ? Spot : 0;
            yield return (byte)(spot + (int)(CounterRandom.Hash(key, i) % (ulong)(noise + 1)));
        }
    }
}
