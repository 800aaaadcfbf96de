namespace Escala.Engines.Conformance.Operators;

/// <param name="Input">The name of the file that travels with the job.</param>
internal sealed record FileCopyOptions(string Input);

/// <summary>Each rank hands over a copy of an input file, with its rank at the end.</summary>
internal sealed class FileCopy : IOperator<FileCopyOptions, string[]>
{
    public static OperatorContract<FileCopyOptions, string[]> Contract { get; } = new(
        "test-file-copy", 1, ConformanceJson.Default.FileCopyOptions, ConformanceJson.Default.StringArray);

    public string[] Run(FileCopyOptions options, RankContext rank, CancellationToken cancellationToken)
    {
        string text = File.ReadAllText(rank.Reporter.InputFile(options.Input));
        string path = Path.Combine(rank.Reporter.Scratch, "working-name.txt");
        File.WriteAllText(path, $"{text} {rank.Rank}");
        rank.Reporter.AddFile("copy.txt", path);
        return [rank.Reporter.Scratch];
    }
}
