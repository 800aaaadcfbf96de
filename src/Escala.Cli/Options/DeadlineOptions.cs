using System.CommandLine;
using Escala.Cluster;

namespace Escala.Cli.Options;

/// <summary>The options about how long is waited for what on one kind of cluster.</summary>
internal sealed class DeadlineOptions
{
    private static readonly GangDeadlines Usual = new();

    private readonly string _engine;
    private readonly Option<double?> _connect;
    private readonly Option<double?> _queue;
    private readonly Option<double?> _start;
    private readonly Option<double?> _silence;
    private readonly Option<double?> _lease;
    private readonly Option<double?> _transfer;

    /// <summary>Creates the options.</summary>
    /// <param name="engine">The engine, by which they begin.</param>
    /// <param name="connect">What the first one waits for.</param>
    public DeadlineOptions(string engine, string connect)
    {
        _engine = engine;
        _connect = Deadline("connect", connect, Usual.Connect);
        _queue = Deadline("queue", "How long to wait for workers that are busy with other work.", Usual.Queue);
        _start = Deadline("start", "How long to wait for a rank to report once its worker starts it, and for all ranks to meet.", Usual.Start);
        _silence = Deadline("silence", "How long a rank may give no sign of life, which is due every second, before the job fails.", Usual.Silence);
        _lease = Deadline("lease", "How long a rank lives on without hearing of this program, which is due every two seconds.", Usual.Lease);
        _transfer = Deadline("transfer", "How long a file, or rows that the cluster holds, may take to get to a rank.", Usual.Transfer);
    }

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_connect, _queue, _start, _silence, _lease, _transfer];

    /// <summary>What was chosen.</summary>
    public DeadlineChoice Bind(ParseResult parsed) => new(_engine)
    {
        Connect = parsed.Given(_connect),
        Queue = parsed.Given(_queue),
        Start = parsed.Given(_start),
        Silence = parsed.Given(_silence),
        Lease = parsed.Given(_lease),
        Transfer = parsed.Given(_transfer),
    };

    private Option<double?> Deadline(string word, string description, TimeSpan usual) =>
        CliOption.Number<double>($"--{_engine}-{word}-seconds", "S", $"{description} Above 0.", usual.TotalSeconds);
}
