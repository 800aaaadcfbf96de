using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using Escala.Cli.Comparison.Peers;
using Escala.Cli.Samples;
using Escala.Numerics;
using Escala.Reports.Languages;

namespace Escala.Cli.Doctor;

/// <summary>Looks at what Escala needs of this machine.</summary>
/// <param name="home">The project's folder, or null.</param>
/// <param name="python">Looks for what peers need.</param>
internal sealed partial class Diagnosis(string? home, PythonSearch python)
{
    /// <summary>Makes every check.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<DoctorReport> RunAsync(CancellationToken cancellationToken)
    {
        List<DoctorCheck> checks = [Platform(), C(), Processor(), Kernels(), Memory(), Runtime(), DuckDb(), .. Samples()];
        foreach (PeerDescription peer in KnownPeers.All)
        {
            checks.Add(await PeerAsync(peer, cancellationToken).ConfigureAwait(false));
        }

        return new DoctorReport { Checks = checks };
    }

    private async Task<DoctorCheck> PeerAsync(PeerDescription peer, CancellationToken cancellationToken)
    {
        PeerPython found = await python.FindAsync(peer, cancellationToken).ConfigureAwait(false);
        string name = $"peer {peer.Name}";
        return found.NotRun is { } notRun
            ? new DoctorCheck(name, "not installed", CheckState.Absent, $"{notRun.Reason} To compare with it: {notRun.Remedy}")
            : new DoctorCheck(name, $"{peer.Title} {found.Version} in {found.Path}");
    }

    private static DoctorCheck Platform()
    {
        bool isFine = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;
        return new DoctorCheck(
            "platform",
            $"{ThisMachine.OperatingSystemName()}, {RuntimeInformation.ProcessArchitecture}",
            isFine ? CheckState.Ok : CheckState.Missing,
            isFine ? null : "Escala runs on Linux x64 with glibc. Use such a machine, a container or a virtual machine.");
    }

    private static DoctorCheck C()
    {
        try
        {
            return new DoctorCheck("glibc", Marshal.PtrToStringUTF8(GlibcVersion()) ?? "?");
        }
        catch (EntryPointNotFoundException)
        {
            return new DoctorCheck(
                "glibc",
                "not found",
                CheckState.Missing,
                "This system has another C library. Use a distribution with glibc, such as Debian, Ubuntu or Fedora.");
        }
    }

    private static DoctorCheck Processor() => new(
        "processor", $"{ThisMachine.ProcessorName()}, {Environment.ProcessorCount} usable by this process");

    private static DoctorCheck Kernels()
    {
        string usable = string.Join(
            ", ", Enum.GetValues<KernelSet>().Where(set => set <= KernelSets.Best).Reverse().Select(KernelSets.Name));
        try
        {
            KernelSet used = KernelSets.Parse(Environment.GetEnvironmentVariable(KernelSets.EnvironmentVariable));
            return new DoctorCheck("kernels", $"{KernelSets.Name(used)} (usable: {usable})");
        }
        catch (InvalidOptionsException wrong)
        {
            return new DoctorCheck("kernels", $"usable: {usable}", CheckState.Missing, wrong.Message);
        }
    }

    private static DoctorCheck Memory() => new("memory", Figures.English.Bytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));

    private static DoctorCheck Runtime() => new(".NET", RuntimeInformation.FrameworkDescription);

    private static DoctorCheck DuckDb()
    {
        try
        {
            using var connection = new DuckDBConnection("Data Source=:memory:");
            connection.Open();
            return new DoctorCheck("DuckDB", connection.ServerVersion);
        }
        catch (Exception cause) when (cause is DllNotFoundException or TypeInitializationException or DuckDBException)
        {
            return new DoctorCheck(
                "DuckDB",
                "cannot be loaded",
                CheckState.Missing,
                $"{cause.GetBaseException().Message} Build Escala again: remove its folder artifacts and start ./escala.");
        }
    }

    private IEnumerable<DoctorCheck> Samples()
    {
        if (home is null)
        {
            yield return new DoctorCheck(
                "sample data",
                "the project's folder was not found",
                CheckState.Absent,
                $"Start Escala by its launcher ./escala, or set {ProjectHome.EnvironmentVariable}.");
            yield break;
        }

        var samples = new SampleData(home, TextWriter.Null);
        foreach (string sample in new[] { SampleData.Flights, SampleData.Mnist })
        {
            string path = samples.PathOf(sample)!;
            yield return Path.Exists(path)
                ? new DoctorCheck($"sample {sample}", path)
                : new DoctorCheck(
                    $"sample {sample}",
                    "not fetched yet",
                    CheckState.Absent,
                    $"It is fetched when first needed, or now by {Path.Combine(home, "data", "fetch")} (needs npm).");
        }
    }

    [LibraryImport("libc", EntryPoint = "gnu_get_libc_version")]
    private static partial nint GlibcVersion();
}
