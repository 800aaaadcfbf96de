using System.CommandLine;
using Escala.Cli.Options;

namespace Escala.Cli.Commands;

/// <summary>A command whose help has its options in groups and ends with examples.</summary>
/// <param name="name">The command's word.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Whole command lines.</param>
internal sealed class EscalaCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    private readonly List<OptionGroup> _groups = [];

    /// <summary>Whole command lines.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>The options that belong together.</summary>
    public IReadOnlyList<OptionGroup> Groups => _groups;

    /// <summary>Adds options that belong together; nothing where there are none.</summary>
    public void Add(OptionGroup group)
    {
        if (group.Options.Count == 0)
        {
            return;
        }

        _groups.Add(group);
        foreach (Option option in group.Options)
        {
            Add(option);
        }
    }
}
