using Escala.Cli.Algorithms;
using Escala.Cli.Comparison.Peers;
using Escala.Cli.Tables;
using Escala.Engines;
using Escala.Reports.Languages;
using Escala.Reports.Results;

namespace Escala.Cli.Comparison;

/// <summary>What comparisons need to know of an algorithm.</summary>
internal abstract class AlgorithmComparison
{
    /// <summary>The other systems that train the same.</summary>
    public abstract IReadOnlyList<PeerDescription> Peers { get; }

    /// <summary>Whether every engine promises the same bits, so that a difference is a bug.</summary>
    public abstract bool IsSameOnAllEngines { get; }

    /// <summary>What is trained on the sample where nobody says otherwise.</summary>
    /// <param name="scale">A word of <see cref="SampleScale"/>.</param>
    public abstract FitRequest Sample(string scale);

    /// <summary>Why engines cannot train it here; null where they can.</summary>
    public virtual NotRunReport? WhyNotRun() => null;

    /// <summary>Checks, before anything runs, what takes a look at the data.</summary>
    /// <param name="request">The fit.</param>
    /// <param name="path">The data, a sample's name resolved.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOptionsException">Options do not fit the data.</exception>
    public virtual void RequireFit(FitRequest request, string path, CancellationToken cancellationToken)
    {
    }

    /// <summary>The results before anything has run.</summary>
    /// <param name="request">The fit.</param>
    /// <param name="path">The data, a sample's name resolved.</param>
    /// <param name="files">The files of the data.</param>
    public abstract WorkloadReport Begin(FitRequest request, string path, IReadOnlyList<FileStampReport> files);

    /// <summary>The results of an earlier comparison with what may be asked for anew without new runs.</summary>
    /// <param name="earlier">The results.</param>
    /// <param name="asked">What is asked for now.</param>
    public virtual WorkloadReport Resume(WorkloadReport earlier, WorkloadReport asked) => earlier;

    /// <summary>What is run once, after all rounds of engines and peers.</summary>
    /// <param name="program">The program to start.</param>
    /// <param name="request">The fit.</param>
    public virtual IEnumerable<ComparisonCell> Trials(ChildProgram program, FitRequest request) => [];

    /// <summary>Adds to the results what is made of all runs together.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="report">Its results.</param>
    /// <param name="progress">Told how far it has come; null for nobody.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <exception cref="EscalaException">It failed; the message says why.</exception>
    public virtual Task<WorkloadReport> CompleteAsync(
        Workload workload, WorkloadReport report, IProgress<JobProgress>? progress, CancellationToken cancellationToken) =>
        Task.FromResult(report);

    /// <summary>Makes what peers need of the data.</summary>
    /// <param name="request">The fit.</param>
    public abstract PeerInputs CreatePeerInputs(FitRequest request);

    /// <summary>One line about what is compared.</summary>
    /// <param name="report">The results.</param>
    /// <param name="data">What the data are called.</param>
    /// <param name="language">The language.</param>
    public abstract string Head(WorkloadReport report, string data, Language language);

    /// <summary>Tables that other algorithms do not have.</summary>
    /// <param name="report">The results.</param>
    /// <param name="language">The language.</param>
    public virtual IEnumerable<FigureTable> Tables(WorkloadReport report, Language language) => [];

    /// <summary>What has to be known before any figure is believed; nothing where all is well.</summary>
    /// <param name="report">The results.</param>
    /// <param name="language">The language.</param>
    public virtual IEnumerable<string> Warnings(WorkloadReport report, Language language) => [];

    /// <summary>What the scores say, in sentences.</summary>
    /// <param name="report">The results.</param>
    /// <param name="language">The language.</param>
    public virtual IEnumerable<string> Conclusions(WorkloadReport report, Language language) => [];
}
