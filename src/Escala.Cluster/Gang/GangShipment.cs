using System.Security.Cryptography;
using Escala.Cluster.Gang.Bundles;
using Escala.Cluster.Shims;
using Escala.Data;
using Escala.Numerics;

namespace Escala.Cluster.Gang;

/// <summary>Brings to the nodes of workers what ranks need: the program, files of the job, and rows that only the driver has.</summary>
/// <param name="session">The cluster.</param>
/// <param name="settings">How it is used.</param>
/// <param name="workers">The worker of each rank.</param>
/// <param name="cancellationToken">Cancels it.</param>
internal sealed class GangShipment(
    GangSession session, GangSettings settings, IReadOnlyList<ShimReply.ClusterWorker> workers, CancellationToken cancellationToken)
{
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(5);

    private string[] Addresses => [.. workers.Select(worker => worker.Address)];

    /// <summary>Whether the ranks are sent rows instead of reading files.</summary>
    public bool SendsRows(DataPlan plan) => plan.HasFiles && (settings.Ship || plan.IsOnDriverOnly);

    /// <summary>Brings the program, to each node the one for its processor.</summary>
    /// <param name="plan">The data, which say what the program needs to read them.</param>
    /// <returns>Its folder, by worker.</returns>
    public async Task<IReadOnlyDictionary<string, string>> ProgramAsync(DataPlan plan)
    {
        bool withDuckDb = !SendsRows(plan)
            && plan.Files.Any(file => !PieceReaders.WithOwn([]).Any(reader => reader.Formats.Contains(file.Format)));
        var worker = WorkerFolder.Open(Path.GetFullPath(settings.WorkerFolder));
        var folders = new Dictionary<string, string>();
        foreach (IGrouping<string, string> addresses in await LevelsAsync([.. worker.Manifest.Programs.Keys]).ConfigureAwait(false))
        {
            Bundle bundle = await Task.Run(() => Bundle.Of(worker, addresses.Key, withDuckDb), cancellationToken).ConfigureAwait(false);
            foreach ((string address, string folder) in await PutAsync(
                bundle.Hash, bundle.Path, "worker.tar.gz", unpack: true, keep: true, [.. addresses]).ConfigureAwait(false))
            {
                folders.Add(address, folder);
            }
        }

        return folders;
    }

    /// <summary>The workers by the level of their processors. The ranks of those that have none say what is missing to the lowest.</summary>
    private async Task<IEnumerable<IGrouping<string, string>>> LevelsAsync(IReadOnlyList<string> levels)
    {
        if (levels is [string only])
        {
            return Addresses.GroupBy(_ => only);
        }

        var request = new ShimRequest.FindLevels(levels, Environment.GetEnvironmentVariable(KernelSets.EnvironmentVariable), Addresses);
        ShimReply.FoundLevels found =
            await session.AskAsync(request, ShimJson.Default.FoundLevels, Probe, cancellationToken).ConfigureAwait(false);
        return Addresses.GroupBy(address => found.Levels[address] ?? levels[0]);
    }

    /// <summary>Brings the files of a job: those that it names, and data that its ranks cannot open where the driver does.</summary>
    /// <returns>The path of each, by name and worker.</returns>
    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> FilesAsync(GangOrder order)
    {
        var files = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        foreach ((string name, string path) in order.Files)
        {
            files.Add(name, await FileAsync(path).ConfigureAwait(false));
        }

        if (order.Packable is not { } data || !(settings.Ship || data.IsAlwaysPacked))
        {
            return files;
        }

        string folder = Directory.CreateDirectory(session.Folder.NewPath()).FullName;
        IReadOnlyDictionary<string, string> packed =
            await Task.Run(() => data.Pack(folder, cancellationToken), cancellationToken).ConfigureAwait(false);
        foreach ((string name, string path) in packed)
        {
            files.Add(name, await FileAsync(path).ConfigureAwait(false));
        }

        Directory.Delete(folder, recursive: true);
        return files;
    }

    /// <summary>Brings a file of the job.</summary>
    /// <returns>Its path, by worker.</returns>
    private async Task<IReadOnlyDictionary<string, string>> FileAsync(string path)
    {
        string hash;
        await using (FileStream file = File.OpenRead(path))
        {
            hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
        }

        return await PutAsync(hash, path, "file", unpack: false, keep: false, Addresses).ConfigureAwait(false);
    }

    /// <summary>Brings the rows of every rank to its node.</summary>
    /// <returns>The pieces of each rank and the path of their rows on its node, by rank.</returns>
    public async Task<IReadOnlyList<ShippedPlace>> RowsAsync(Dataset data)
    {
        IReadOnlyList<IReadOnlyList<DataPiece>> pieces = await Task.Run(
            () => new PieceNumbering(data.Plan, workers.Count, data.Reader).All(cancellationToken), cancellationToken).ConfigureAwait(false);
        var places = new ShippedPlace[workers.Count];
        for (int rank = 0; rank < places.Length; rank++)
        {
            string path = session.Folder.NewPath();
            IReadOnlyList<DataPiece> mine = pieces[rank];
            ShippedFile rows = await Task.Run(() => Write(data, mine, path), cancellationToken).ConfigureAwait(false);
            string worker = workers[rank].Address;
            IReadOnlyDictionary<string, string> paths =
                await PutAsync(rows.Hash, path, "rows", unpack: false, keep: false, [worker]).ConfigureAwait(false);
            places[rank] = new ShippedPlace(mine, paths[worker]);
            File.Delete(path);
        }

        return places;
    }

    private ShippedFile Write(Dataset data, IReadOnlyList<DataPiece> pieces, string path)
    {
        using FileStream stream = File.Create(path);
        return ShippedRows.Write(data, pieces, stream, cancellationToken);
    }

    private async Task<IReadOnlyDictionary<string, string>> PutAsync(
        string hash, string path, string name, bool unpack, bool keep, IReadOnlyList<string> addresses)
    {
        TimeSpan deadline = settings.Deadlines.Transfer;
        var request = new ShimRequest.Put(hash, path, name, unpack, keep, addresses, deadline.TotalSeconds);
        ShimReply.Placed placed = await session.AskAsync(request, ShimJson.Default.Placed, deadline, cancellationToken).ConfigureAwait(false);
        return placed.Paths;
    }
}
