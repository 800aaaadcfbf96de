using System.Globalization;

namespace Escala.Cli.Options;

/// <summary>Collects the arguments of a command line.</summary>
/// <param name="first">What it begins with.</param>
internal sealed class ArgumentList(params IEnumerable<string> first)
{
    private readonly List<string> _items = [.. first];

    /// <summary>The arguments.</summary>
    public IReadOnlyList<string> Items => _items;

    /// <summary>Adds an option and its value.</summary>
    public void Add<T>(string option, T value) =>
        _items.AddRange([option, Convert.ToString(value, CultureInfo.InvariantCulture)!]);

    /// <summary>Adds an option and its value, unless that is the usual one.</summary>
    /// <param name="usual">The usual value.</param>
    /// <param name="option">The option.</param>
    /// <param name="value">The value.</param>
    /// <param name="word">What stands for the value; null for the value itself.</param>
    public void AddUnless<T>(T usual, string option, T value, string? word = null)
    {
        if (!EqualityComparer<T>.Default.Equals(usual, value))
        {
            Add(option, word ?? (object)value!);
        }
    }

    /// <summary>Adds arguments where a condition holds.</summary>
    public void AddIf(bool condition, params IEnumerable<string> items)
    {
        if (condition)
        {
            _items.AddRange(items);
        }
    }
}
