using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Escala.Benchmarks;

/// <summary>A process of one side that has read the rows and answers a JSON line for each JSON line.</summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>The threads of OpenMP and OpenBLAS go on looking for work for a while; the other side must not run beside them.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private readonly Process _process;

    private WorkerProcess(Process process, WorkerAnswer ready)
    {
        _process = process;
        Versions = ready.Versions ?? new Dictionary<string, string>();
    }

    public IReadOnlyDictionary<string, string> Versions { get; }

    /// <summary>Starts a process and waits until it has read the rows.</summary>
    /// <param name="threads">What the thread pools of numerical libraries get.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static WorkerProcess Start(int threads, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string variable in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"])
        {
            start.Environment[variable] = threads.ToString(CultureInfo.InvariantCulture);
        }

        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        return new WorkerProcess(process, Read(process));
    }

    /// <summary>Has a command carried out, after a rest in which what ran before comes to its end.</summary>
    /// <param name="command">The command.</param>
    public WorkerAnswer Ask(WorkerCommand command)
    {
        Thread.Sleep(Rest);
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(command, WorkerCommand.Json));
        _process.StandardInput.Flush();
        return Read(_process);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static WorkerAnswer Read(Process process)
    {
        string line = process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"{process.StartInfo.FileName} ended before it answered; see its messages above.");
        return JsonSerializer.Deserialize<WorkerAnswer>(line, WorkerCommand.Json)!;
    }
}
