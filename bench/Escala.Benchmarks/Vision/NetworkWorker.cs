using System.Diagnostics;
using System.Text.Json;
using Escala.Models;
using Escala.Numerics;
using Escala.Vision;
using Escala.Vision.Optimizers;

namespace Escala.Benchmarks.Vision;

/// <summary>Escala's side: whole training steps of a mini-batch in memory.</summary>
internal static class NetworkWorker
{
    public static async Task RunAsync(string network, int batch, int threads, KernelSet kernels)
    {
        NetworkOptions options = NetworkPresets.Create(network);
        using var team = new CoreTeam(threads);
        using var trained = new Network(new NetworkPlan(options, batch, threads, kernels, isTraining: true), team);
        trained.Initialize(seed: 0);
        var random = new Random(0);
        foreach (ref float pixel in trained.Input)
        {
            pixel = random.NextSingle();
        }

        int[] labels = [.. Enumerable.Range(0, batch).Select(image => image % 10)];
        var optimizer = Optimizer.Create(new SgdOptions { Momentum = 0.9 }, trained.Values.Length);
        int count = trained.Values.Length;
        void Update(int thread)
        {
            int first = (int)((long)count * thread / threads), length = (int)((long)count * (thread + 1) / threads) - first;
            optimizer.Update(trained.Values.Slice(first, length), trained.Gradients.Slice(first, length), first, 1);
        }

        WorkerAnswer.Write(new WorkerAnswer
        {
            Versions = new Dictionary<string, string> { ["escala"] = EscalaVersion.Current, ["dotnet"] = Environment.Version.ToString() },
        });
        Action<int> update = Update;
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var seconds = new double[JsonSerializer.Deserialize<WorkerCommand>(line, WorkerCommand.Json)!.Iterations];
            for (int step = 0; step < seconds.Length; step++)
            {
                long start = Stopwatch.GetTimestamp();
                trained.Forward(batch, isTraining: true);
                trained.CrossEntropy(labels, batch);
                trained.Backward();
                optimizer.BeginStep(0.01);
                team.Run(update);
                seconds[step] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }

            WorkerAnswer.Write(new WorkerAnswer { Steps = seconds });
        }
    }
}
