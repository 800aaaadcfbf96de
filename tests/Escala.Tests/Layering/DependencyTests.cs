using System.Reflection;
using Escala.Data;
using Xunit;

namespace Escala.Tests.Layering;

public class DependencyTests
{
    private static readonly Assembly Tests = typeof(DependencyTests).Assembly;

    [Fact]
    public void Core_EveryPart_KnowsOnlyWhatItMay()
    {
        Assembly core = typeof(Dataset).Assembly;
        Assert.All(LayerRules.Core, rule => Assert.Empty(rule.Violations(core)));
    }

    [Fact]
    public void DuckDb_Types_KnowNothingAbove() => Assert.Empty(LayerRules.DuckDb.Violations(Assembly.Load("Escala.DuckDb")));

    [Fact]
    public void EngineContracts_Types_KnowNoEnginesInside()
    {
        var rule = new LayerRule("Escala.Engines", LayerRules.EngineInsides);
        string[] knowing = [.. rule.Violations(typeof(Dataset).Assembly)];
        Assert.Contains("Escala.Engines.LocalEngine", knowing);
        Assert.All(knowing, type => Assert.Contains(LayerRules.EngineInsides, inside => type.StartsWith(inside, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Escala.Data", "Escala.Data.Planted.KnowsAnAlgorithm")]
    [InlineData("Escala.Data", "Escala.Data.Planted.KnowsAnEngineInALambda")]
    [InlineData("Escala.Numerics", "Escala.Numerics.Planted.KnowsAnAlgorithm")]
    [InlineData("Escala.Metrics", "Escala.Metrics.Planted.KnowsAnEnginesInside")]
    [InlineData("Escala.Clustering", "Escala.Clustering.Planted.KnowsAnEngine")]
    [InlineData("Escala.Clustering", "Escala.Clustering.Planted.KnowsAnEnginesInside")]
    [InlineData("Escala.Clustering", "Escala.Clustering.Planted.KnowsTheBinding")]
    [InlineData("Escala.Boosting", "Escala.Boosting.Planted.KnowsAnotherAlgorithm")]
    [InlineData("Escala.Boosting", "Escala.Boosting.Planted.KnowsAnEnginesInside")]
    [InlineData("Escala.Vision", "Escala.Vision.Planted.KnowsAnotherAlgorithm")]
    [InlineData("Escala.Vision.Kernels", "Escala.Vision.Kernels.Planted.KnowsALayer")]
    [InlineData("Escala.Vision.Kernels", "Escala.Vision.Kernels.Planted.KnowsOptionsOfNetworks")]
    [InlineData("Escala.LibXGBoost", "Escala.LibXGBoost.Planted.KnowsAContractOfTheEngines")]
    [InlineData("Escala.LibXGBoost", "Escala.LibXGBoost.Planted.KnowsAModelFile")]
    public void Core_PlantedViolation_IsFound(string part, string type)
    {
        LayerRule rule = Assert.Single(LayerRules.Core, rule => rule.Part == part);
        Assert.Contains(rule.Violations(Tests), found => found.StartsWith(type, StringComparison.Ordinal));
    }

    [Fact]
    public void Core_PlantedUseOfTheCommandLine_IsFound()
    {
        var rule = new LayerRule("Escala.Data.Planted", LayerRules.Core.Single(rule => rule.Part == "Escala").Forbidden);
        Assert.Contains("Escala.Data.Planted.KnowsTheCommandLine", rule.Violations(Tests));
    }

    [Fact]
    public void Core_ContractsOfTheEngines_AreAllowed()
    {
        LayerRule rule = Assert.Single(LayerRules.Core, rule => rule.Part == "Escala.Clustering");
        Assert.DoesNotContain("Escala.Clustering.Planted.KnowsContracts", rule.Violations(Tests));
    }

    [Fact]
    public void Boosting_TheBinding_IsAllowed()
    {
        LayerRule rule = Assert.Single(LayerRules.Core, rule => rule.Part == "Escala.Boosting");
        Assert.DoesNotContain("Escala.Boosting.Planted.KnowsTheBinding", rule.Violations(Tests));
    }
}
