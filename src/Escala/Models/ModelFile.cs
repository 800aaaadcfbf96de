using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Escala.Models;

/// <summary>
/// The model file: one zip with <c>model.json</c> (what the model is and where it comes from) and payload entries in formats
/// that other tools read. It is written beside its place and moved there when it is complete.
/// </summary>
internal static class ModelFile
{
    /// <summary>The version of the format that this library writes and reads.</summary>
    public const int FormatVersion = 1;

    private const string MetadataEntry = "model.json";

    /// <summary>Writes a model.</summary>
    /// <typeparam name="T">The metadata's type.</typeparam>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <param name="metadata">What goes into <c>model.json</c>.</param>
    /// <param name="type">The JSON shape of <typeparamref name="T"/>.</param>
    /// <param name="payload">Entry names and what writes them.</param>
    /// <exception cref="ModelFileException">The file cannot be written.</exception>
    public static void Save<T>(
        string path, T metadata, JsonTypeInfo<T> type, IReadOnlyList<(string Name, Action<Stream> Write)> payload) => Replace(path, file =>
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Create);
            Write(zip, MetadataEntry, stream => JsonSerializer.Serialize(stream, metadata, type));
            foreach ((string name, Action<Stream> write) in payload)
            {
                Write(zip, name, write);
            }
        });

    /// <summary>Writes a file of a model beside its place, and moves it there when it is complete.</summary>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <param name="write">Writes the contents.</param>
    /// <exception cref="ModelFileException">The file cannot be written.</exception>
    public static void Replace(string path, Action<Stream> write)
    {
        string partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            using (FileStream stream = File.Create(partial))
            {
                write(stream);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException($"The model cannot be written to '{path}': {cause.Message} Name a file in a folder you may write to.", cause);
        }
        finally
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }
        }
    }

    /// <summary>The algorithm that made a model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ModelFileException">The file is missing, damaged, of another version, or not a model.</exception>
    public static string AlgorithmOf(string path) => Open(path, zip => Algorithm(zip, path));

    /// <summary>Reads a model.</summary>
    /// <typeparam name="TMetadata">The metadata's type.</typeparam>
    /// <typeparam name="TModel">The model's type.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="algorithm">The algorithm that must have made it.</param>
    /// <param name="type">The JSON shape of <typeparamref name="TMetadata"/>.</param>
    /// <param name="read">Makes the model of the metadata and the payload entries, opened by name.</param>
    /// <exception cref="ModelFileException">The file is missing, damaged, of another version or another algorithm, or not a model.</exception>
    public static TModel Load<TMetadata, TModel>(
        string path, string algorithm, JsonTypeInfo<TMetadata> type, Func<TMetadata, Func<string, Stream>, TModel> read)
        where TMetadata : ModelMetadata => Open(path, zip =>
        {
            string found = Algorithm(zip, path);
            if (found != algorithm)
            {
                throw new ModelFileException($"The model '{path}' was made by {found}, not by {algorithm}. Name a model made by {algorithm}.");
            }

            using Stream stream = Entry(zip, MetadataEntry, path);
            TMetadata metadata = JsonSerializer.Deserialize(stream, type) ?? throw new JsonException("It is empty.");
            return read(metadata, name => Entry(zip, name, path));
        });

    /// <summary>Reads from a model file; what goes wrong is said in the same words whatever is read.</summary>
    private static T Open<T>(string path, Func<ZipArchive, T> read)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            return read(zip);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelFileException($"There is no model file '{path}'. Name a file written by escala fit --model.", cause);
        }
        catch (Exception cause) when (cause is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw new ModelFileException(
                $"'{path}' is not a model of Escala, or is damaged: {cause.Message} Fit again with --model, or copy the file anew.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ModelFileException($"The model '{path}' cannot be read: {cause.Message}", cause);
        }
    }

    /// <summary>Checks the version, and says the algorithm, before anything else is taken from the file.</summary>
    private static string Algorithm(ZipArchive zip, string path)
    {
        using Stream stream = Entry(zip, MetadataEntry, path);
        using JsonDocument document = JsonDocument.Parse(stream);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("formatVersion", out JsonElement version) || version.ValueKind != JsonValueKind.Number
            || !root.TryGetProperty("algorithm", out JsonElement found) || found.ValueKind != JsonValueKind.String)
        {
            throw new InvalidDataException("model.json does not say formatVersion and algorithm.");
        }

        if (!version.TryGetInt32(out int number) || number != FormatVersion)
        {
            throw new ModelFileException(
                $"The model '{path}' has format version {version.GetRawText()}, and this Escala reads version {FormatVersion}. "
                + "Use the Escala that wrote it, or fit again.");
        }

        return found.GetString()!;
    }

    private static Stream Entry(ZipArchive zip, string name, string path) =>
        zip.GetEntry(name)?.Open() ?? throw new InvalidDataException($"'{Path.GetFileName(path)}' has no entry {name}.");

    private static void Write(ZipArchive zip, string name, Action<Stream> write)
    {
        // A constant time stamp: the same model gives the same bytes.
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using Stream stream = entry.Open();
        write(stream);
    }
}
