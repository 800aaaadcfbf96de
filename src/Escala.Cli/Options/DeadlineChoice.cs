using System.Globalization;
using Escala.Cluster;

namespace Escala.Cli.Options;

/// <summary>How long is waited for what on one kind of cluster, in seconds; what was not said is null.</summary>
/// <param name="Engine">The engine, by which the options begin.</param>
internal sealed record DeadlineChoice(string Engine)
{
    private const double MostSeconds = 7 * 24 * 3600;

    /// <summary><c>--ENGINE-connect-seconds</c></summary>
    public double? Connect { get; init; }

    /// <summary><c>--ENGINE-queue-seconds</c></summary>
    public double? Queue { get; init; }

    /// <summary><c>--ENGINE-start-seconds</c></summary>
    public double? Start { get; init; }

    /// <summary><c>--ENGINE-silence-seconds</c></summary>
    public double? Silence { get; init; }

    /// <summary><c>--ENGINE-lease-seconds</c></summary>
    public double? Lease { get; init; }

    /// <summary><c>--ENGINE-transfer-seconds</c></summary>
    public double? Transfer { get; init; }

    /// <summary>The options with their values.</summary>
    public IEnumerable<(string Option, string? Value)> Given =>
        All.Select(deadline => (deadline.Option, deadline.Seconds?.ToString(CultureInfo.InvariantCulture)));

    /// <summary>What is wrong with them.</summary>
    public IEnumerable<string> Faults => All
        .Where(deadline => deadline.Seconds is { } seconds && !(seconds is > 0 and <= MostSeconds))
        .Select(deadline => $"{deadline.Option} must be above 0 and at most {MostSeconds:F0}, but was "
            + string.Create(CultureInfo.InvariantCulture, $"{deadline.Seconds}. Leave it out for the usual time."));

    private IEnumerable<(string Option, double? Seconds)> All =>
    [
        (Name("connect"), Connect), (Name("queue"), Queue), (Name("start"), Start), (Name("silence"), Silence), (Name("lease"), Lease),
        (Name("transfer"), Transfer),
    ];

    /// <summary>The deadlines; these must have been checked.</summary>
    public GangDeadlines Times()
    {
        var usual = new GangDeadlines();
        return usual with
        {
            Connect = Time(Connect) ?? usual.Connect,
            Queue = Time(Queue) ?? usual.Queue,
            Start = Time(Start) ?? usual.Start,
            Silence = Time(Silence) ?? usual.Silence,
            Lease = Time(Lease) ?? usual.Lease,
            Transfer = Time(Transfer) ?? usual.Transfer,
        };
    }

    private static TimeSpan? Time(double? seconds) => seconds is { } some ? TimeSpan.FromSeconds(some) : null;

    private string Name(string word) => $"--{Engine}-{word}-seconds";
}
