using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using Escala.Boosting;
using Escala.Cli.Comparison.Peers;
using Escala.Cli.Samples;
using Escala.Numerics;
using Escala.Reports.Languages;

namespace Escala.Cli.Doctor;

/// <summary>Looks at what Escala needs of this machine.</summary>
/// <param name="home">The project's folder, or null.</param>
/// <param name="peers">Looks for what peers need.</param>
/// <param name="clusters">Looks at what clusters need.</param>
/// <param name="language">The language of what is found and advised.</param>
internal sealed partial class Diagnosis(string? home, PeerSearch peers, ClusterDiagnosis clusters, Language language)
{
    private readonly Texts _texts = DoctorTexts.In(language);

    /// <summary>Makes every check.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<DoctorReport> RunAsync(CancellationToken cancellationToken)
    {
        List<DoctorCheck> checks = [Platform(), C(), Processor(), Kernels(), Memory(), Runtime(), DuckDb(), LibXGBoost(), .. Samples()];
        checks.AddRange(await clusters.RunAsync(cancellationToken).ConfigureAwait(false));

        // Each starts a Python, or several.
        checks.AddRange(await Task.WhenAll(KnownPeers.All.Select(peer => PeerAsync(peer, cancellationToken))).ConfigureAwait(false));
        return new DoctorReport { Checks = checks };
    }

    private async Task<DoctorCheck> PeerAsync(PeerDescription peer, CancellationToken cancellationToken)
    {
        PeerPython found = await peers.FindAsync(peer, cancellationToken).ConfigureAwait(false);
        string name = _texts.Format("check.peer", peer.Name);

        // How to get Spark is said where Spark is looked for.
        return found.NotRun is { } notRun
            ? new DoctorCheck(
                name,
                _texts["value.peer.absent"],
                CheckState.Absent,
                _texts.Format("advice.peer", found.Path.Length == 0 ? peer.SparkTitle : notRun.Remedy ?? notRun.Reason))
            : new DoctorCheck(name, _texts.Format("value.peer", peer.Title, found.Version, found.Path));
    }

    private DoctorCheck Platform()
    {
        bool isFine = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;
        return new DoctorCheck(
            _texts["check.platform"],
            $"{ThisMachine.OperatingSystemName()}, {RuntimeInformation.ProcessArchitecture}",
            isFine ? CheckState.Ok : CheckState.Missing,
            isFine ? null : _texts["advice.platform"]);
    }

    private DoctorCheck C()
    {
        try
        {
            return new DoctorCheck("glibc", Marshal.PtrToStringUTF8(GlibcVersion()) ?? "?");
        }
        catch (EntryPointNotFoundException)
        {
            return new DoctorCheck("glibc", _texts["value.glibc.absent"], CheckState.Missing, _texts["advice.glibc"]);
        }
    }

    private DoctorCheck Processor() => new(
        _texts["check.processor"], _texts.Count("value.processor", Environment.ProcessorCount, ThisMachine.ProcessorName()));

    private DoctorCheck Kernels()
    {
        string usable = string.Join(
            ", ", Enum.GetValues<KernelSet>().Where(set => set <= KernelSets.Best).Reverse().Select(KernelSets.Name));
        try
        {
            KernelSet used = KernelSets.Parse(Environment.GetEnvironmentVariable(KernelSets.EnvironmentVariable));
            return new DoctorCheck(_texts["check.kernels"], _texts.Format("value.kernels", KernelSets.Name(used), usable));
        }
        catch (InvalidOptionsException wrong)
        {
            return new DoctorCheck(
                _texts["check.kernels"], _texts.Format("value.kernels.usable", usable), CheckState.Missing, wrong.Message);
        }
    }

    private DoctorCheck Memory() => new(
        _texts["check.memory"], new Figures(language).Bytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));

    private static DoctorCheck Runtime() => new(".NET", RuntimeInformation.FrameworkDescription);

    private DoctorCheck DuckDb()
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
                _texts["value.duckdb.broken"],
                CheckState.Missing,
                _texts.Format("advice.duckdb", cause.GetBaseException().Message));
        }
    }

    private DoctorCheck LibXGBoost()
    {
        try
        {
            XGBoostRuntime found = XGBoostRuntime.Require();
            return new DoctorCheck("libxgboost", _texts.Format("value.libxgboost", found.Version, found.Path));
        }
        catch (EscalaException fault)
        {
            return new DoctorCheck("libxgboost", _texts["value.libxgboost.absent"], CheckState.Absent, fault.Message);
        }
    }

    private IEnumerable<DoctorCheck> Samples()
    {
        if (home is null)
        {
            yield return new DoctorCheck(
                _texts["check.samples"],
                _texts["value.home.absent"],
                CheckState.Absent,
                _texts.Format("advice.home", ProjectHome.EnvironmentVariable));
            yield break;
        }

        var samples = new SampleData(home, TextWriter.Null);
        foreach (string sample in new[] { SampleData.Flights, SampleData.Mnist })
        {
            string path = samples.PathOf(sample)!;
            string name = _texts.Format("check.sample", sample);
            yield return Path.Exists(path)
                ? new DoctorCheck(name, path)
                : new DoctorCheck(
                    name,
                    _texts["value.sample.absent"],
                    CheckState.Absent,
                    _texts.Format("advice.sample", Path.Combine(home, "data", "fetch")));
        }
    }

    [LibraryImport("libc", EntryPoint = "gnu_get_libc_version")]
    private static partial nint GlibcVersion();
}
