namespace GenEval.Notebooks.Tests;

/// <summary><c>geneval notebook run</c> as a runbook calls it.</summary>
public sealed class NotebookCliTests
{
    private static readonly string s_json = Cells.Notebook(Cells.CSharp("int n = 1;", "parameters"), Cells.CSharp("if (n > 1) throw new Exception(\"too many\");\nn")).ToJson();

    [Fact]
    public async Task It_writes_the_outputs_and_ends_with_0()
    {
        using Folder folder = new();
        string file = folder.File("a.ipynb", s_json);
        Geneval run = await Geneval.RunAsync("notebook", "run", file, "-p", "n=0", "--output", folder["out.ipynb"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("", run.Out);
        Assert.Contains("3 cells run, 0 skipped, 0 not reached", run.Error);
        Assert.Contains("n = 0;", await File.ReadAllTextAsync(folder["out.ipynb"], TestContext.Current.CancellationToken));
        Assert.Equal(s_json, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_failing_cell_ends_with_1_and_the_output_shows_it()
    {
        using Folder folder = new();
        string file = folder.File("a.ipynb", s_json);
        Geneval run = await Geneval.RunAsync("notebook", "run", file, "-p", "n=2", "--output", file, "--quiet");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("cell 3", run.Error);
        Assert.Contains("Exception: too many", run.Error);
        Assert.Contains("too many", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("-p", "m=2")]
    [InlineData("-p", "n=x")]
    [InlineData("--timeout", "0")]
    [InlineData("--cell-timeout", "-1")]
    public async Task Bad_usage_ends_with_2_and_writes_nothing(params string[] arguments)
    {
        using Folder folder = new();
        Geneval run = await Geneval.RunAsync(["notebook", "run", folder.File("a.ipynb", s_json), "--output", folder["out.ipynb"], .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("geneval: ", run.Error);
        Assert.False(File.Exists(folder["out.ipynb"]));
    }

    [Fact]
    public async Task A_file_that_is_no_notebook_ends_with_2()
    {
        using Folder folder = new();
        Assert.Equal(2, (await Geneval.RunAsync("notebook", "run", folder["none.ipynb"], "--output", folder["out.ipynb"])).ExitCode);
        Assert.Equal(2, (await Geneval.RunAsync("notebook", "run", folder.File("a.ipynb", "x"), "--output", folder["out.ipynb"])).ExitCode);
        Assert.Equal(2, (await Geneval.RunAsync("notebook", "run", folder.File("b.ipynb", s_json))).ExitCode);
    }
}
