namespace GenEval.Suites;

/// <summary>Why something could not be written, said for people.</summary>
internal static class WriteFailure
{
    // ENOSPC, EDQUOT, ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL
    private static readonly int[] s_full = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    public static GenEvalException Explain(string path, Exception e) => e switch
    {
        IOException when s_full.Contains(e.HResult) => new($"{path}: the disk is full; nothing was left half-written.", e)
        {
            Id = "DiskFull",
            Action = "Free some room, or write to another disk.",
        },
        UnauthorizedAccessException => new($"{path}: no permission to write it.", e) { Id = "AccessDenied", Action = "Write to a folder of your own, or ask for write access." },
        DirectoryNotFoundException => new($"{path}: its folder does not exist.", e) { Id = "PathNotFound", Action = "Make the folder first." },
        _ => new($"{path}: cannot be written: {e.Message}", e) { Id = "WriteFailed" },
    };
}
