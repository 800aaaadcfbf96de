using System.Text.Json;
using Escala.Cli.Algorithms.ConvNet;
using Escala.Cli.Tests.Peers;
using Escala.Reports.Results;
using Escala.Testing;
using Xunit;

namespace Escala.Cli.Tests;

/// <summary>Comparisons of convolutional networks.</summary>
public sealed class ConvNetCompareTests : IDisposable
{
    private static readonly string[] Compare =
    [
        "compare", "cnn", "images.npy", "--network", "lenet.json", "--epochs", "3", "--batch", "16", "--test-fraction", "0.25", "--shift", "0",
        "--early-stopping", "3", "--engines", "local", "--threads", "1", "--out", "out", "--json",
    ];

    private readonly TemporaryFolder _folder = new();

    public ConvNetCompareTests()
    {
        SpotImages.Write(_folder.Path, 240);
        Points.WriteText(
            _folder.Path,
            "lenet.json",
            """
            {
              "input": { "channels": 1, "height": 8, "width": 8 },
              "layers": [
                { "kind": "convolution", "channels": 6, "padding": 1, "bias": false }, { "kind": "batchNormalization" }, { "kind": "activation" },
                { "kind": "residual", "body": [{ "kind": "convolution", "channels": 6, "padding": 1 }] }, { "kind": "maxPooling" },
                { "kind": "globalAveragePooling" }, { "kind": "dense", "units": 3 }
              ]
            }
            """);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Compare_PyTorch_TakesTheSameSteps()
    {
        await InstalledPeer.RequireAsync(ConvNetPeers.Torch);

        ProcessOutcome outcome = await EscalaProcess.RunAsync(_folder.Path, [.. Compare, "--peers", "torch"]);

        Assert.Equal(0, outcome.ExitCode);
        WorkloadReport workload = JsonSerializer.Deserialize(outcome.Output, ResultsJson.Default.ComparisonReport)!.Workloads[0];
        var escala = (ConvNetFitReport)workload.Finished.Single().Result!;
        RunReport run = Assert.Single(workload.Runs, run => run.Kind == RunKind.Peer);
        Assert.Null(run.Error);
        var peer = (ConvNetFitReport)run.Result!;
        Assert.Equal(escala.Rows, peer.Rows);
        Assert.Equal(escala.Steps, peer.Steps);
        Assert.All(escala.History.Zip(peer.History), epoch =>
        {
            Assert.Equal(epoch.First.TrainingLoss, epoch.Second.TrainingLoss, 1e-3);
            Assert.Equal(epoch.First.ValidationLoss!.Value, epoch.Second.ValidationLoss!.Value, 1e-3);
        });
        Assert.Equal(escala.Metrics.Loss, peer.Metrics.Loss, 1e-3);
        Assert.Null(peer.Digest);
    }

    [Fact]
    public async Task Compare_Resumed_KeepsWhatHasFinished()
    {
        ProcessOutcome first = await EscalaProcess.RunAsync(_folder.Path, [.. Compare, "--peers", "none"]);
        ProcessOutcome again = await EscalaProcess.RunAsync(_folder.Path, [.. Compare, "--peers", "none", "--resume"]);

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(
            JsonSerializer.Deserialize(first.Output, ResultsJson.Default.ComparisonReport)!.Workloads[0].Runs.Select(run => run.WallSeconds),
            JsonSerializer.Deserialize(again.Output, ResultsJson.Default.ComparisonReport)!.Workloads[0].Runs.Select(run => run.WallSeconds));
        string report = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "out", "report.md"), TestContext.Current.CancellationToken);
        Assert.Contains("lenet.json", report, StringComparison.Ordinal);
    }
}
