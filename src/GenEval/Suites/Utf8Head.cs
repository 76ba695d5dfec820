namespace GenEval.Suites;

/// <summary>What the first bytes of a text say of its encoding.</summary>
internal static class Utf8Head
{
    /// <summary>The length of a UTF-8 byte order mark, or 0.</summary>
    /// <exception cref="SuiteFormatException">The text is UTF-16 or UTF-32.</exception>
    public static int MarkLength(ReadOnlySpan<byte> head, string file)
    {
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [not 0, 0, ..] or [0, not 0, ..])
        {
            throw new SuiteFormatException("the file is UTF-16, and UTF-8 is expected.", file, 1, 1)
            {
                Action = "Convert it, for example: iconv -f UTF-16 -t UTF-8 IN > OUT, or in PowerShell: Get-Content IN | Set-Content -Encoding utf8 OUT",
            };
        }

        return head is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
    }
}
