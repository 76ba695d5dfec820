using System.Diagnostics;
using System.Globalization;

namespace GenEval.Tests.Robustness;

/// <summary>A disk of a few hundred kilobytes in memory, which only root of a Linux machine can have.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Mounts one, or skips the test with the reason.</summary>
    public static SmallDisk Mount(int kilobytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root can mount a small disk");
        string path = Directory.CreateTempSubdirectory("geneval-disk-").FullName;
        string? failure = Try("mount", "-t", "tmpfs", "-o", Size(kilobytes), "none", path);
        Assert.SkipWhen(failure is not null, "a small disk cannot be mounted here: " + failure);
        return new SmallDisk(path);
    }

    /// <summary>Writes to it until so many kilobytes, to a page, are left.</summary>
    public void Fill(int leaving)
    {
        const int page = 4096;
        byte[] zeros = new byte[page];
        using FileStream ballast = new(System.IO.Path.Combine(Path, "ballast"), FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        while (new DriveInfo(Path).AvailableFreeSpace >= (leaving * 1024L) + page)
        {
            ballast.Write(zeros);
        }
    }

    /// <summary>Makes it larger while it is in use.</summary>
    public void Grow(int kilobytes) => Assert.Null(Try("mount", "-o", "remount," + Size(kilobytes), Path));

    public void Dispose()
    {
        Try("umount", Path);
        Directory.Delete(Path, recursive: true);
    }

    private static string Size(int kilobytes) => string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k");

    private static string? Try(string program, params string[] args)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true, UseShellExecute = false })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : error.Trim();
    }
}
