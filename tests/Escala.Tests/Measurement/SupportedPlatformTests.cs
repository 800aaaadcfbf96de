using System.Runtime.InteropServices;
using Escala.Measurement;
using Xunit;

namespace Escala.Tests.Measurement;

public sealed class SupportedPlatformTests
{
    [Fact]
    public void Require_ThisMachine_Passes()
    {
        SupportedPlatform.Require();
        SupportedPlatform.Require(isLinux: true, Architecture.X64, "debian.12-x64");
    }

    [Theory]
    [InlineData(false, Architecture.X64, "win-x64")]
    [InlineData(true, Architecture.Arm64, "linux-arm64")]
    [InlineData(true, Architecture.X64, "linux-musl-x64")]
    public void Require_AnotherPlatform_ThrowsAndNamesIt(bool isLinux, Architecture architecture, string runtime)
    {
        EscalaException fault = Assert.Throws<EscalaException>(() => SupportedPlatform.Require(isLinux, architecture, runtime));

        Assert.Contains(runtime, fault.Message, StringComparison.Ordinal);
    }
}
