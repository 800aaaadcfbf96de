using Escala.LibXGBoost;
using Xunit;

namespace Escala.Tests.LibXGBoost;

public class NativeMessageTests
{
    [Fact]
    public void OfError_TimeAndStackTrace_AreLeftOut() => Assert.Equal(
        "./src/learner.cc:792: Check failed: a != 0 (0 vs. 0) : No features.\nCandidate: b",
        NativeMessage.OfError(
            "[22:17:46] ./src/learner.cc:792: Check failed: a != 0 (0 vs. 0) : No features.\nCandidate: b\n\n"
            + "Stack trace:\n  [bt] (0) /usr/lib/libxgboost.so.0(+0x79) [0x7f8f]\n\n"));

    [Fact]
    public void OfError_OtherText_StaysWhole() =>
        Assert.Equal("Invalid Input: 'oak'\n[not a time] x", NativeMessage.OfError("Invalid Input: 'oak'\n[not a time] x"));

    [Fact]
    public void OfWarning_Warning_IsItsWords() => Assert.Equal(
        "Parameters: { \"zeal\" } are not used.",
        NativeMessage.OfWarning("[22:17:46] WARNING: ./src/learner.cc:767: \nParameters: { \"zeal\" } are not used.\n\n"));

    [Fact]
    public void OfWarning_OtherLevel_IsNone() =>
        Assert.Null(NativeMessage.OfWarning("[22:17:46] INFO: ./src/gbm/gbtree.cc:1: WARNING: of nothing"));
}
