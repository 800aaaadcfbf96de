using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Escala.Cli.Tests;

/// <summary>The shape of a JSON result: names and words stay, measured numbers, digests and folders do not.</summary>
internal static partial class MaskedJson
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Masks one object on one line. Of an array of numbers or objects only the first element stays.</summary>
    public static string Of(string line) => Mask(JsonNode.Parse(line)!)!.ToJsonString(Indented) + "\n";

    private static JsonNode? Mask(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(
            members.Select(member => KeyValuePair.Create(member.Key, MaskMember(member.Key, member.Value)))),
        JsonArray { Count: > 0 } items when items[0] is not JsonValue value || value.GetValueKind() == JsonValueKind.Number =>
            new JsonArray(Mask(items[0])),
        JsonArray words => new JsonArray([.. words.Select(Mask)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => "#",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => MaskText(value.GetValue<string>()),
        _ => node?.DeepClone(),
    };

    /// <summary>Options are given, not measured; version and kernels are those of the machine.</summary>
    private static JsonNode? MaskMember(string name, JsonNode? value) => (name, value) switch
    {
        ("options", JsonObject options) => options.DeepClone(),
        ("version" or "kernels", _) => "#",
        _ => Mask(value),
    };

    private static string MaskText(string text) => Folder().Replace(Hexadecimal().Replace(text, "#"), "/#/");

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex("^/.*/")]
    private static partial Regex Folder();
}
