using System.Diagnostics;

namespace Escala.Cli.Tests;

/// <summary>The real program, as a process of its own.</summary>
internal static class EscalaProcess
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    /// <summary>What env does so that neither the folder nor the language is that of whoever runs the tests.</summary>
    private static readonly string[] Neutral = ["-u", "ESCALA_HOME", "LC_ALL=C"];

    /// <summary>The executable: what was published where <c>ESCALA_TEST_PROGRAM</c> names it, or else what was built beside the tests.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("ESCALA_TEST_PROGRAM") is { Length: > 0 } program
        ? program
        : System.IO.Path.Combine(AppContext.BaseDirectory, "Escala.Cli");

    /// <summary>Runs it in a folder and waits for its end.</summary>
    public static async Task<ProcessOutcome> RunAsync(string folder, params string[] arguments)
    {
        using Process process = Start(folder, arguments);
        return await EndAsync(process);
    }

    /// <summary>The same with chosen kernels.</summary>
    public static Task<ProcessOutcome> RunWithKernelsAsync(string kernels, string folder, params string[] arguments) =>
        RunWithAsync("ESCALA_KERNELS", kernels, folder, arguments);

    /// <summary>The same with a variable of the environment.</summary>
    public static async Task<ProcessOutcome> RunWithAsync(string variable, string value, string folder, params string[] arguments)
    {
        using Process process = StartBy([.. Neutral, $"{variable}={value}"], folder, arguments);
        return await EndAsync(process);
    }

    /// <summary>The same with a libxgboost of that path.</summary>
    public static async Task<ProcessOutcome> RunWithXGBoostAsync(string library, string folder, params string[] arguments)
    {
        using Process process = StartBy([.. Neutral, $"ESCALA_XGBOOST={library}"], folder, arguments);
        return await EndAsync(process);
    }

    /// <summary>The same with a locale that only LANG names.</summary>
    public static async Task<ProcessOutcome> RunInLocaleAsync(string locale, string folder, params string[] arguments)
    {
        using Process process = StartBy(
            ["-u", "ESCALA_HOME", "-u", "LC_ALL", "-u", "LC_MESSAGES", $"LANG={locale}"], folder, arguments);
        return await EndAsync(process);
    }

    /// <summary>Starts it in a folder.</summary>
    /// <remarks>A shell that starts things in the background has them ignore SIGINT; env undoes that.</remarks>
    public static Process Start(string folder, params string[] arguments) =>
        StartBy(["--default-signal=INT", .. Neutral], folder, arguments);

    /// <summary>Waits for a process's end and gives what it wrote.</summary>
    /// <param name="process">The process.</param>
    /// <param name="patience">How long to wait; null for two minutes.</param>
    public static async Task<ProcessOutcome> EndAsync(Process process, TimeSpan? patience = null)
    {
        using var deadline = new CancellationTokenSource(patience ?? Deadline);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return new ProcessOutcome(process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static Process StartBy(string[] env, string folder, string[] arguments) => Process.Start(
        new ProcessStartInfo("env", [.. env, Path, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
