using Escala.Reports.Charts;
using Xunit;

namespace Escala.Reports.Tests.Charts;

public class PrincipalComponentsTests
{
    // Four points of an ellipse along (3, 4) / 5: 2 out on the long axis, 1 on the short one, moved by (10, 20).
    private static readonly float[] Ellipse = [11.2f, 21.6f, 8.8f, 18.4f, 10.8f, 19.4f, 9.2f, 20.6f];

    [Fact]
    public void Of_Ellipse_FindsItsAxes()
    {
        var components = PrincipalComponents.Of(Ellipse, 2, 2);
        Assert.Equal(0.6, components.Directions[0][0], 5);
        Assert.Equal(0.8, components.Directions[0][1], 5);
        Assert.Equal(0.8, components.Directions[1][0], 5);
        Assert.Equal(-0.6, components.Directions[1][1], 5);
        Assert.Equal(0.8, components.Shares[0], 5);
        Assert.Equal(0.2, components.Shares[1], 5);
        Assert.Equal(2, components.Project([11.2f, 21.6f], 0), 5);
        Assert.Equal(-1, components.Project([9.2f, 20.6f], 1), 5);
    }

    [Fact]
    public void Of_RowsOnALine_HasNothingInTheSecondComponent()
    {
        var components = PrincipalComponents.Of([0, 0, 0, 1, 1, 1, 2, 2, 2, 5, 5, 5], 3, 2);
        Assert.Equal(1, components.Shares[0], 10);
        Assert.Equal(0, components.Shares[1], 10);
    }

    [Fact]
    public void Of_EqualRows_HasNoComponents()
    {
        var components = PrincipalComponents.Of([3, 4, 3, 4], 2, 2);
        Assert.Equal([0.0, 0.0], components.Shares);
        Assert.Equal(0, components.Project([3, 4], 0));
    }
}
