using Escala.Measurement;

namespace Escala.Engines;

/// <summary>The reporter of a rank that runs in this process.</summary>
internal sealed class RankReporter(
    int rank,
    JobFolder folder,
    IReadOnlyDictionary<string, string> inputFiles,
    ICheckpoints? checkpoints,
    RankRecorder recorder,
    ProgressThinner thinner) : IRankReporter
{
    private readonly List<JobFile> _files = [];
    private int _begun;

    /// <inheritdoc/>
    public string Scratch => field ??= folder.AddScratch(rank);

    /// <summary>The files handed over so far.</summary>
    public IReadOnlyList<JobFile> Files => _files;

    /// <summary>The rows that the operator has counted so far.</summary>
    public long CountedRows { get; private set; }

    /// <inheritdoc/>
    public IDisposable BeginPhase(Phase phase)
    {
        recorder.Begin(phase);
        thinner.Begin(phase);
        return new RunningPhase(this, ++_begun);
    }

    /// <inheritdoc/>
    public void Report(PhaseProgress progress) => thinner.Report(progress);

    /// <inheritdoc/>
    public void CountRows(long rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        CountedRows += rows;
    }

    /// <inheritdoc/>
    public string InputFile(string name) =>
        inputFiles.TryGetValue(name, out string? path)
            ? path
            : throw new EscalaException(
                $"The file '{name}' that the operator asks for must be sent along with the job, but was not. Add it to the job's files.");

    /// <inheritdoc/>
    public bool HasInputFile(string name) => inputFiles.ContainsKey(name);

    /// <inheritdoc/>
    public void Checkpoint(string name, Action<Stream> write)
    {
        if (checkpoints is null)
        {
            throw new EscalaException(
                $"The checkpoint '{name}' needs a folder to be kept in, but the job names none. Set CheckpointFolder of Job.");
        }

        checkpoints.Write(name, write);
    }

    /// <inheritdoc/>
    public void AddFile(string name, string path) => _files.Add(folder.Keep(rank, name, path));

    /// <summary>Ends the phase that was begun as the <paramref name="number"/>th; it has ended already if another one followed.</summary>
    private void End(int number)
    {
        if (number == _begun)
        {
            recorder.End();
            thinner.End();
        }
    }

    private sealed class RunningPhase(RankReporter reporter, int number) : IDisposable
    {
        public void Dispose() => reporter.End(number);
    }
}
