using Escala.Measurement;

namespace Escala.Engines.Conformance.Operators;

/// <param name="Rank">The rank that fails; the others wait for it in a collective.</param>
internal sealed record FailOptions(int Rank);

/// <summary>Fails on one rank with files in its scratch folder, and a file already handed over.</summary>
internal sealed class Fail : IOperator<FailOptions, string[]>
{
    public const string Message = "Column 'a' of the test went wrong.";

    public static OperatorContract<FailOptions, string[]> Contract { get; } = new(
        "test-fail", 1, ConformanceJson.Default.FailOptions, ConformanceJson.Default.StringArray);

    public string[] Run(FailOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        using IDisposable phase = rank.Reporter.BeginPhase(Phase.Prepare);
        string path = Path.Combine(rank.Reporter.Scratch, "half.txt");
        File.WriteAllText(path, "half");
        rank.Reporter.AddFile("half.txt", path);
        if (rank.Rank == options.Rank)
        {
            throw new InvalidDataException(Message, new FileNotFoundException(rank.Reporter.Scratch));
        }

        rank.Collective.Sum(stackalloc long[3]);
        return [];
    }
}
