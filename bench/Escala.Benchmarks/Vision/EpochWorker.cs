using System.Diagnostics;
using Escala.Engines;
using Escala.Models;
using Escala.Vision;
using Escala.Vision.Images;

namespace Escala.Benchmarks.Vision;

/// <summary>Escala's side: a first epoch of MNIST as a user has it trained, from the files to the accuracy of the test images.</summary>
internal static class EpochWorker
{
    /// <summary>Answers until its input ends.</summary>
    /// <param name="folder">The files of MNIST.</param>
    /// <param name="images">How many training images to take.</param>
    /// <param name="batch">The images of a mini-batch.</param>
    /// <param name="threads">The threads.</param>
    public static async Task RunAsync(string folder, int images, int batch, int threads)
    {
        WorkerAnswer.Write(new WorkerAnswer
        {
            Versions = new Dictionary<string, string> { ["escala"] = EscalaVersion.Current, ["dotnet"] = Environment.Version.ToString() },
        });
        while (await Console.In.ReadLineAsync() is not null)
        {
            long start = Stopwatch.GetTimestamp();
            ImageData data = ImageData.Describe(folder, new ImageSetOptions { SampleImages = images });
            await using IEngine engine = threads == 1 ? new SerialEngine() : new LocalEngine(threads);
            var trainer = new ConvNetTrainer(new ConvNetOptions
            {
                Network = NetworkPresets.Create("mnist", data.Shape, data.ClassNames.Count),
                BatchSize = batch,
                Epochs = 1,
                Optimizer = new SgdOptions(),
                Schedule = new ConstantScheduleOptions(),
            });
            JobResult<ConvNetFitResult> job = await trainer.RunAsync(data, engine);
            WorkerAnswer.Write(new WorkerAnswer
            {
                Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
                Accuracy = job.Result.Evaluation.Scores.Accuracy,
            });
        }
    }
}
