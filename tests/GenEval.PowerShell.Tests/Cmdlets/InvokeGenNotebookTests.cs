using System.Collections;
using System.Management.Automation;
using System.Text.Json.Nodes;
using GenEval.Notebooks;
using GenEval.PowerShell.Commands;

namespace GenEval.PowerShell.Tests.Cmdlets;

/// <summary>In one collection of its own: a notebook has the folder and the console of the process to itself.</summary>
[Collection(nameof(InvokeGenNotebookTests))]
[CollectionDefinition(nameof(InvokeGenNotebookTests), DisableParallelization = true)]
public sealed class InvokeGenNotebookTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Cells_run_with_parameters_and_their_outputs_are_written()
    {
        using InvokeGenNotebookCommand command = Command(Notebook("n.ipynb", "double x = 1;", "x * 2"), "out.ipynb");
        command.Parameter = new Hashtable { ["x"] = new PSObject(0.75) };
        command.Run();
        Assert.Equal([], command.Recording.Errors);
        NotebookRun run = Assert.IsType<NotebookRun>(Assert.Single(command.Recording.Output));
        Assert.All(run.Cells, c => Assert.Equal(CellOutcome.Done, c.Outcome));
        Assert.Equal("1.5", Result("out.ipynb"));
        Assert.Equal(3, command.Recording.Verbose.Count);
        Assert.StartsWith("cell 2 done", command.Recording.Verbose[0], StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_runs_and_writes_nothing()
    {
        using InvokeGenNotebookCommand command = Command(Notebook("n.ipynb", "System.IO.File.WriteAllText(\"ran\", \"\");"), "out.ipynb");
        command.Recording.WhatIf = true;
        command.Run();
        Assert.Contains("2 cells of code", Assert.Single(command.Recording.Processed).Action, StringComparison.Ordinal);
        Assert.Equal(["n.ipynb"], Directory.EnumerateFiles(_scratch.Folder).Select(f => Path.GetFileName(f)));
    }

    [Fact]
    public void A_cell_that_fails_is_an_error_and_what_was_reached_is_written()
    {
        using InvokeGenNotebookCommand command = Command(Notebook("n.ipynb", "int x = 1;", "throw new System.Exception(\"mine\");", "x"), "out.ipynb");
        command.Run();
        ErrorRecord error = Assert.Single(command.Recording.Errors);
        Assert.Equal("NotebookFailed", error.FullyQualifiedErrorId);
        Assert.Contains("mine", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, Assert.IsType<NotebookRun>(Assert.Single(command.Recording.Output)).NotReached);
        Assert.True(File.Exists(Path.Combine(_scratch.Folder, "out.ipynb")));
    }

    [Fact]
    public void A_cell_that_takes_too_long_is_stopped()
    {
        using InvokeGenNotebookCommand command = Command(Notebook("n.ipynb", "await Task.Delay(60_000);"), "out.ipynb");
        command.CellTimeoutSec = 0.5;
        command.Run();
        Assert.Contains("stopped after", Assert.Single(command.Recording.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_is_said_before_anything_runs()
    {
        string notebook = Notebook("n.ipynb", "double x = 1;", "x");
        Assert.Equal("ParameterUnknown", Error(notebook, c => c.Parameter = new Hashtable { ["y"] = 1 }));
        Assert.Equal("ParameterInvalid", Error(notebook, c => c.Parameter = new Hashtable { ["x"] = "much" }));
        Assert.Equal("ParameterInvalid", Error(notebook, c => c.Parameter = new Hashtable { ["x"] = new[] { 1, 2 } }));
        Assert.Equal("TimeoutOutOfRange", Error(notebook, c => c.TimeoutSec = 0));
        Assert.Equal("NotebookInvalid", Error(_scratch.Write("no.ipynb", "{}"), _ => { }));
        Assert.Equal("PathNotFound", Error("missing.ipynb", _ => { }));
        Assert.False(File.Exists(Path.Combine(_scratch.Folder, "out.ipynb")));
    }

    [Fact]
    public void A_folder_takes_several_notebooks_and_a_file_one()
    {
        string[] both = [Notebook("a.ipynb", "1"), Notebook("b.ipynb", "2")];
        Directory.CreateDirectory(Path.Combine(_scratch.Folder, "done"));
        using InvokeGenNotebookCommand folder = Command("", "done");
        folder.Path = both;
        folder.Run();
        Assert.Equal("2", Result("done/b.ipynb"));

        using InvokeGenNotebookCommand file = Command("", "one.ipynb");
        (file.Path, file.Force) = (both, true);
        Assert.Equal("FileExists", Assert.Throws<TerminatingErrorException>(() => file.Run()).ErrorRecord.FullyQualifiedErrorId);
        Assert.Equal("1", Result("one.ipynb"));
    }

    private string Error(string notebook, Action<InvokeGenNotebookCommand> change)
    {
        using InvokeGenNotebookCommand command = Command(notebook, "out.ipynb");
        change(command);
        command.Run();
        Assert.Empty(command.Recording.Output);
        return Assert.Single(command.Recording.Errors).FullyQualifiedErrorId;
    }

    private InvokeGenNotebookCommand Command(string notebook, string output)
    {
        InvokeGenNotebookCommand command = new() { ParameterSetName = "Path", Path = [notebook], OutputPath = output };
        command.SessionState.Path.Location = _scratch.Folder;
        return command;
    }

    /// <summary>The first cell has the parameters; a cell of text is no code.</summary>
    private string Notebook(string name, params string[] code)
    {
        JsonArray cells = [new JsonObject { ["cell_type"] = "markdown", ["id"] = "t", ["metadata"] = new JsonObject(), ["source"] = "Text." }];
        foreach ((int i, string source) in (code.Length == 1 ? ["int any = 0;", .. code] : code).Index())
        {
            cells.Add(new JsonObject
            {
                ["cell_type"] = "code",
                ["id"] = $"c{i}",
                ["metadata"] = i == 0 ? new JsonObject { ["tags"] = new JsonArray("parameters") } : new JsonObject(),
                ["source"] = source,
                ["outputs"] = new JsonArray(),
                ["execution_count"] = null,
            });
        }

        JsonObject root = new()
        {
            ["cells"] = cells,
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp", ["display_name"] = ".NET (C#)" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        return _scratch.Write(name, root.ToJsonString());
    }

    private string Result(string name)
    {
        JsonNode text = JsonNode.Parse(File.ReadAllText(Path.Combine(_scratch.Folder, name)))!["cells"]!.AsArray().Last()!["outputs"]![0]!["data"]!["text/plain"]!;
        return text is JsonArray lines ? string.Concat(lines.Select(l => l!.GetValue<string>())) : text.GetValue<string>();
    }
}
