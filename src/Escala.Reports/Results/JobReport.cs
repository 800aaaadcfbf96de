using System.Text.Json.Serialization;
using Escala.Data;
using Escala.Engines;
using Escala.Measurement;
using Escala.Models;

namespace Escala.Reports.Results;

/// <summary>What every command that runs a job says: where and on what it ran, and what it cost.</summary>
internal abstract record JobReport
{
    /// <summary>The engine.</summary>
    [JsonPropertyOrder(-19)]
    public string Engine { get; init; } = "";

    /// <summary>The number of ranks.</summary>
    [JsonPropertyOrder(-18)]
    public int Ranks { get; init; }

    /// <summary>The threads of a rank.</summary>
    [JsonPropertyOrder(-17)]
    public int Threads { get; init; }

    /// <summary>The kernels.</summary>
    [JsonPropertyOrder(-16)]
    public string Kernels { get; init; } = "";

    /// <summary>The rows that were used: those that trained, were judged or were labelled.</summary>
    [JsonPropertyOrder(-15)]
    public required long Rows { get; init; }

    /// <summary>The rows left out because a value was missing.</summary>
    [JsonPropertyOrder(-14)]
    public long DroppedRows { get; init; }

    /// <summary>The columns, in order; empty where the data are images.</summary>
    [JsonPropertyOrder(-13)]
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>The version of Escala.</summary>
    [JsonPropertyOrder(-12)]
    public string Version { get; init; } = EscalaVersion.Current;

    /// <summary>The data.</summary>
    [JsonPropertyOrder(-11)]
    public required DataReport Data { get; init; }

    /// <summary>The memory that the process could use, in bytes.</summary>
    [JsonPropertyOrder(-10)]
    public long MachineMemoryBytes { get; init; }

    /// <summary>The time the engine took to start.</summary>
    [JsonPropertyOrder(-9)]
    public double EngineStartUpSeconds { get; init; }

    /// <summary>What all ranks used, by phase.</summary>
    [JsonPropertyOrder(-8)]
    public IReadOnlyList<PhaseReport> Phases { get; init; } = [];

    /// <summary>How the ranks talked: <c>sharedMemory</c>, <c>sockets</c>; null where they are of one process, or one alone.</summary>
    [JsonPropertyOrder(99)]
    public string? Collective { get; init; }

    /// <summary>What each rank used, with samples over time.</summary>
    [JsonPropertyOrder(100)]
    public IReadOnlyList<RankMeasurement> PerRank { get; init; } = [];

    /// <summary>The engine's own processes.</summary>
    [JsonPropertyOrder(101)]
    public IReadOnlyList<EngineProcess> EngineProcesses { get; init; } = [];

    /// <summary>The file with what libraries said while the engine ran; null where there is none.</summary>
    [JsonPropertyOrder(102)]
    public string? Log { get; init; }

    /// <summary>Adds to a report what the engine measured.</summary>
    /// <typeparam name="TReport">The kind of report.</typeparam>
    /// <typeparam name="TResult">The operator's result.</typeparam>
    /// <param name="report">The report.</param>
    /// <param name="plan">The data.</param>
    /// <param name="job">What the engine answered.</param>
    protected static TReport Measured<TReport, TResult>(TReport report, DataPlan plan, JobResult<TResult> job)
        where TReport : JobReport => (TReport)(Measured((JobReport)report, job) with
        {
            Features = [.. plan.Features.Select(feature => feature.Name)],
        });

    /// <summary>Adds to a report what the engine measured, where the data are images and have no columns.</summary>
    /// <typeparam name="TReport">The kind of report.</typeparam>
    /// <typeparam name="TResult">The operator's result.</typeparam>
    /// <param name="report">The report.</param>
    /// <param name="job">What the engine answered.</param>
    protected static TReport Measured<TReport, TResult>(TReport report, JobResult<TResult> job)
        where TReport : JobReport => (TReport)((JobReport)report with
        {
            Engine = job.Engine,
            Ranks = job.Ranks.Count,
            Threads = job.Ranks[0].Threads,
            Kernels = job.Kernels,
            Collective = job.Collective,
            DroppedRows = job.Ranks.Sum(rank => rank.DroppedRows),
            MachineMemoryBytes = job.Ranks[0].MachineMemoryBytes,
            EngineStartUpSeconds = job.EngineStartUp.TotalSeconds,
            Phases = PhaseReport.Of(job.Ranks),
            PerRank = job.Ranks,
            EngineProcesses = job.EngineProcesses,
            Log = job.LogFile,
        });
}
