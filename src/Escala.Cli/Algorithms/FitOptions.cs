using System.CommandLine;
using System.CommandLine.Parsing;
using Escala.Cli.Options;

namespace Escala.Cli.Algorithms;

/// <summary>The options of an algorithm on the command line.</summary>
/// <param name="data">The options about the data, which several algorithms may share.</param>
internal abstract class FitOptions(DataOptions data)
{
    /// <summary>The options about the data.</summary>
    protected DataOptions Data => data;

    /// <summary>The options that nobody else has, by what they are about; groups of the help.</summary>
    public abstract IReadOnlyList<OptionGroup> Own { get; }

    /// <summary>The options that <c>fit</c> alone has.</summary>
    public abstract IReadOnlyList<Option> FitOnly { get; }

    /// <summary>The options that <c>compare</c> has of this algorithm: its own, and those that <c>compare</c> alone has.</summary>
    public virtual IReadOnlyList<OptionGroup> Compared => Own;

    /// <summary>The options about the data.</summary>
    public virtual OptionGroup DataGroup => Data.Group;

    /// <summary>The option without which there is no fit of data of one's own; null where there is none.</summary>
    public abstract Option? Needed { get; }

    /// <summary>What to do about it where it was not given.</summary>
    public abstract string HowToGiveNeeded { get; }

    /// <summary>Changes a baseline by what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="baseline">What holds where nothing was given; a fit of this algorithm.</param>
    public abstract FitRequest Bind(ParseResult parsed, FitRequest baseline);

    /// <summary>Adds to a fit what the options that <c>fit</c> alone has say.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="request">The fit.</param>
    public abstract FitRequest BindFitOnly(ParseResult parsed, FitRequest request);

    /// <summary>The options of this algorithm alone that were given.</summary>
    /// <param name="result">The command line.</param>
    public IEnumerable<string> GivenOwn(CommandResult result) =>
        Compared.SelectMany(group => group.Options).Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name);
}
