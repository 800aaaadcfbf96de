namespace Escala.Engines;

/// <summary>Runs an operator on a thread of its own, because a collective may be bound to the thread that uses it.</summary>
internal static class RankThread
{
    /// <summary>Runs the body and waits for its end. When the task has ended, so has the thread.</summary>
    /// <param name="name">The thread's name.</param>
    /// <param name="body">What to run; its exception arrives as it is.</param>
    public static async Task<T> RunAsync<T>(string name, Func<T> body)
    {
        var outcome = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Run(body, outcome)) { IsBackground = true, Name = name };
        thread.Start();
        try
        {
            return await outcome.Task.ConfigureAwait(false);
        }
        finally
        {
            thread.Join();
        }
    }

    private static void Run<T>(Func<T> body, TaskCompletionSource<T> outcome)
    {
        try
        {
            outcome.SetResult(body());
        }
#pragma warning disable CA1031 // Any exception travels to whoever awaits the task.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            outcome.SetException(fault);
        }
    }
}
