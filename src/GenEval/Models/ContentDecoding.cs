using System.IO.Compression;

namespace GenEval.Models;

/// <summary>Undoes the content encodings of HTTP: gzip, deflate (zlib) and br.</summary>
internal static class ContentDecoding
{
    /// <exception cref="ModelCallException">The encoding is unknown, or the content is not what it says.</exception>
    public static byte[] Undo(byte[] body, string encoding, long largest, ApiKey? key)
    {
        try
        {
            MemoryStream source = new(body);
            using Stream? decoded = encoding.ToLowerInvariant() switch
            {
                "" or "identity" => source,
                "gzip" or "x-gzip" => new GZipStream(source, CompressionMode.Decompress),
                "deflate" => new ZLibStream(source, CompressionMode.Decompress),
                "br" => new BrotliStream(source, CompressionMode.Decompress),
                _ => null,
            };
            return decoded is null
                ? throw CallFailure.OfInvalid($"The answer has the unknown content encoding '{key?.Redact(encoding) ?? encoding}'", [], key)
                : ReadAll(decoded, largest, key);
        }
        catch (InvalidDataException)
        {
            throw CallFailure.OfInvalid("The answer's compression is broken", [], key);
        }
    }

    private static byte[] ReadAll(Stream decoded, long largest, ApiKey? key)
    {
        using MemoryStream target = new();
        byte[] buffer = new byte[16 * 1024];
        for (int read; (read = decoded.Read(buffer)) > 0;)
        {
            target.Write(buffer, 0, read);
            if (target.Length > largest)
            {
                throw CallFailure.OfLength(key);
            }
        }

        return target.ToArray();
    }
}
