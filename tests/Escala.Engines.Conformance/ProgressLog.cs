namespace Escala.Engines.Conformance;

/// <summary>Keeps every report in the order in which it came.</summary>
internal sealed class ProgressLog : IProgress<JobProgress>
{
    private readonly List<JobProgress> _reports = [];

    public JobProgress[] Reports
    {
        get
        {
            lock (_reports)
            {
                return [.. _reports];
            }
        }
    }

    public void Report(JobProgress value)
    {
        lock (_reports)
        {
            _reports.Add(value);
        }
    }
}
