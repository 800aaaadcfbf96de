using CsCheck;
using Escala.Vision;
using Escala.Vision.Optimizers;
using Xunit;

namespace Escala.Tests.Vision.Optimizers;

public class OptimizerTests
{
    public static TheoryData<OptimizerOptions> All =>
    [
        new SgdOptions { Momentum = 0, WeightDecay = 0.1 },
        new SgdOptions { Momentum = 0.9 },
        new SgdOptions { Momentum = 0.9, Nesterov = true, WeightDecay = 0.01 },
        new AdamOptions { WeightDecay = 0.01 },
        new AdamWOptions(),
    ];

    [Fact]
    public void Sgd_Plain_GoesAgainstTheGradient()
    {
        // p = 2, g = 0.5 + 0.25 x 2 = 1, p = 2 - 0.5 x 1
        Assert.Equal([1.5f, 0.5625f], Steps(new SgdOptions { LearningRate = 0.5, Momentum = 0, WeightDecay = 0.25 }, 2, 0.5f, 1.5f));
    }

    [Fact]
    public void Sgd_Momentum_GoesOnWithTheLastStep()
    {
        // b = 1, p = 2 - 0.5; b = 0.5 x 1 + 2 = 2.5, p = 1.5 - 1.25; b = 1.25 + 0, p = 0.25 - 0.625
        var options = new SgdOptions { LearningRate = 0.5, Momentum = 0.5 };
        Assert.Equal([1.5f, 0.25f, -0.375f], Steps(options, 2, 1, 2, 0));
    }

    [Fact]
    public void Sgd_Nesterov_LooksAhead()
    {
        // b = 1, step = 1 + 0.5, p = 2 - 0.75; b = 2.5, step = 2 + 1.25, p = 1.25 - 1.625
        var options = new SgdOptions { LearningRate = 0.5, Momentum = 0.5, Nesterov = true };
        Assert.Equal([1.25f, -0.375f], Steps(options, 2, 1, 2));
    }

    [Fact]
    public void Adam_FirstSteps_AreTheLearningRate()
    {
        // Whatever the size of the gradient: m / (1 - b1) = g and v / (1 - b2) = g g.
        var options = new AdamOptions { LearningRate = 0.125 };
        Assert.Equal([0.875, 0.75], Steps(options, 1, 3, 3).Select(p => Math.Round(p, 6)));
        Assert.Equal([1.125, 1.25], Steps(options, 1, -0.01f, -0.01f).Select(p => Math.Round(p, 5)));
    }

    [Fact]
    public void AdamW_Decay_ShrinksTheWeightAlone()
    {
        // p = 2 (1 - 0.125 x 0.5) - 0.125; Adam's decay goes into the gradient, which the first step does not feel.
        Assert.Equal(1.75, Steps(new AdamWOptions { LearningRate = 0.125, WeightDecay = 0.5 }, 2, 3)[0], 1e-6);
        Assert.Equal(1.875, Steps(new AdamOptions { LearningRate = 0.125, WeightDecay = 0.5 }, 2, 3)[0], 1e-6);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Update_InAnyRanges_HasTheSameBits(OptimizerOptions options) =>
        Gen.Select(Gen.Float[-2, 2].Array[1, 100], Gen.Int[1, 100]).Sample((values, cut) =>
        {
            cut = Math.Min(cut, values.Length);
            float[] whole = [.. values];
            float[] cutUp = [.. values];
            Optimizer one = Optimizer.Create(options, values.Length);
            Optimizer other = Optimizer.Create(options, values.Length);
            for (int step = 0; step < 3; step++)
            {
                float[] gradients = Gradients(values, step);
                one.BeginStep(0.1);
                one.Update(whole, gradients, 0, 0.5f);
                other.BeginStep(0.1);
                other.Update(cutUp.AsSpan(cut), gradients.AsSpan(cut), cut, 0.5f);
                other.Update(cutUp.AsSpan(0, cut), gradients.AsSpan(0, cut), 0, 0.5f);
            }

            Assert.Equal(whole, cutUp);
        });

    [Theory]
    [MemberData(nameof(All))]
    public void Restore_SavedState_GoesOnWithTheSameBits(OptimizerOptions options)
    {
        float[] parameters = [.. Enumerable.Range(0, 37).Select(i => (i / 7f) - 2)];
        Optimizer through = Optimizer.Create(options, parameters.Length);
        Step(through, parameters, 0, 5);

        float[] resumed = [.. parameters];
        Optimizer second = Optimizer.Create(options, parameters.Length);
        second.Restore(through.Steps, [.. through.Slots.Select(slot => new OptimizerSlot(slot.Name, [.. slot.Values]))]);
        Step(through, parameters, 5, 10);
        Step(second, resumed, 5, 10);

        Assert.Equal(parameters, resumed);
        Assert.Equal(through.Steps, second.Steps);
        Assert.Equal(through.Slots.SelectMany(slot => slot.Values), second.Slots.SelectMany(slot => slot.Values));
    }

    [Fact]
    public void Restore_StateOfAnotherOptimizer_Throws()
    {
        Optimizer adam = Optimizer.Create(new AdamOptions(), 4);
        Optimizer sgd = Optimizer.Create(new SgdOptions(), 4);
        Assert.Contains(
            "State of the optimiser must be 4 of momentum_buffer, but was 4 of exp_avg, 4 of exp_avg_sq.",
            Assert.Throws<EscalaException>(() => sgd.Restore(1, adam.Slots)).Message);
        Assert.Contains("but was nothing", Assert.Throws<EscalaException>(() => sgd.Restore(1, [])).Message);
        Assert.Contains("5 of", Assert.Throws<EscalaException>(() => sgd.Restore(1, Optimizer.Create(new SgdOptions(), 5).Slots)).Message);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Update_ManySteps_AllocateNothing(OptimizerOptions options)
    {
        var parameters = new float[100];
        float[] gradients = Gradients(parameters, 1);
        Optimizer optimizer = Optimizer.Create(options, parameters.Length);
        for (int step = 0; step < 2; step++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                optimizer.BeginStep(0.1);
                optimizer.Update(parameters, gradients, 0, 1);
            }

            Assert.True(step == 0 || GC.GetAllocatedBytesForCurrentThread() == before);
        }
    }

    private static void Step(Optimizer optimizer, float[] parameters, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            optimizer.BeginStep(0.1 / (step + 1));
            optimizer.Update(parameters, Gradients(parameters, step), 0, 1);
        }
    }

    private static float[] Gradients(float[] parameters, int step) => [.. parameters.Select((p, i) => (p * 0.5f) + (((i * 7) + step) % 5) - 2)];

    private static float[] Steps(OptimizerOptions options, float parameter, params float[] gradients)
    {
        float[] parameters = [parameter];
        Optimizer optimizer = Optimizer.Create(options, 1);
        return [.. gradients.Select(gradient =>
        {
            optimizer.BeginStep(options.LearningRate);
            optimizer.Update(parameters, [gradient], 0, 1);
            return parameters[0];
        })];
    }
}
