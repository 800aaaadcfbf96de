using Escala.Reports.Summaries;
using Xunit;

namespace Escala.Reports.Tests.Summaries;

public sealed class SpreadTests
{
    [Fact]
    public void Of_OddNumber_TakesTheMiddle() => Assert.Equal(new Spread(2, 1, 9, 3), Spread.Of([9, 1, 2]));

    [Fact]
    public void Of_EvenNumber_TakesTheMeanOfTheMiddleTwo() => Assert.Equal(new Spread(3, 1, 9, 4), Spread.Of([9, 1, 4, 2]));

    [Fact]
    public void Of_Nothing_IsNull() => Assert.Null(Spread.Of([]));
}
