using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace GenEval.MLNet;

/// <summary>
/// Looks at a saved model before ML.NET does. ML.NET loads whatever assembly a model's parts name, and creates whatever class they name in it, so a
/// model that names anything but the few parts that GenEval's trainers save is refused before anything of it is run.
/// </summary>
internal static class ModelArchive
{
    private const long MostBytes = 1L << 30;
    private const int MostEntries = 200;
    private const int HeaderSize = 0x100;
    private static readonly byte[] s_signature = "ML\0MODEL"u8.ToArray();

    private static readonly string[] s_assemblies = ["Microsoft.ML.Data", "Microsoft.ML.Transforms", "Microsoft.ML.StandardTrainers", "Microsoft.ML.FastTree", "Microsoft.ML.LightGbm"];

    /// <summary>The names by which ML.NET finds the classes of GenEval's pipelines; a part's second name is empty, but for the one below.</summary>
    private static readonly string[] s_loaders =
    [
        "TransformerChain", "Normalizer", "AffineNormExec", "BinaryPredXfer", "RegressionPredXfer", "FastTreeBinaryExec", "FastForestBinaryExec", "FastTreeRegressionExec",
        "FastForestRegressionExec", "LightGBMBinaryExec", "LightGBMRegressionExec", "Linear2CExec", "LinearRegressionExec", "PlattCaliExec", "FeatWCaliPredExec", "PMixCaliPredExec",
        "Text", "TextNormalizerTransform", "TokenizeTextTransform", "TermTransform", "TermManager", "NgramTransform", "CharToken", Joined, "SelectColumnsTransform",
    ];

    /// <summary>The part that joins columns, and its second name.</summary>
    private const string Joined = "ConcatTransform";
    private const string JoinedToo = "ConcatFunction";

    /// <summary>What is wrong, to follow 'cannot be used:', or null.</summary>
    public static string? Problem(byte[] payload)
    {
        try
        {
            using ZipArchive zip = new(new MemoryStream(payload), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostEntries)
            {
                return "its model has more parts than a scorer's";
            }

            long left = MostBytes;
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                byte[]? bytes = Read(entry, ref left);
                if (bytes is null)
                {
                    return "its model is larger than 1 GB";
                }

                if (OfHeaders(bytes) is { } problem)
                {
                    return problem;
                }
            }

            return zip.Entries.Count > 0 ? null : "its model is empty";
        }
        catch (InvalidDataException)
        {
            return "its model is a broken zip file";
        }
    }

    /// <summary>Every place at which a part of a model could begin, wherever in the bytes.</summary>
    private static string? OfHeaders(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; bytes[at..].IndexOf(s_signature) is >= 0 and int next; at += s_signature.Length)
        {
            at += next;
            if (bytes.Length - at < HeaderSize)
            {
                return "a part of its model is cut off";
            }

            ReadOnlySpan<byte> header = bytes.Slice(at, HeaderSize);
            string loader = Ascii(header.Slice(0x50, 24));
            string other = Ascii(header.Slice(0x68, 24));
            if (!s_loaders.Contains(loader, StringComparer.Ordinal) || (other.Length > 0 && (loader, other) is not (Joined, JoinedToo)))
            {
                return $"its model holds a part of a kind that no scorer has ('{Printable(loader)}')";
            }

            string? assembly = AssemblyOf(bytes[at..], header);
            if (assembly is null || !s_assemblies.Contains(assembly.Split(',')[0], StringComparer.Ordinal))
            {
                return $"its model asks for code from elsewhere ('{Printable(assembly ?? "?")}')";
            }
        }

        return null;
    }

    private static string? AssemblyOf(ReadOnlySpan<byte> part, ReadOnlySpan<byte> header)
    {
        long start = BinaryPrimitives.ReadInt64LittleEndian(header[0x90..]);
        long length = BinaryPrimitives.ReadUInt32LittleEndian(header[0x98..]);
        return length == 0 ? "" : start < HeaderSize || start > part.Length || length > part.Length - start ? null : Encoding.Unicode.GetString(part.Slice((int)start, (int)length));
    }

    private static string Ascii(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes).TrimEnd('\0');

    private static string Printable(string text) => new([.. text.Take(60).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ',' or ' ' or '=' ? c : '?')]);

    private static byte[]? Read(ZipArchiveEntry entry, ref long left)
    {
        using Stream stream = entry.Open();
        using MemoryStream bytes = new();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            left -= read;
            if (left < 0)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
