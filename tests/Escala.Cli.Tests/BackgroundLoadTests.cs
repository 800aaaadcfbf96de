using System.Diagnostics;
using Escala.Cli.Comparison;
using Xunit;

namespace Escala.Cli.Tests;

public class BackgroundLoadTests
{
    [Fact]
    public async Task Measure_OfAnotherProcessThatNeverRests_IsAboveZero()
    {
        using var busy = Process.Start("sh", ["-c", "while :; do :; done"]);
        try
        {
            // A whole processor where there is one to be had; a share of one where other tests run.
            Assert.InRange(await BackgroundLoad.MeasureAsync(TestContext.Current.CancellationToken), 0.1, Environment.ProcessorCount + 1);
        }
        finally
        {
            busy.Kill();
            await busy.WaitForExitAsync(CancellationToken.None);
        }
    }
}
