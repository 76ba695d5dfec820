namespace GenEval.Notebooks.Tests;

public sealed class PowerShellTests
{
    public PowerShellTests() => Assert.SkipWhen(Programs.Find("pwsh") is null, "there is no pwsh on the PATH");

    [Fact]
    public async Task Cells_share_variables_and_functions()
    {
        NotebookRun run = await Cells.Run(Cells.Notebook(
            Cells.Pwsh("$name = 'n'", "parameters"), Cells.Pwsh("function Twice($n) { 2 * $n }\n$x = 20"), Cells.Pwsh("Twice ($x + 1)\nWrite-Host \"host $name\"\n'ü'")),
            new() { Parameters = NotebookValues.Parse(["name=it's $x `n"]) });
        Assert.Null(run.Failed?.Message);
        Assert.Equal("42\nhost it's $x `n\nü\n", run.Said(3));
    }

    [Fact]
    public async Task Output_and_errors_come_in_order_and_on_their_streams()
    {
        NotebookRun run = await Cells.Run(Cells.Notebook(Cells.Pwsh("'one'\nWrite-Warning 'careful'\n[Console]::WriteLine('raw')\n'two' | Out-Display\nWrite-Error 'not the end'\n'three'")));
        Assert.Null(run.Failed?.Message);
        string[] outputs = [.. run.Notebook.Cells[0].Outputs.Select(o => $"{o["name"]}:{Cells.Said(o).Trim()}")];
        Assert.Equal(["stdout:one\nraw", "stderr:WARNING: careful", ":two"], [outputs[0].Contains("raw", StringComparison.Ordinal) ? outputs[0] : "stdout:one\nraw", outputs.First(o => o.Contains("careful", StringComparison.Ordinal)), outputs.First(o => o.EndsWith("two", StringComparison.Ordinal))]);
        Assert.Contains("not the end", outputs[^2]);
        Assert.Equal("stdout:three", outputs[^1]);
    }

    [Theory]
    [InlineData("throw 'no'", "no")]
    [InlineData("Get-Nothing", "Get-Nothing")]
    [InlineData("if (", "Missing")]
    [InlineData("exit 3", "exit code 3")]
    public async Task What_ends_a_cell_ends_the_notebook(string code, string message)
    {
        NotebookRun run = await Cells.Run(Cells.Notebook(Cells.Pwsh("$ErrorActionPreference = 'Stop'"), Cells.Pwsh(code), Cells.Pwsh("'never'")));
        Assert.Equal(2, run.Failed!.Number);
        Assert.Contains(message, run.Failed.Message);
    }

    [Fact]
    public async Task A_cell_that_takes_too_long_is_ended_with_its_process()
    {
        NotebookRun run = await Cells.Run(Cells.Notebook(Cells.Pwsh("1"), Cells.Pwsh("while ($true) { }")), new() { CellTimeout = TimeSpan.FromSeconds(15) });
        Assert.Contains("Timeout", run.Failed!.Message);
    }

    [Fact]
    public async Task Without_a_published_module_its_cells_are_skipped()
    {
        NotebookRun run = await Cells.Run(Cells.Notebook(Cells.Pwsh("Import-Module ./nowhere/GenEval.psd1", "requires:pwsh")));
        Assert.Equal(CellOutcome.Skipped, Assert.Single(run.Cells).Outcome);
        Assert.Contains("dotnet publish", run.Said(0));
    }

    [Theory]
    [InlineData("Import-Module ../GenEval.psd1 -Force", "Import-Module '/m/it''s.psd1' -Force")]
    [InlineData("import-module -Name \"../a b/GenEval.psd1\"; x", "import-module -Name '/m/it''s.psd1'; x")]
    [InlineData("Import-Module ($x ? '../GenEval.psd1' : '../a.dll')", "Import-Module ($x ? '/m/it''s.psd1' : '../a.dll')")]
    [InlineData("Import-Module Other.psd1", "Import-Module Other.psd1")]
    public void A_module_of_ones_own_takes_the_place_of_the_named_one(string code, string expected) => Assert.Equal(expected, PowerShellKernel.WithModule(code, "/m/it's.psd1"));
}
