using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace Escala.Reports.Tests.Pages.Browser;

public sealed class TableSortTests(Chromium chromium) : IClassFixture<Chromium>
{

    [Theory]
    [InlineData("click")]
    [InlineData("Enter")]
    [InlineData("Space")]
    public async Task Heading_SortsNumbersAsNumbers_UpAndThenDown(string how)
    {
        await using IBrowserContext window = await chromium.OpenAsync();
        IPage page = await chromium.ReadAsync(window, "es");
        ILocator table = page.Locator("section#engines table").Nth(3);
        ILocator heading = table.Locator("thead th").Nth(3);

        await PressAsync(heading, how);
        Assert.Equal("ascending", await heading.GetAttributeAsync("aria-sort"));
        double[] up = await ValuesAsync(table);
        await PressAsync(heading, how);

        Assert.Equal("descending", await heading.GetAttributeAsync("aria-sort"));
        Assert.True(up.Length > 10);
        Assert.Equal(up.Order(), up);
        Assert.Equal(up.OrderDescending(), await ValuesAsync(table));
        Assert.Equal(1, await table.Locator("[aria-sort]").CountAsync());
    }

    [Fact]
    public async Task Rows_WithoutAValue_ComeLastInBothDirections()
    {
        await using IBrowserContext window = await chromium.OpenAsync();
        IPage page = await chromium.ReadAsync(window, "en");
        ILocator table = page.Locator("section#engines table").First;
        ILocator heading = table.Locator("thead th").Nth(2);

        for (int press = 0; press < 2; press++)
        {
            await heading.Locator("button").ClickAsync();
            Assert.Equal(1, await table.Locator("tbody tr:last-child .remark").CountAsync());
        }
    }

    private static Task PressAsync(ILocator heading, string how) => how == "click"
        ? heading.Locator("button").ClickAsync()
        : heading.Locator("button").PressAsync(how);

    private static async Task<double[]> ValuesAsync(ILocator table)
    {
        string[] values = await table.Locator("tbody tr").EvaluateAllAsync<string[]>(
            "rows => rows.map(row => row.cells[3].dataset.value)");
        return [.. values.Select(value => double.Parse(value, CultureInfo.InvariantCulture))];
    }
}
