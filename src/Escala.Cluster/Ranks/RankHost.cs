using Escala.Cluster.Collectives;
using Escala.Cluster.Gang;
using Escala.Data;
using Escala.Engines;
using Escala.LibXGBoost;
using Escala.Measurement;
using Escala.Models;
using Escala.Numerics;

namespace Escala.Cluster.Ranks;

/// <summary>One rank's process: what it does from its assignment to its end.</summary>
internal sealed class RankHost : IProgress<JobProgress>, IDisposable
{
    /// <summary>The environment variable that names the folder which is the rank's own.</summary>
    public const string ScratchVariable = "ESCALA_SCRATCH";

    /// <summary>The longest answer that is a line; longer ones are files.</summary>
    private const int LongestLine = 1 << 17;

    /// <summary>How long progress waits for more: every line passes through several processes of the cluster.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    private const int TicksPerHeartbeat = 2;

    private readonly RankChannel _channel;
    private readonly RankAssignment _assignment;
    private readonly OperatorSet _operators;
    private readonly IReadOnlyList<IPieceReader> _readers;
    private readonly JobFolder _folder;
    private readonly string _root;
    private readonly DriverCheckpoints? _checkpoints;
    private readonly Lease _lease;
    private readonly TaskCompletionSource<DriverMessage.Meet> _tracker = new();
    private readonly ManualResetEventSlim _exit = new();
    private readonly Lock _progressing = new();
    private List<JobProgress> _steps = [];
    private Phase? _phase;

    /// <summary>Creates the host.</summary>
    /// <param name="channel">The lines to the driver.</param>
    /// <param name="assignment">What is to be done.</param>
    /// <param name="operators">The operators it can run.</param>
    /// <param name="readers">Readers of files beside the core's own.</param>
    public RankHost(RankChannel channel, RankAssignment assignment, OperatorSet operators, IReadOnlyList<IPieceReader> readers)
    {
        (_channel, _assignment, _operators, _readers) = (channel, assignment, operators, readers);
        _root = Environment.GetEnvironmentVariable(ScratchVariable)
            ?? throw new EscalaException($"{ScratchVariable} must name a folder of the rank's own, but is not set. Start ranks through an engine.");
        _folder = new JobFolder(_root);
        _checkpoints = assignment.KeepsCheckpoints ? new DriverCheckpoints(channel, _root, assignment.Transfer) : null;
        _lease = new Lease(assignment.Lease);
    }

    /// <summary>Does the work, hands over what came of it, and waits until the driver lets the rank go.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        Background("escala lines", Listen);
        Background("escala lease", () => _lease.WaitForEnd());
        int code = 0;
        try
        {
            RequireVersion();
            _channel.Send(new RankMessage.Hello(Environment.ProcessId, Environment.MachineName, KernelsName()));
            Background("escala pulse", Beat);
            RankAnswer answer = RankThread.RunAsync($"escala rank {_assignment.Rank}", Work).GetAwaiter().GetResult();
            SendProgress();
            Answer(answer);
        }
#pragma warning disable CA1031 // Whatever it is, the driver is told and fails the job.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _channel.Send(Describe(fault));
            code = RankExit.Failed;
        }

        // The lease ends the waiting for a driver that is gone.
        _exit.Wait();
        RankExit.Now(code);
        return code;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _checkpoints?.Dispose();
        _exit.Dispose();

        // The folder is whose who started the rank, and may be read after its end.
    }

    /// <inheritdoc/>
    public void Report(JobProgress value)
    {
        _phase = value.Phase;
        lock (_progressing)
        {
            _steps.Add(value);
        }
    }

    private static void Background(string name, ThreadStart body) => new Thread(body) { IsBackground = true, Name = name }.Start();

    private static string KernelsName() =>
        KernelSets.Name(KernelSets.Parse(Environment.GetEnvironmentVariable(KernelSets.EnvironmentVariable)));

    private void RequireVersion()
    {
        if (_assignment.Version != EscalaVersion.Current)
        {
            throw new EscalaException(
                $"The version of the worker must be {_assignment.Version} as the driver's, but is {EscalaVersion.Current}. Build the worker anew.");
        }
    }

    /// <summary>The rank's work, on the thread that owns the collective.</summary>
    private RankAnswer Work()
    {
        RankOperator hosted = _operators.Find(_assignment.Operator, _assignment.OperatorVersion);
        DataPlan plan = _assignment.ReadPlan();
        IPieceReader reader = ReaderOf(plan);
        (reader as IWarmingReader)?.Warm(_assignment.Threads);
        var task = new RankTask(_assignment, plan, _folder, reader, _checkpoints, this);
        if (_assignment.World == 1)
        {
            return hosted.Run(task, new SoloCollective());
        }

        // Ranks that came first wait for those whose workers are still busy.
        TimeSpan patience = _assignment.Queue + _assignment.Start;
        using ITracker? tracker = _assignment.Rank == 0
            ? CommunicatorTracker.Start(_assignment.Host, _assignment.World, _assignment.Nonce, patience)
            : null;
        if (tracker is not null)
        {
            _channel.Send(new RankMessage.Tracker(tracker.Host, tracker.Port));
        }

        // The library is loaded meanwhile.
        _ = CommunicatorDialect.OfThisLibrary();
        if (!_tracker.Task.Wait(patience))
        {
            throw new EscalaException($"Rank {_assignment.Rank} was not told within {patience.TotalSeconds:0} s where the ranks meet.");
        }

        DriverMessage.Meet where = _tracker.Task.Result;
        using var collective = CommunicatorCollective.Join(
            new TrackerAddress(where.Host, where.Port), _assignment.Rank, _assignment.World, _assignment.Nonce, _assignment.Start);
        using var shared = SharedMemoryCollective.Join(collective, _assignment.Nonce);
        RankAnswer answer = hosted.Run(task, (ICollective?)shared ?? collective);
        collective.Leave();
        tracker?.WaitForFarewells(_assignment.Start);
        return answer with { Collective = shared is null ? CommunicatorCollective.Name : SharedMemoryCollective.Name };
    }

    private IPieceReader ReaderOf(DataPlan plan) =>
        _assignment.ShippedRows is { } path ? new ShippedReader(path) : PieceReaders.For(plan, _readers);

    private void Answer(RankAnswer answer)
    {
        byte[] text = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(answer, GangJson.Default.RankAnswer);
        if (text.Length <= LongestLine)
        {
            _channel.Send(new RankMessage.Result(null, answer));
            return;
        }

        const string Name = "answer.json";
        File.WriteAllBytes(Path.Combine(_root, Name), text);
        _channel.Send(new RankMessage.Result(Name, null));
    }

    private RankMessage.Failure Describe(Exception fault) => new(
        fault switch
        {
            DatasetException => FailureCause.Data,
            InvalidOptionsException => FailureCause.Options,
            CollectiveException => FailureCause.Collective,

            // Growing trees meets the other ranks as well: a lost one shows as an error of libxgboost.
            XGBoostException when _assignment.World > 1 => FailureCause.Collective,
            EscalaException => FailureCause.Escala,
            _ => FailureCause.Other,
        },
        fault.Message,
        _phase,
        (fault as InvalidOptionsException)?.Faults,
        fault.ToString());

    private void Beat()
    {
        for (int tick = 1; !_exit.Wait(Tick); tick++)
        {
            SendProgress();
            if (tick % TicksPerHeartbeat == 0)
            {
                _channel.Send(new RankMessage.Heartbeat());
            }
        }
    }

    private void SendProgress()
    {
        // Under the lock, so that what came first is sent first.
        lock (_progressing)
        {
            if (_steps.Count > 0)
            {
                _channel.Send(new RankMessage.Progress(_steps));
                _steps = [];
            }
        }
    }

    private void Listen()
    {
        while (_channel.Read() is { } message)
        {
            _lease.Renew();
            switch (message)
            {
                case DriverMessage.Meet meet:
                    _tracker.TrySetResult(meet);
                    break;
                case DriverMessage.CheckpointTaken taken:
                    _checkpoints?.Take(taken.Name);
                    break;
                case DriverMessage.Exit:
                    _exit.Set();
                    break;
                default:
                    break;
            }
        }

        RankExit.Now(RankExit.NoDriver);
    }
}
