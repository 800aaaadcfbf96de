namespace Escala.Cli.Doctor;

/// <summary>One thing that Escala needs or uses.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">What was found.</param>
/// <param name="State">Whether Escala can work with it.</param>
/// <param name="Advice">How to get what is not there; null where nothing is to be done.</param>
internal sealed record DoctorCheck(string Name, string Value, CheckState State = CheckState.Ok, string? Advice = null);
