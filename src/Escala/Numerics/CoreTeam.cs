using System.Runtime.ExceptionServices;

namespace Escala.Numerics;

/// <summary>
/// The threads of one rank: the calling thread and, beyond one core, others that live as long as the team. Members spin for a
/// short while before they sleep, because a pass over the rows is often shorter than a wake-up; where there are more threads
/// than cores they sleep at once and leave the core to those that work.
/// </summary>
internal sealed class CoreTeam : IDisposable
{
    private const int SpinsBeforeSleep = 20_000;

    private static readonly Action<int> Idle = static _ => { };

    private readonly Thread[] _others;
    private readonly int _spins;
    private readonly Exception?[] _faults;
    private readonly object _sleep = new();
    private Action<int> _body = Idle;
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
        _others = new Thread[threads - 1];
        for (int i = 0; i < _others.Length; i++)
        {
            int member = i + 1;
            _others[i] = new Thread(() => Serve(member)) { IsBackground = true, Name = $"escala core {member}" };
            _others[i].Start();
        }
    }

    /// <summary>The number of threads.</summary>
    public int Threads { get; }

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

    /// <summary>Runs the body once for every index, each on whichever thread is free next.</summary>
    /// <param name="count">The number of indices.</param>
    /// <param name="body">Called with the number of the thread and the index.</param>
    public void ForEach(int count, Action<int, int> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        int next = -1;
        Run(thread =>
        {
            for (int index = Interlocked.Increment(ref next); index < count; index = Interlocked.Increment(ref next))
            {
                body(thread, index);
            }
        });
    }

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
        int seen = 0;
        while (Await(seen))
        {
            seen = _round;
            Work(member);
            Interlocked.Decrement(ref _busy);
        }
    }

    /// <summary>Waits for the next round; false when the team ends.</summary>
    private bool Await(int seen)
    {
        for (int spins = 0; spins < _spins && _round == seen && !_ending; spins++)
        {
            Thread.SpinWait(1);
        }

        lock (_sleep)
        {
            while (_round == seen && !_ending)
            {
                Monitor.Wait(_sleep);
            }

            return !_ending;
        }
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
