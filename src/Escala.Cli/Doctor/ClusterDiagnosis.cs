using Escala.Boosting;
using Escala.Cli.Clusters;
using Escala.Cli.Comparison.Peers;
using Escala.Reports.Languages;

namespace Escala.Cli.Doctor;

/// <summary>Looks at what the engines of clusters need of this machine.</summary>
/// <param name="daskSearch">Looks for Dask.</param>
/// <param name="sparkSearch">Looks for Spark and Java.</param>
/// <param name="workerSearch">Looks for the program that ranks run.</param>
/// <param name="language">The language of what is found and advised.</param>
internal sealed class ClusterDiagnosis(DaskSearch daskSearch, SparkSearch sparkSearch, WorkerSearch workerSearch, Language language)
{
    /// <summary>The versions of Dask and of libxgboost that the tests run together.</summary>
    private static readonly string[] TestedDask = ["2022.12", "2026.8"];

    private static readonly string[] TestedXGBoost = ["1.7.4", "3.2"];

    private static DoctorCheck[] NoChecks => [];

    private readonly Texts _texts = DoctorTexts.In(language);

    /// <summary>Makes the checks.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<DoctorCheck>> RunAsync(CancellationToken cancellationToken)
    {
        PeerPython found = await daskSearch.FindPythonAsync(cancellationToken).ConfigureAwait(false);
        DoctorCheck dask = found.NotRun is { } notRun
            ? new DoctorCheck(
                "Dask", _texts["value.peer.absent"], CheckState.Absent, _texts.Format("advice.dask", notRun.Remedy ?? notRun.Reason))
            : new DoctorCheck("Dask", _texts.Format("value.dask", found.Version, found.Path, found.PythonVersion));
        DoctorCheck worker = workerSearch.IsThere
            ? new DoctorCheck(_texts["check.worker"], workerSearch.Folder)
            : new DoctorCheck(_texts["check.worker"], _texts["value.worker.absent"], CheckState.Absent, _texts["advice.worker"]);
        return [dask, worker, .. found.NotRun is null ? [Pair(found.Version)] : NoChecks, Spark(), Java()];
    }

    private DoctorCheck Spark() => sparkSearch.FindHome() is { } home && SparkSearch.VersionOf(home) is { Length: > 0 } version
        ? new DoctorCheck("Spark", _texts.Format("value.found", version, home))
        : new DoctorCheck("Spark", _texts["value.peer.absent"], CheckState.Absent, _texts["advice.spark"]);

    private DoctorCheck Java() => sparkSearch.Java is { } java
        ? new DoctorCheck("Java", java.Version.Length == 0 ? java.Program : _texts.Format("value.found", java.Version, java.Program))
        : new DoctorCheck("Java", _texts["value.peer.absent"], CheckState.Absent, _texts["advice.java"]);

    /// <summary>Whether this Dask and this libxgboost are known to work together.</summary>
    private DoctorCheck Pair(string dask)
    {
        string? library = LibraryVersion();
        bool isKnown = TestedDask.Any(version => IsOf(dask, version)) && (library is null || TestedXGBoost.Any(version => IsOf(library, version)));
        string value = _texts.Format(isKnown ? "value.pair.known" : "value.pair.unknown", dask, library ?? _texts["value.libxgboost.absent"]);
        string tested = _texts.Format("advice.pair", string.Join(", ", TestedDask), string.Join(", ", TestedXGBoost));
        return new DoctorCheck(_texts["check.pair"], value, isKnown ? CheckState.Ok : CheckState.Absent, isKnown ? null : tested);
    }

    private static string? LibraryVersion()
    {
        try
        {
            return XGBoostRuntime.Require().Version.ToString();
        }
        catch (EscalaException)
        {
            return null;
        }
    }

    /// <summary>Whether a version is a release of another: 2022.12.1+ds.1 is one of 2022.12.</summary>
    private static bool IsOf(string version, string release) =>
        version.StartsWith(release, StringComparison.Ordinal) && (version.Length == release.Length || !char.IsAsciiDigit(version[release.Length]));
}
