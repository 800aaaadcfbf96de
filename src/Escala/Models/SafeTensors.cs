using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Escala.Models;

/// <summary>
/// The safetensors format (https://github.com/huggingface/safetensors): the length of the header as 64 bits, the header as JSON, and the
/// values of all tensors one after the other, little endian. Only float32 is written and read.
/// </summary>
internal static class SafeTensors
{
    private const string Type = "F32";
    private const string MetadataKey = "__metadata__";

    /// <summary>The longest header that the format allows.</summary>
    private const long MostHeaderBytes = 100_000_000;

    /// <summary>Values begin at a multiple of this.</summary>
    private const int Alignment = 8;

    /// <summary>Writes tensors.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">The tensors; their names differ.</param>
    /// <param name="metadata">Texts about them, by name.</param>
    public static void Write(Stream stream, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        byte[] header = Header(tensors, metadata);
        byte[] length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (NamedTensor tensor in tensors)
        {
            stream.Write(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
        }
    }

    /// <summary>Reads tensors, in the order of their values.</summary>
    /// <param name="stream">A stream at the beginning of the format; read to its end.</param>
    /// <exception cref="InvalidDataException">It is not of the format, has another type of values, or is damaged.</exception>
    /// <exception cref="JsonException">The header is damaged.</exception>
    /// <exception cref="EndOfStreamException">It is truncated.</exception>
    public static (IReadOnlyList<NamedTensor> Tensors, IReadOnlyDictionary<string, string> Metadata) Read(Stream stream)
    {
        byte[] length = new byte[sizeof(ulong)];
        stream.ReadExactly(length);
        ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (bytes > MostHeaderBytes)
        {
            throw new InvalidDataException($"It has a header of {bytes} bytes, which is none of safetensors.");
        }

        byte[] header = new byte[bytes];
        stream.ReadExactly(header);
        using JsonDocument document = JsonDocument.Parse(header);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException("Its header is no object.");
        }

        var metadata = new Dictionary<string, string>();
        List<Entry> entries = [];
        foreach (JsonProperty member in document.RootElement.EnumerateObject())
        {
            if (member.Name != MetadataKey)
            {
                entries.Add(Entry.Of(member));
                continue;
            }

            if (member.Value.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidDataException("Its metadata are no object.");
            }

            foreach (JsonProperty text in member.Value.EnumerateObject())
            {
                metadata[text.Name] = text.Value.ToString();
            }
        }

        entries.Sort((a, b) => a.Begin.CompareTo(b.Begin));
        return (ReadValues(stream, entries), metadata);
    }

    private static List<NamedTensor> ReadValues(Stream stream, List<Entry> entries)
    {
        List<NamedTensor> tensors = [];
        long place = 0;
        foreach (Entry entry in entries)
        {
            if (entry.Begin != place)
            {
                throw new InvalidDataException($"The tensor {entry.Name} begins at byte {entry.Begin} and not at {place}.");
            }

            var values = new float[entry.Count];
            stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            tensors.Add(new NamedTensor(entry.Name, entry.Shape, values));
            place += (long)entry.Count * sizeof(float);
        }

        return stream.ReadByte() < 0 ? tensors : throw new InvalidDataException("There are bytes behind the last tensor.");
    }

    private static byte[] Header(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            foreach ((string name, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            long place = 0;
            foreach (NamedTensor tensor in tensors)
            {
                place = WriteEntry(json, tensor, place);
            }

            json.WriteEndObject();
        }

        while (text.Length % Alignment != 0)
        {
            text.WriteByte((byte)' ');
        }

        return text.ToArray();
    }

    private static long WriteEntry(Utf8JsonWriter json, NamedTensor tensor, long place)
    {
        long end = place + ((long)tensor.Values.Length * sizeof(float));
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", Type);
        json.WriteStartArray("shape");
        foreach (int size in tensor.Shape)
        {
            json.WriteNumberValue(size);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(place);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }

    /// <summary>What the header says of a tensor.</summary>
    private sealed record Entry(string Name, int[] Shape, long Begin, int Count)
    {
        public static Entry Of(JsonProperty member)
        {
            if (member.Value.ValueKind != JsonValueKind.Object
                || !member.Value.TryGetProperty("dtype", out JsonElement type)
                || !member.Value.TryGetProperty("shape", out JsonElement shape) || shape.ValueKind != JsonValueKind.Array
                || !member.Value.TryGetProperty("data_offsets", out JsonElement offsets) || offsets.ValueKind != JsonValueKind.Array
                || offsets.GetArrayLength() != 2)
            {
                throw new InvalidDataException($"The header does not describe the tensor {member.Name}.");
            }

            if (type.ToString() != Type)
            {
                throw new InvalidDataException($"The tensor {member.Name} has values of type {type}, not {Type}.");
            }

            int[] sizes = [.. shape.EnumerateArray().Select(size => size.TryGetInt32(out int value) ? value : -1)];
            long count = sizes.Aggregate(1L, (product, size) => Math.Min(product * size, Array.MaxLength + 1L));
            return sizes.All(size => size >= 0) && count <= Array.MaxLength
                && offsets[0].TryGetInt64(out long begin) && offsets[1].TryGetInt64(out long end) && end - begin == count * sizeof(float)
                ? new Entry(member.Name, sizes, begin, (int)count)
                : throw new InvalidDataException($"The shape of the tensor {member.Name} does not fit its bytes.");
        }
    }
}
