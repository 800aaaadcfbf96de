using System.Runtime.ExceptionServices;

namespace Escala.Numerics;

/// <summary>
/// The threads of one rank: the calling thread and, beyond one core, others that live as long as the team. Members spin for a
/// short while before they sleep, because a pass over the rows is often shorter than a wake-up; where there are more threads
/// than cores they sleep at once and leave the core to those that work.
/// </summary>
internal sealed class CoreTeam : IDisposable
{
    /// <summary>About a millisecond.</summary>
    private const int SpinsBeforeSleep = 20_000;

    /// <summary>The most indices that a thread takes at a time.</summary>
    private const int MostAtOnce = 16;

    /// <summary>A thread takes so few indices that as many takes are left of the share.</summary>
    private const int TakesLeft = 8;

    private static readonly Action<int> Idle = static _ => { };

    private readonly Thread[] _others;
    private readonly int _spins;
    private readonly Exception?[] _faults;
    private readonly object _sleep = new();
    private readonly ProcessorSpread _spread;
    private readonly WorkShares _shares;
    private Action<int> _body = Idle;
    private volatile int _settled;
    private volatile int _round;
    private volatile bool _ending;
    private int _busy;
    private int _isRunning;

    /// <summary>Starts the team.</summary>
    /// <param name="threads">The number of threads, the caller's included; at least 1.</param>
    public CoreTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _spins = threads <= Environment.ProcessorCount ? SpinsBeforeSleep : 0;
        _faults = new Exception?[threads];
        _spread = new ProcessorSpread(threads);
        _shares = new WorkShares(threads);
        _others = new Thread[threads - 1];
        for (int i = 0; i < _others.Length; i++)
        {
            int member = i + 1;
            _others[i] = new Thread(() => Serve(member)) { IsBackground = true, Name = $"escala core {member}" };
            _others[i].Start();
        }

        if (_others.Length > 0)
        {
            SettleAll();
        }
    }

    /// <summary>The number of threads.</summary>
    public int Threads { get; }

    /// <summary>How often a thread looks for work before it sleeps; 0 where there are more threads than cores.</summary>
    public int Spins => _spins;

    /// <summary>Runs the body once on every thread and returns when all are done. Not to be nested, nor called by two threads.</summary>
    /// <param name="body">Called with the 0-based number of the thread. The first exception is thrown again here.</param>
    /// <exception cref="InvalidOperationException">The team is running already.</exception>
    public void Run(Action<int> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ObjectDisposedException.ThrowIf(_ending, this);
        if (Interlocked.Exchange(ref _isRunning, 1) != 0)
        {
            throw new InvalidOperationException("A core team runs one body at a time. Do not call Run within a body or from two threads.");
        }

        _body = body;
        _spread.Settle(0);
        Volatile.Write(ref _busy, _others.Length);
        Start();
        Work(0);
        var spin = new SpinWait();
        while (Volatile.Read(ref _busy) != 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        _body = Idle;
        Volatile.Write(ref _isRunning, 0);
        ThrowFirstFault();
    }

    /// <summary>
    /// Runs the body once for every index: each thread takes those of its share, a few at a time, and then of the shares of others. Fewer
    /// towards the end, so that all threads end together.
    /// </summary>
    /// <param name="count">The number of indices.</param>
    /// <param name="body">Called with the number of the thread and the index.</param>
    public void ForEach(int count, Action<int, int> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        _shares.Begin(count);
        Run(thread =>
        {
            while (_shares.TryTake(thread, MostAtOnce, TakesLeft, out Range taken))
            {
                for (int index = taken.Start.Value; index < taken.End.Value; index++)
                {
                    body(thread, index);
                }
            }
        });
    }

    /// <summary>To be called by a thread of the team after it has slept within a body: it may have woken up beside another one.</summary>
    /// <param name="thread">The number of the thread.</param>
    public void SettleAgain(int thread) => _spread.Settle(thread);

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        if (_ending)
        {
            return;
        }

        lock (_sleep)
        {
            _ending = true;
            Monitor.PulseAll(_sleep);
        }

        foreach (Thread other in _others)
        {
            other.Join();
        }
    }

    /// <summary>Every thread in turn finds its processor; the caller lets the others run until they have.</summary>
    private void SettleAll()
    {
        _spread.Note(0);
        _settled = 1;
        var spin = new SpinWait();
        while (_settled != Threads)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private void SettleInTurn(int member)
    {
        var spin = new SpinWait();
        while (_settled != member)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        _spread.Settle(member);
        _settled = member + 1;
    }

    private void Start()
    {
        lock (_sleep)
        {
            _round++;
            Monitor.PulseAll(_sleep);
        }
    }

    private void ThrowFirstFault()
    {
        foreach (Exception? fault in _faults)
        {
            if (fault is not null)
            {
                Array.Clear(_faults);
                ExceptionDispatchInfo.Throw(fault);
            }
        }
    }

    private void Serve(int member)
    {
        SettleInTurn(member);
        int seen = 0;
        while (Await(seen, member))
        {
            seen = _round;
            _spread.Note(member);
            Work(member);
            Interlocked.Decrement(ref _busy);
        }
    }

    /// <summary>Waits for the next round; false when the team ends.</summary>
    private bool Await(int seen, int member)
    {
        for (int spins = 0; spins < _spins && _round == seen && !_ending; spins++)
        {
            Thread.SpinWait(1);
        }

        lock (_sleep)
        {
            if (_round != seen || _ending)
            {
                return !_ending;
            }

            while (_round == seen && !_ending)
            {
                Monitor.Wait(_sleep);
            }
        }

        SettleAgain(member);
        return !_ending;
    }

    private void Work(int member)
    {
        try
        {
            _body(member);
        }
#pragma warning disable CA1031 // Any exception travels to the thread that called Run.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _faults[member] = fault;
        }
    }
}
