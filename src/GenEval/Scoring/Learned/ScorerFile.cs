using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GenEval.Suites;

namespace GenEval.Scoring.Learned;

/// <summary>
/// Scorers as files: JSON for a linear one; for a backend's, a zip of that JSON (<c>scorer.json</c>) and the model as the backend saved it
/// (<c>model.zip</c>). Everything in a file is checked before it is used: its hash, which covers every byte, the names of trainer and features, and the
/// bounds of all numbers.
/// </summary>
public static class ScorerFile
{
    /// <summary>What a file names as its <c>format</c>.</summary>
    public const string Format = "geneval.scorer-file/1";

    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = 256 << 20;

    private const string JsonEntry = "scorer.json";
    private const string ModelEntry = "model.zip";
    private const int MaxJsonBytes = 32 << 20;
    private const string NoHash = "0000000000000000000000000000000000000000000000000000000000000000";
    private static readonly JsonSerializerOptions s_json = Options();

    /// <summary>Reads a scorer.</summary>
    /// <exception cref="GenEvalException">There is no such file; it is none of a scorer; it is broken, or was changed after it was written.</exception>
    public static ScorerModel Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] bytes = ReadBytes(path);
        bool isZip = bytes is [(byte)'P', (byte)'K', ..];
        (byte[] json, byte[]? payload) = isZip ? Unzip(bytes, path) : (bytes, null);
        Content content = Parse(json, path);
        string actual = Hash(json, content.Sha256);
        if (!string.Equals(actual, content.Sha256, StringComparison.Ordinal))
        {
            throw Invalid(path, "its content does not have the hash that it names: it was changed after it was written, or is damaged");
        }

        if (payload is not null && !string.Equals(Convert.ToHexStringLower(SHA256.HashData(payload)), content.PayloadSha256, StringComparison.Ordinal))
        {
            throw Invalid(path, $"{ModelEntry} in it does not have the hash that it names: it was changed after it was written, or is damaged");
        }

        if (ScorerCheck.Problem(content.Card, content.Model, content.Calibrator, content.Items, payload is not null) is { } problem)
        {
            throw Invalid(path, problem);
        }

        return new ScorerModel
        {
            Card = content.Card,
            Model = content.Model is { } linear ? linear : LearnedBackend.For($"The scorer '{path}' was trained with '{content.Card.Trainer}', which", LearnedBackend.LinearScorer).Load(payload!, content.Card, path),
            Payload = payload,
            Calibrator = content.Calibrator,
            Items = content.Items,
        };
    }

    /// <summary>Writes a scorer; a file that is there is replaced whole, or stays as it was.</summary>
    /// <exception cref="GenEvalException">The file cannot be written.</exception>
    public static void Write(string path, ScorerModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        byte[] bytes = Serialize(model);
        using AtomicFile file = new(path);
        file.Write(bytes);
        file.Commit();
    }

    /// <summary>The bytes that <see cref="Write"/> writes; the same for the same scorer.</summary>
    public static byte[] Serialize(ScorerModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Content content = new()
        {
            Card = model.Card,
            Model = model.Payload is null ? (LinearModel)model.Model : null,
            PayloadSha256 = model.Payload is { } payload ? Convert.ToHexStringLower(SHA256.HashData(payload)) : null,
            Calibrator = model.Calibrator,
            Items = model.Items,
            Sha256 = NoHash,
        };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(content, s_json);
        string hash = Hash(json, NoHash);
        Encoding.ASCII.GetBytes(hash).CopyTo(json.AsSpan(PlaceOf(json, NoHash)));
        return model.Payload is null ? json : Zip(json, model.Payload);
    }

    /// <summary>The hash of all bytes, the hash itself read as zeros.</summary>
    private static string Hash(byte[] json, string own)
    {
        byte[] blank = [.. json];
        int place = PlaceOf(blank, own);
        if (own.Length == NoHash.Length && place >= 0)
        {
            Encoding.ASCII.GetBytes(NoHash).CopyTo(blank.AsSpan(place));
        }

        return Convert.ToHexStringLower(SHA256.HashData(blank));
    }

    /// <summary>The last place of the hash: it is the last member.</summary>
    private static int PlaceOf(ReadOnlySpan<byte> json, string hash) => json.LastIndexOf(Encoding.ASCII.GetBytes(hash));

    private static Content Parse(byte[] json, string path)
    {
        try
        {
            Content content = JsonSerializer.Deserialize<Content>(json, s_json) ?? throw Invalid(path, "it holds null");
            return string.Equals(content.Format, Format, StringComparison.Ordinal)
                ? content
                : throw Invalid(path, $"it is of another kind or of a later version ({Quote.Of(content.Format)}; expected '{Format}')");
        }
        catch (JsonException e)
        {
            string where = e.LineNumber is { } line ? $" (line {line + 1})" : "";
            throw Invalid(path, $"it is no scorer's JSON{where}", e);
        }
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.Length > MaxBytes)
            {
                throw Invalid(path, $"it is larger than {MaxBytes >> 20} MB");
            }

            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new GenEvalException($"The scorer '{path}' cannot be read: {(e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file." : e.Message)}", e)
            {
                Id = "ScorerUnreadable",
                Action = "geneval scorer train RATINGS --output FILE writes one.",
            };
        }
    }

    private static (byte[] Json, byte[] Payload) Unzip(byte[] bytes, string path)
    {
        try
        {
            using ZipArchive zip = new(new MemoryStream(bytes), ZipArchiveMode.Read);
            return zip.Entries.Count == 2
                ? (Member(zip, JsonEntry, MaxJsonBytes, path), Member(zip, ModelEntry, MaxBytes, path))
                : throw Invalid(path, $"a scorer's zip holds {JsonEntry} and {ModelEntry} and nothing else");
        }
        catch (InvalidDataException e)
        {
            throw Invalid(path, "it is a broken zip file", e);
        }
    }

    private static byte[] Member(ZipArchive zip, string name, int most, string path)
    {
        ZipArchiveEntry entry = zip.GetEntry(name) ?? throw Invalid(path, $"a scorer's zip holds {JsonEntry} and {ModelEntry}; {name} is missing");
        using Stream stream = entry.Open();
        using MemoryStream bytes = new();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > most)
            {
                throw Invalid(path, $"{name} in it is larger than {most >> 20} MB");
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Zip(byte[] json, byte[] payload)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in ((string, byte[])[])[(JsonEntry, json), (ModelEntry, payload)])
            {
                ZipArchiveEntry entry = zip.CreateEntry(name);
                // The same scorer gives the same file, whenever it is written.
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using Stream stream = entry.Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static GenEvalException Invalid(string path, string problem, Exception? cause = null) => new($"The scorer '{path}' cannot be used: {problem}.", cause)
    {
        Id = "ScorerInvalid",
        Action = "Use the file as geneval scorer train wrote it, or train again.",
    };

    private static JsonSerializerOptions Options()
    {
        JsonSerializerOptions options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            NewLine = "\n",
            MaxDepth = 16,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed record Content
    {
        public string Format { get; init; } = ScorerFile.Format;

        public required ScorerCard Card { get; init; }

        public required LinearModel? Model { get; init; }

        public required string? PayloadSha256 { get; init; }

        public required Calibrator Calibrator { get; init; }

        public required TrainingItems Items { get; init; }

        public required string Sha256 { get; init; }
    }
}
