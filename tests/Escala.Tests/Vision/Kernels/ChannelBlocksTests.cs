using CsCheck;
using Escala.Vision;
using Escala.Vision.Kernels;
using Xunit;

namespace Escala.Tests.Vision.Kernels;

public sealed unsafe class ChannelBlocksTests
{
    [Fact]
    public void ToPlain_OfFromPlain_IsTheImage() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 6], Gen.Int[1, 6]).Sample(
            (channels, height, width) =>
            {
                var shape = new ImageShape(channels, height, width);
                using var plain = new FloatMemory(Numbers.Normal(shape.Count, seed: channels));
                using var blocked = new FloatMemory(ChannelBlocks.Length(shape));
                using var back = new FloatMemory((nint)shape.Count);
                ChannelBlocks.FromPlain(plain.Pointer, shape, blocked.Pointer);
                ChannelBlocks.ToPlain(blocked.Pointer, shape, back.Pointer);
                Assert.Equal(plain.Values.ToArray(), back.Values.ToArray());
                Assert.Equal(blocked.Length - shape.Count, blocked.Values.ToArray().Count(value => value == 0));
            },
            iter: 100,
            threads: 1);
}
