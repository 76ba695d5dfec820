using System.Text;
using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>Writes a file whole or not at all: to a temporary file beside it, which then takes its name.</summary>
public static class ReportFile
{
    // errno ENOSPC and EDQUOT on Unix; ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL on Windows.
    private static readonly int[] s_full = OperatingSystem.IsWindows() ? [39, 112] : [28, 122];

    /// <summary>Writes reports; see <see cref="Write(string, Action{TextWriter}, CancellationToken)"/>.</summary>
    public static void Write(
        string path, IReadOnlyList<Report> reports, ReportFormat format, RenderOptions? options = null, CancellationToken cancellationToken = default) =>
        Write(path, writer => ReportRenderer.Render(reports, format, writer, options), cancellationToken);

    /// <summary>Writes UTF-8 text without a byte order mark. A file that was there stays as it was unless all was written.</summary>
    /// <param name="path">The file; a symbolic link is followed, a device (<c>/dev/...</c>) is written to directly.</param>
    /// <param name="write">Writes the text.</param>
    /// <param name="cancellationToken">Checked before the file takes its name; nothing is left behind.</param>
    /// <exception cref="GenEvalException">The folder does not exist, is not writable or is full, or the path is a folder.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Write(string path, Action<TextWriter> write, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            string target = Target(path);
            if (IsDevice(target))
            {
                Fill(target, FileMode.Open, write);
                return;
            }

            string temporary = target + "." + Path.GetRandomFileName() + ".tmp";
            try
            {
                Fill(temporary, FileMode.CreateNew, write);
                cancellationToken.ThrowIfCancellationRequested();
                File.Move(temporary, target, overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Explain(path, e);
        }
    }

    private static string Target(string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw new GenEvalException($"{path} is a folder; a file was expected.")
            {
                Id = "OutputIsFolder",
                Action = "Name a file in it.",
            };
        }

        return File.Exists(full) && File.ResolveLinkTarget(full, returnFinalTarget: true) is { } link ? link.FullName : full;
    }

    private static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows() && (path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal));

    private static void Fill(string path, FileMode mode, Action<TextWriter> write)
    {
        using FileStream stream = new(path, mode, FileAccess.Write, FileShare.None, bufferSize: 64 * 1024);
        using StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        write(writer);
        writer.Flush();
        // Not after a rename that outlives a power cut while the content does not.
        if (mode == FileMode.CreateNew)
        {
            stream.Flush(flushToDisk: true);
        }
    }

    private static GenEvalException Explain(string path, Exception e)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        return e switch
        {
            DirectoryNotFoundException => new GenEvalException($"{path} cannot be written: the folder {folder} does not exist.", e)
            {
                Id = "OutputFolderMissing",
                Action = $"Create it first: mkdir \"{folder}\"",
            },
            UnauthorizedAccessException => new GenEvalException($"{path} cannot be written: no permission to write in {folder}.", e)
            {
                Id = "OutputNotPermitted",
                Action = "Choose another folder with --output.",
            },
            _ when s_full.Contains(e.HResult & 0xFFFF) => new GenEvalException($"{path} cannot be written: the disk is full. Nothing was left behind.", e)
            {
                Id = "OutputDiskFull",
                Action = "Free some space, or choose another disk with --output.",
            },
            _ => new GenEvalException($"{path} cannot be written: {e.Message}", e) { Id = "OutputFailed" },
        };
    }
}
