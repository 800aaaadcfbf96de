using Escala.Engines;
using Escala.Measurement;
using Escala.Vision;

namespace Escala.Tests.Vision.Training;

/// <summary>A fit that breaks off at the end of its third epoch, before that has become a checkpoint.</summary>
internal sealed class InterruptedFit : IOperator<ConvNetFitOptions, ConvNetFitResult>
{
    private const int Epoch = 3;

    public static OperatorContract<ConvNetFitOptions, ConvNetFitResult> Contract => ConvNetFit.Contract;

    public ConvNetFitResult Run(ConvNetFitOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        var interrupted = new RankContext
        {
            Rank = rank.Rank,
            World = rank.World,
            Threads = rank.Threads,
            Kernels = rank.Kernels,
            Data = rank.Data,
            Collective = rank.Collective,
            Reporter = new Reporter(rank.Reporter, options.Training.Epochs),
        };
        return new ConvNetFit().Run(options, interrupted, cancellationToken);
    }

    private sealed class Reporter(IRankReporter inner, int epochs) : IRankReporter
    {
        public string Scratch => inner.Scratch;

        public IDisposable BeginPhase(Phase phase) => inner.BeginPhase(phase);

        public void Report(PhaseProgress progress)
        {
            if (progress is { Objective: not null, Total: { } total } && progress.Completed * epochs == total * Epoch)
            {
                throw new Interruption();
            }

            inner.Report(progress);
        }

        public void CountRows(long rows) => inner.CountRows(rows);

        public string InputFile(string name) => inner.InputFile(name);

        public bool HasInputFile(string name) => inner.HasInputFile(name);

        public void Checkpoint(string name, Action<Stream> write) => inner.Checkpoint(name, write);

        public void AddFile(string name, string path) => inner.AddFile(name, path);
    }

    public sealed class Interruption : Exception;
}
