using System.Diagnostics;
using System.Runtime.InteropServices;
using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Testing;
using Xunit;

namespace Escala.Tests.Measurement;

[Collection(nameof(Alone))]
public sealed class RankRecorderTests
{
    private const int Megabyte = 1 << 20;

    [Fact]
    public void Finish_NoPhase_HasNone()
    {
        using RankRecorder recorder = Record(threads: 2);

        RankMeasurement measured = recorder.Finish(new ReadCounts(7, 5, 2, 100));

        Assert.Empty(measured.Phases);
        Assert.Equal((4, 2, 7, 2), (measured.Rank, measured.Threads, measured.ReadRows, measured.DroppedRows));
        Assert.Equal(2, measured.Samples.Count);
        Assert.All(measured.Samples, sample => Assert.True(sample.ResidentBytes > Megabyte));
    }

    [Fact]
    public void Begin_SamePhaseAgain_FiguresAddUp()
    {
        var watch = Stopwatch.StartNew();
        using RankRecorder recorder = Record();
        for (int i = 0; i < 3; i++)
        {
            recorder.Begin(Phase.Load);
            Thread.Sleep(20);
            recorder.Begin(Phase.Fit);
        }

        PhaseMeasurement[] phases = [.. Finish(recorder).Phases];

        Assert.Equal([Phase.Load, Phase.Fit], phases.Select(phase => phase.Name));
        Assert.InRange(phases[0].WallSeconds, 0.06, watch.Elapsed.TotalSeconds);
        Assert.InRange(phases[0].WallSeconds + phases[1].WallSeconds, 0.06, watch.Elapsed.TotalSeconds);
    }

    [Fact]
    public void End_TimeOutsideOfPhases_IsNotCounted()
    {
        using RankRecorder recorder = Record();
        recorder.Begin(Phase.Load);
        recorder.End();
        Thread.Sleep(500);
        recorder.End();

        Assert.True(Finish(recorder).Phases[0].WallSeconds < 0.5);
    }

    [Fact]
    public void Begin_ShortPeakInAPhase_IsSeenThereAndNotInTheNext()
    {
        using RankRecorder recorder = Record();
        recorder.Begin(Phase.Load);
        TouchAndFree(256 * Megabyte);
        recorder.Begin(Phase.Fit);
        recorder.End();

        PhaseMeasurement[] phases = [.. Finish(recorder).Phases];

        Assert.True(phases[0].PeakResidentBytes > phases[0].StartResidentBytes + (200L * Megabyte), phases[0].ToString());
        Assert.True(phases[0].EndResidentBytes < phases[0].StartResidentBytes + (100L * Megabyte), phases[0].ToString());
        Assert.True(phases[1].PeakResidentBytes < phases[0].PeakResidentBytes - (100L * Megabyte), phases[1].ToString());
    }

    [Fact]
    public void Begin_FileRead_CountsItsBytes()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "file");
        File.WriteAllBytes(path, new byte[3 * Megabyte]);
        using RankRecorder recorder = Record();
        recorder.Begin(Phase.Load);
        File.ReadAllBytes(path);
        recorder.Begin(Phase.Fit);

        PhaseMeasurement[] phases = [.. Finish(recorder).Phases];

        Assert.InRange(phases[0].ReadBytes, 3 * Megabyte, 4 * Megabyte);
        Assert.InRange(phases[1].ReadBytes, 0, Megabyte);
    }

    [Fact]
    public void Finish_HalfASecond_HasTenSamplesASecond()
    {
        using RankRecorder recorder = Record();
        Thread.Sleep(550);

        ResourceSample[] samples = [.. Finish(recorder).Samples];

        Assert.InRange(samples[^1].Seconds, 0.55, 60);
        Assert.InRange(samples.Length, 4, (10 * samples[^1].Seconds) + 3);
        Assert.Equal(samples.OrderBy(sample => sample.Seconds), samples);
        Assert.Equal(samples.OrderBy(sample => sample.CpuSeconds), samples);
        Assert.InRange(samples[^1].CpuSeconds, 0, 1.1 * Environment.ProcessorCount * samples[^1].Seconds);
    }

    [Fact]
    public void Finish_CallsOfTheCollective_CountForTheirPhase()
    {
        var collective = new MeasuredCollective(new SlowPair());
        using var recorder = new RankRecorder(0, 1, collective);
        recorder.Begin(Phase.Init);
        recorder.Begin(Phase.Fit);
        collective.Sum(stackalloc long[3]);
        collective.Max(stackalloc float[2]);
        collective.Gather<short>([1]);
        collective.Sum(stackalloc float[5]);
        collective.Sum(stackalloc double[7]);
        collective.Broadcast(stackalloc short[11], root: 0);
        collective.Broadcast(stackalloc short[13], root: 1);
        collective.ReduceScatter(stackalloc float[17]);
        collective.AllGather(stackalloc float[19], 2..5);
        collective.AllGather(stackalloc float[19], ..19);

        PhaseMeasurement[] phases = [.. Finish(recorder).Phases];

        Assert.Equal((0, 0), (phases[0].CollectiveBytes, phases[0].CollectiveSeconds));
        Assert.Equal((3 * 8) + (2 * 4) + 2 + (5 * 4) + (7 * 8) + (11 * 2) + (17 * 4) + (3 * 4), phases[1].CollectiveBytes);
        Assert.InRange(phases[1].CollectiveSeconds, 0.08, phases[1].WallSeconds);
    }

    [Fact]
    public void Solo_CallsOfTheCollective_TransferNothing()
    {
        var collective = new MeasuredCollective(new SoloCollective());

        collective.Sum(stackalloc long[3]);

        Assert.Equal(0, collective.Bytes);
    }

    private static RankRecorder Record(int threads = 1) => new(rank: 4, threads, new MeasuredCollective(new SoloCollective()));

    private static RankMeasurement Finish(RankRecorder recorder) => recorder.Finish(new ReadCounts(0, 0, 0, 0));

    private static unsafe void TouchAndFree(int bytes)
    {
        void* memory = NativeMemory.Alloc((nuint)bytes);
        new Span<byte>(memory, bytes).Fill(1);
        NativeMemory.Free(memory);
    }

    /// <summary>Two ranks of which the other one is never there.</summary>
    private sealed class SlowPair : ICollective
    {
        public int Rank => 0;

        public int World => 2;

        public void Sum(Span<long> values) => Thread.Sleep(10);

        public void Sum(Span<float> values) => Thread.Sleep(10);

        public void Sum(Span<double> values) => Thread.Sleep(10);

        public void Max(Span<float> values) => Thread.Sleep(10);

        public T[][] Gather<T>(ReadOnlySpan<T> mine)
            where T : unmanaged
        {
            Thread.Sleep(10);
            return [];
        }

        public void Broadcast<T>(Span<T> values, int root)
            where T : unmanaged => Thread.Sleep(10);
    }
}
