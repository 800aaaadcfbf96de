using CsCheck;
using Escala.Vision;
using Xunit;

namespace Escala.Tests.Vision;

public sealed class MemoryPlanTests
{
    [Fact]
    public void Place_StepsThatDoNotMeet_ShareAPlace()
    {
        var plan = new MemoryPlan();
        plan.Advance();
        PlannedBuffer first = plan.New(100);
        plan.Advance();
        PlannedBuffer second = plan.New(50);
        plan.Touch(first);
        plan.Advance();
        PlannedBuffer third = plan.New(90);
        plan.Place();
        Assert.Equal((0, 112, 0), ((int)first.Place, (int)second.Place, (int)third.Place));
        Assert.Equal(112 + 64, plan.Length);
    }

    [Fact]
    public void Place_AnyLifetimes_BuffersThatMeetDoNotOverlap() =>
        Gen.Select(Gen.Int[1, 200], Gen.Int[0, 10], Gen.Int[0, 10]).Array[1, 20].Sample(cases =>
        {
            var plan = new MemoryPlan();
            var buffers = new List<PlannedBuffer>();
            var last = new Dictionary<PlannedBuffer, int>();
            for (int step = 0; step <= 20; step++)
            {
                foreach ((int length, int first, int steps) in cases.Where(one => one.Item2 == step))
                {
                    buffers.Add(plan.New(length));
                    last[buffers[^1]] = first + steps;
                }

                buffers.Where(buffer => last[buffer] >= step).ToList().ForEach(plan.Touch);
                plan.Advance();
            }

            plan.Place();
            foreach (PlannedBuffer buffer in buffers)
            {
                Assert.InRange(buffer.Place + buffer.Length, 0, plan.Length);
                Assert.All(
                    buffers.Where(other => other != buffer && other.Meets(buffer)),
                    other => Assert.True(other.Place >= buffer.Place + buffer.Length || buffer.Place >= other.Place + other.Length));
            }
        });
}
