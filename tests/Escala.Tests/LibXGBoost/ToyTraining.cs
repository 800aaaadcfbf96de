using Escala.LibXGBoost;

namespace Escala.Tests.LibXGBoost;

/// <summary>Three rounds on the toy rows.</summary>
internal static class ToyTraining
{
    /// <summary>A booster that is ready to train.</summary>
    public static Booster Start(DMatrix training, string treeMethod = "hist", string objective = "binary:logistic")
    {
        var booster = new Booster(training);
        booster.Set("objective", objective);
        booster.Set("tree_method", treeMethod);
        booster.Set("nthread", "1");
        booster.Set("max_depth", "4");
        return booster;
    }

    /// <summary>A booster after three rounds.</summary>
    public static Booster Run(DMatrix training, string treeMethod = "hist")
    {
        Booster booster = Start(training, treeMethod);
        for (int round = 0; round < 3; round++)
        {
            booster.Update(round, training);
        }

        return booster;
    }
}
