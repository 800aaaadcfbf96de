using System.CommandLine;

namespace Escala.Cli.Commands;

/// <summary>The argument MODEL.</summary>
internal static class ModelArgument
{
    /// <summary>Creates it.</summary>
    public static Argument<string> Create() => new("MODEL") { Description = "A model file, written by escala fit --model." };
}
