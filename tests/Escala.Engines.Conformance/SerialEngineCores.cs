using Escala.Data;
using Escala.Engines.Conformance.Operators;
using Escala.Measurement;
using Xunit;

namespace Escala.Engines.Conformance;

/// <summary>Serial means one core.</summary>
[Collection(nameof(Alone))]
public sealed class SerialEngineCores
{
    [Fact]
    public async Task Run_BusyForASecond_UsesOneCore()
    {
        await using var engine = new SerialEngine();
        PhaseMeasurement fit = await Spin(engine, seconds: 0.3);

        // The compiler may still be busy with the tests before this one: what never fits in three seconds is the engine's own.
        for (int attempt = 0; attempt < 3 && (attempt == 0 || fit.CpuPercent > 105); attempt++)
        {
            fit = await Spin(engine, seconds: 1);
        }

        // A ratio: on a busy machine it only falls.
        Assert.True(
            fit.CpuSeconds <= 1.05 * fit.WallSeconds, $"{fit.CpuSeconds} s of CPU in {fit.WallSeconds} s are more than one core.");
    }

    private static async Task<PhaseMeasurement> Spin(SerialEngine engine, double seconds)
    {
        JobResult<SpinResult> job = await engine.RunAsync<Spin, SpinOptions, SpinResult>(
            new Job<SpinOptions>(new(seconds), Dataset.FromArray(new float[,] { { 1 } })),
            cancellationToken: TestContext.Current.CancellationToken);
        return job.Ranks[0].Phases[0];
    }
}
