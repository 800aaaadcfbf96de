using Escala.Data;
using Xunit;

namespace Escala.Tests.Data;

public class DatasetOptionsTests
{
    public static TheoryData<DatasetOptions, string> Wrong => new()
    {
        { new DatasetOptions { TestFraction = 1 }, "TestFraction of DatasetOptions must be at least 0 and below 1, but was 1." },
        { new DatasetOptions { TestFraction = -0.1 }, "TestFraction of DatasetOptions must be at least 0 and below 1, but was -0.1." },
        { new DatasetOptions { TestFraction = double.NaN }, "but was NaN." },
        { new DatasetOptions { ValidationFraction = 1 }, "ValidationFraction of DatasetOptions must be at least 0 and below 1, but was 1." },
        { new DatasetOptions { ValidationFraction = double.NaN }, "but was NaN." },
        { new DatasetOptions { BlockRows = 0 }, "BlockRows of DatasetOptions must be a multiple of 64 from 64 to 16777216, but was 0." },
        { new DatasetOptions { BlockRows = 100 }, "but was 100." },
        { new DatasetOptions { BlockRows = 16_777_216 + 64 }, "but was 16777280." },
        { new DatasetOptions { SampleRows = 0 }, "SampleRows of DatasetOptions must be at least 1, but was 0." },
        { new DatasetOptions { Features = [] }, "Features of DatasetOptions must be at least one column" },
        { new DatasetOptions { Features = ["a", "b", "a"] }, "was a list with 'a' 2 times" },
        { new DatasetOptions { Features = ["a"], Label = "a" }, "Label of DatasetOptions must be a column that is not a feature, but was 'a'." },
        { new DatasetOptions { Features = ["a"], Weights = "a" }, "Weights of DatasetOptions must be a column that is not a feature" },
        { new DatasetOptions { Features = ["a"], Group = "a" }, "Group of DatasetOptions must be a column that is not a feature, but was 'a'." },
        { new DatasetOptions { Label = "a", Group = "a" }, "Group of DatasetOptions must be another column than Label, but was 'a' like it." },
        { new DatasetOptions { Weights = "a", Group = "a" }, "Group of DatasetOptions must be another column than Weights" },
        { new DatasetOptions { Group = "a", SampleRows = 5 }, "SampleRows of DatasetOptions must be left out where rows have groups, but was 5." },
        { new DatasetOptions { Label = "a", Weights = "a" }, "Weights of DatasetOptions must be another column than Label" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WrongOption_IsNamedWithItsValue(DatasetOptions options, string message)
    {
        var fault = Assert.Throws<InvalidOptionsException>(options.Validate);
        Assert.Contains(message, fault.Message);
        Assert.Single(fault.Faults);
    }

    [Fact]
    public void Validate_SeveralFaults_NamesAll()
    {
        var options = new DatasetOptions { TestFraction = 2, BlockRows = 1, SampleRows = -1, Features = [] };
        Assert.Equal(4, Assert.Throws<InvalidOptionsException>(options.Validate).Faults.Count);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(16_777_216)]
    public void Validate_BlockRowsAtItsLimits_Passes(int rows) => new DatasetOptions { BlockRows = rows }.Validate();

    [Fact]
    public void FromArray_BlockBeyondMemoryOfOneSpan_Throws()
    {
        var options = new DatasetOptions { BlockRows = 16_777_216 };
        var fault = Assert.Throws<InvalidOptionsException>(() => Dataset.FromArray(new float[1, 200], options));
        Assert.Contains("for data with 200 features, but was 16777216", fault.Message);
    }
}
