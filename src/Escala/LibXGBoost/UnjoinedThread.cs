using System.Collections.Concurrent;

namespace Escala.LibXGBoost;

/// <summary>
/// A thread that has joined no other ranks, for work that each rank does a different number of times. Where a thread has joined them,
/// libxgboost compares the columns of every new matrix with theirs, and would wait for ranks that make none.
/// </summary>
internal sealed class UnjoinedThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    /// <summary>Starts it.</summary>
    public UnjoinedThread()
    {
        _thread = new Thread(DoAll) { IsBackground = true, Name = "escala unjoined" };
        _thread.Start();
    }

    /// <summary>Runs something on it, and waits.</summary>
    /// <param name="body">What to run; its exception arrives as it is.</param>
    public T Run<T>(Func<T> body)
    {
        var outcome = new TaskCompletionSource<T>();
        _work.Add(() =>
        {
            try
            {
                outcome.SetResult(body());
            }
#pragma warning disable CA1031 // Any exception travels to whoever waits.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                outcome.SetException(fault);
            }
        });
        return outcome.Task.GetAwaiter().GetResult();
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private void DoAll()
    {
        foreach (Action action in _work.GetConsumingEnumerable())
        {
            action();
        }
    }
}
