using Escala.Reports.Charts;
using Xunit;

namespace Escala.Reports.Tests.Charts;

public class SvgPathTests
{
    [Theory]
    [InlineData("M10.04 20L15.06 18L10.04 20Z", "m10 20l5.1-2l-5.1 2z")]
    [InlineData("M1 2L3 4ZM1 2L-1.5 2", "m1 2l2 2zm0 0l-2.5 0")]
    [InlineData("M1 2H5V7", "m1 2l4 0l0 5")]
    [InlineData("M1 2Q3 4 5 6Z", "M1 2Q3 4 5 6Z")]
    public void Shorten_Path_KeepsItsCorners(string data, string expected) => Assert.Equal(expected, SvgPath.Shorten(data));
}
