namespace Escala.Cli.Options;

/// <summary>Collects the faults of several sets of options, so that they are all named at once.</summary>
internal static class OptionFaults
{
    /// <summary>Runs the checks.</summary>
    /// <param name="checks">Each throws an <see cref="InvalidOptionsException"/> where something is wrong.</param>
    /// <exception cref="InvalidOptionsException">At least one did.</exception>
    public static void Throw(params IEnumerable<Action> checks)
    {
        var faults = new List<string>();
        foreach (Action check in checks)
        {
            try
            {
                check();
            }
            catch (InvalidOptionsException wrong)
            {
                faults.AddRange(wrong.Faults);
            }
        }

        if (faults.Count > 0)
        {
            throw new InvalidOptionsException(faults);
        }
    }
}
