using GenEval.Reports;

namespace GenEval.Tests.Reports;

public sealed class ReportFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("geneval-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_replaced_whole_and_nothing_else_is_left()
    {
        string path = Path.Combine(_folder, "r.json");
        File.WriteAllText(path, new string('x', 100_000));
        ReportFile.Write(path, [SampleReports.Specialist()], ReportFormat.Json);
        Assert.Equal(ReportJson.Serialize([SampleReports.Specialist()]), File.ReadAllText(path));
        Assert.Equal((byte)'{', File.ReadAllBytes(path)[0]);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Cancelling_leaves_the_old_file_and_no_half_of_the_new()
    {
        string path = Path.Combine(_folder, "r.txt");
        File.WriteAllText(path, "old");
        using CancellationTokenSource source = new();
        Assert.Throws<OperationCanceledException>(() => ReportFile.Write(path, writer =>
        {
            writer.Write("new");
            source.Cancel();
        }, source.Token));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_failure_while_writing_leaves_the_old_file()
    {
        string path = Path.Combine(_folder, "r.txt");
        File.WriteAllText(path, "old");
        Assert.Throws<InvalidOperationException>(() => ReportFile.Write(path, writer =>
        {
            writer.Write(new string('n', 1_000_000));
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_full_disk_is_named()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "no /dev/full here");
        GenEvalException e = Assert.Throws<GenEvalException>(() => ReportFile.Write("/dev/full", w => w.Write("x")));
        Assert.Equal("OutputDiskFull", e.Id);
        Assert.Contains("the disk is full", e.Message);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named_with_what_to_type()
    {
        string folder = Path.Combine(_folder, "no", "such");
        GenEvalException e = Assert.Throws<GenEvalException>(() => ReportFile.Write(Path.Combine(folder, "r.txt"), w => w.Write("x")));
        Assert.Equal("OutputFolderMissing", e.Id);
        Assert.Contains(folder, e.Message);
        Assert.Contains("mkdir", e.Action);
    }

    [Fact]
    public void A_folder_in_place_of_a_file_is_named() =>
        Assert.Equal("OutputIsFolder", Assert.Throws<GenEvalException>(() => ReportFile.Write(_folder, w => w.Write("x"))).Id);

    [Fact]
    public void A_folder_without_permission_is_named()
    {
        Assert.SkipWhen(Environment.UserName == "root", "root may write everywhere");
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Unix permissions");
            return;
        }

        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        GenEvalException e = Assert.Throws<GenEvalException>(() => ReportFile.Write(Path.Combine(_folder, "r.txt"), w => w.Write("x")));
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal("OutputNotPermitted", e.Id);
    }

    [Fact]
    public void A_file_below_a_file_is_an_error_of_ours()
    {
        string file = Path.Combine(_folder, "f");
        File.WriteAllText(file, "");
        Assert.Throws<GenEvalException>(() => ReportFile.Write(Path.Combine(file, "r.txt"), w => w.Write("x")));
    }

    [Fact]
    public void A_symbolic_link_stays_one()
    {
        string target = Path.Combine(_folder, "target.txt");
        string link = Path.Combine(_folder, "link.txt");
        File.WriteAllText(target, "old");
        try
        {
            File.CreateSymbolicLink(link, target);
        }
        catch (IOException)
        {
            Assert.Skip("no symbolic links here");
        }

        ReportFile.Write(link, w => w.Write("new"));
        Assert.Equal("new", File.ReadAllText(target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }
}
