namespace Escala.Engines;

/// <summary>The folders of an engine's jobs: those with files stay until <see cref="Dispose"/>, for one job at a time.</summary>
internal sealed class JobFolders : IDisposable
{
    private readonly List<JobFolder> _kept = [];

    /// <summary>Runs a job in a folder of its own, which goes at once where the job fails or hands over nothing.</summary>
    /// <typeparam name="T">What the job gives.</typeparam>
    /// <param name="job">The job.</param>
    /// <param name="files">The files that it handed over.</param>
    public async Task<T> RunAsync<T>(Func<JobFolder, Task<T>> job, Func<T, IReadOnlyList<JobFile>> files)
    {
        var folder = new JobFolder();
        bool isKept = false;
        try
        {
            T result = await job(folder).ConfigureAwait(false);
            isKept = files(result).Count > 0;
            return result;
        }
        finally
        {
            if (isKept)
            {
                _kept.Add(folder);
            }
            else
            {
                folder.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (JobFolder folder in _kept)
        {
            folder.Dispose();
        }

        _kept.Clear();
    }
}
