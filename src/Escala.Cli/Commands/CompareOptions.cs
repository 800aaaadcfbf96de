using System.CommandLine;
using System.CommandLine.Parsing;
using Escala.Cli.Algorithms;
using Escala.Cli.Comparison;
using Escala.Cli.Options;
using Escala.Cli.Samples;

namespace Escala.Cli.Commands;

/// <summary>What <c>compare</c> is to train: workloads, data, and the options of every algorithm.</summary>
internal sealed class CompareOptions
{
    private readonly Argument<string?> _workloads = new("WORKLOADS")
    {
        Description = $"What to train, separated by commas: {string.Join(',', KnownAlgorithms.Names)}. Without it: all.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string?> _data = new("DATA")
    {
        Description = "Data of your own, with one workload and fit's options. Without it, or with the name of the sample: the sample's "
            + "workloads, which for kmeans are delay, distance and time of day of 3 million flights, 5 clusters, 10 runs, standardised; for "
            + "xgboost whether a flight arrives more than 15 minutes late, by when, how far, from where and to where it flies; for cnn which "
            + "digit is written, of MNIST's 60000, in one epoch of the network mnist; options given change them.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _scale = CliOption.Choice(
        "--scale",
        "How much of the sample to use: quick is 200000 rows, or 10000 images, chosen by the seed; full is all.",
        SampleScale.Quick,
        SampleScale.Full);

    private readonly DataOptions _rows = new(
        [.. KnownAlgorithms.All.SelectMany(algorithm => algorithm.Missing).Distinct()],
        string.Join(", ", KnownAlgorithms.All
            .Where(algorithm => algorithm.Missing.Count > 0)
            .Select(algorithm => $"{ReadOptions.WordOf(algorithm.Missing[0])} for {algorithm.Name}")));

    private readonly StepOptions _steps = StepOptions.Shared();

    private readonly Dictionary<Algorithm, FitOptions> _options;

    /// <summary>Creates the options.</summary>
    public CompareOptions()
    {
        _options = KnownAlgorithms.All.ToDictionary(algorithm => algorithm, algorithm => algorithm.CreateOptions(_rows, _steps));
        _workloads.Validators.Add(RequireKnown);
    }

    /// <summary>Adds the arguments and what says how much of the data there is.</summary>
    public void AddArgumentsTo(EscalaCommand command)
    {
        command.Add(_workloads);
        command.Add(_data);
        command.Validators.Add(Require);
    }

    /// <summary>The option about the scale.</summary>
    public Option Scale => _scale;

    /// <summary>Adds the options of the algorithms and of the data.</summary>
    public void AddTo(EscalaCommand command)
    {
        // What several algorithms have is with the first of them.
        var added = new HashSet<Option>();
        foreach (OptionGroup group in _options.Values.SelectMany(options => options.Compared))
        {
            command.Add(new OptionGroup(group.Title, [.. group.Options.Where(added.Add)]));
        }

        command.Add(_rows.Group);
    }

    /// <summary>The scale of a sample's workloads; null for data of one's own.</summary>
    public string? ScaleOf(ParseResult parsed) =>
        IsSample(parsed.GetValue(_data), Chosen(parsed.GetValue(_workloads))) ? parsed.GetRequiredValue(_scale) : null;

    /// <summary>The fits that are compared, in order.</summary>
    public IReadOnlyList<FitRequest> Bind(ParseResult parsed)
    {
        string? scale = ScaleOf(parsed);
        return
        [
            .. from algorithm in Chosen(parsed.GetValue(_workloads))
               let baseline = scale is null ? algorithm.Plain(parsed.GetValue(_data)!) : algorithm.Comparison.Sample(scale)
               select _options[algorithm].Bind(parsed, baseline).ForComparison(),
        ];
    }

    private static bool IsSample(string? data, Algorithm[] chosen) =>
        data is null || (chosen.All(algorithm => algorithm.Sample == data) && SampleData.IsSample(data));

    private static Algorithm[] Chosen(string? workloads) =>
        [.. KnownAlgorithms.All.Where(algorithm => workloads is null || workloads.Split(',').Contains(algorithm.Name))];

    private static void RequireKnown(ArgumentResult result)
    {
        string[] names = result.Tokens.Count > 0 ? result.Tokens[0].Value.Split(',') : [];
        string? wrong = names.FirstOrDefault(name => !KnownAlgorithms.Names.Contains(name));
        if (wrong is not null)
        {
            result.AddError($"WORKLOADS must be of {string.Join(", ", KnownAlgorithms.Names)}, but was '{wrong}'.");
        }
        else if (names.Distinct().Count() != names.Length)
        {
            result.AddError($"WORKLOADS must be different workloads, but was '{string.Join(',', names)}'.");
        }
    }

    private void Require(CommandResult result)
    {
        Algorithm[] chosen = Chosen(result.GetValue(_workloads));
        foreach (string fault in OwnFaults(result, chosen).Concat(DataFaults(result, chosen)).Concat(MissingFaults(result, chosen)))
        {
            result.AddError(fault);
        }
    }

    /// <summary>Options of an algorithm that does not run.</summary>
    private IEnumerable<string> OwnFaults(CommandResult result, Algorithm[] chosen) =>
        from options in _options
        where !chosen.Contains(options.Key)
        from name in options.Value.GivenOwn(result)
        where !chosen.Any(algorithm => _options[algorithm].GivenOwn(result).Contains(name))
        select $"{name} must be left out: it is an option of {options.Key.Name}, which is not compared here. Add {options.Key.Name} to the "
            + "workloads, or leave it out.";

    private IEnumerable<string> DataFaults(CommandResult result, Algorithm[] chosen)
    {
        bool isSample = IsSample(result.GetValue(_data), chosen);
        if (chosen is [{ Missing.Count: 0 } images])
        {
            foreach (Option option in _rows.OfTables.Where(option => IsGiven(result, option)))
            {
                yield return $"{option.Name} must be left out: it is about the rows of a table, and {images.Name} takes images.";
            }
        }

        if (chosen.Length > 1)
        {
            string example = $"as in: escala compare {chosen[0].Name}";
            if (!isSample)
            {
                yield return $"DATA must be given with one workload, {example} {result.GetValue(_data)}";
            }

            foreach (Option option in _rows.OfColumns.Concat(_steps.All).Where(option => IsGiven(result, option)))
            {
                yield return $"{option.Name} must be given with one workload, as in: escala compare {chosen[^1].Name} {option.Name}";
            }
        }
        else if (!isSample && chosen is [var one] && _options[one] is { Needed: { } needed } options && !IsGiven(result, needed))
        {
            yield return $"{needed.Name} must be given with data of your own. {options.HowToGiveNeeded}";
        }

        if (!isSample && IsGiven(result, _scale))
        {
            yield return "--scale must be left out with data of your own. Use fewer rows with --sample-rows.";
        }
    }

    private IEnumerable<string> MissingFaults(CommandResult result, Algorithm[] chosen) =>
        result.GetValue(_rows.Missing) is { } word
            ? from algorithm in chosen
              let words = algorithm.Missing.Select(ReadOptions.WordOf).ToArray()
              where words.Length > 0 && !words.Contains(word)
              select $"--missing must be {string.Join(" or ", words)} for {algorithm.Name}, but was '{word}'."
            : [];

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
