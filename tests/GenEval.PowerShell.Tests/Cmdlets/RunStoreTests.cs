using System.Management.Automation;
using System.Management.Automation.Language;
using GenEval.PowerShell.Commands;
using GenEval.PowerShell.Completion;
using GenEval.Runs;

namespace GenEval.PowerShell.Tests.Cmdlets;

/// <summary>Get-, Remove-, Export- and Import-GenRun.</summary>
public sealed class RunStoreTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Runs_are_found_by_id_by_pattern_and_by_what_they_are_of()
    {
        RunInfo first = await ModelRuns.AddAsync(_scratch);
        RunInfo second = await ModelRuns.AddAsync(_scratch);
        Assert.Equal(2, Get(c => { }).Count);
        Assert.Equal([second.Id], Get(c => c.Id = ["latest"]));
        Assert.Equal([first.Id], Get(c => c.Id = [first.Id[..6]]));
        Assert.Equal([first.Id], Get(c => c.Id = [first.Id[..6] + "*"]));
        Assert.Equal(2, Get(c => (c.Model, c.Suite) = ("legal*", "*legal")).Count);
        Assert.Empty(Get(c => c.Model = "other"));
        Assert.Empty(Get(c => c.Id = ["zz*"]));
    }

    [Fact]
    public async Task An_id_that_is_not_there_is_an_error_and_the_others_are_found()
    {
        RunInfo run = await ModelRuns.AddAsync(_scratch);
        using GetGenRunCommand command = new() { Id = ["nosuch", run.Id], Store = ModelRuns.Store(_scratch) };
        command.Run();
        ErrorRecord error = Assert.Single(command.Recording.Errors);
        Assert.Equal(("RunMissing", ErrorCategory.ObjectNotFound, "nosuch"), (error.FullyQualifiedErrorId, error.CategoryInfo.Category, error.TargetObject));
        Assert.Single(command.Recording.Output);
    }

    [Fact]
    public void No_store_is_an_error()
    {
        using GetGenRunCommand command = new() { Store = Path.Combine(_scratch.Folder, "none.db") };
        command.Run();
        Assert.Equal("RunStoreMissing", Assert.Single(command.Recording.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public async Task A_run_is_removed_after_asking()
    {
        RunInfo run = await ModelRuns.AddAsync(_scratch);
        using RemoveGenRunCommand asked = new() { Id = [run.Id], Store = ModelRuns.Store(_scratch) };
        asked.Recording.WhatIf = true;
        asked.Run();
        Assert.Contains("112 answers of " + ModelRuns.Model, Assert.Single(asked.Recording.Processed).Target, StringComparison.Ordinal);
        Assert.Single(Get(c => { }));
        using RemoveGenRunCommand command = new() { Id = ["*"], Store = ModelRuns.Store(_scratch), PassThru = true };
        command.Run();
        Assert.Equal(run.Id, Assert.IsType<RunInfo>(Assert.Single(command.Recording.Output)).Id);
        Assert.Empty(Get(c => { }));
    }

    [Fact]
    public async Task A_run_goes_through_a_file_into_another_store()
    {
        RunInfo run = await ModelRuns.AddAsync(_scratch);
        using ExportGenRunCommand export = new() { ParameterSetName = "Path", Id = ["latest"], Path = "night.jsonl.gz", Store = "runs.db", PassThru = true };
        export.SessionState.Path.Location = _scratch.Folder;
        export.Run();
        Assert.Equal("night.jsonl.gz", Assert.IsType<FileInfo>(Assert.Single(export.Recording.Output)).Name);

        export.Run();
        Assert.Equal("FileExists", Assert.Single(export.Recording.Errors).FullyQualifiedErrorId);

        using ImportGenRunCommand import = new() { ParameterSetName = "Path", Path = ["night.*"], Store = "other.db" };
        import.SessionState.Path.Location = _scratch.Folder;
        import.Run();
        RunInfo imported = Assert.IsType<RunInfo>(Assert.Single(import.Recording.Output));
        Assert.Equal((run.Id, 112), (imported.Id, imported.Counts.Done));

        import.Run();
        Assert.Equal("RunExists", Assert.Single(import.Recording.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public async Task In_a_folder_every_run_has_a_file_and_WhatIf_writes_none()
    {
        RunInfo run = await ModelRuns.AddAsync(_scratch);
        using ExportGenRunCommand export = new() { ParameterSetName = "LiteralPath", Id = ["*"], LiteralPath = _scratch.Folder, Store = ModelRuns.Store(_scratch) };
        export.Recording.WhatIf = true;
        export.Run();
        string file = Path.Combine(_scratch.Folder, run.Id + ".jsonl.gz");
        Assert.Equal([(file, "Export run " + run.Id)], export.Recording.Processed);
        Assert.False(File.Exists(file));
        export.Recording.WhatIf = false;
        export.Run();
        Assert.True(File.Exists(file));
    }

    [Fact]
    public void A_file_that_is_no_run_is_an_error_about_it()
    {
        string path = _scratch.Write("broken.jsonl", "{}");
        using ImportGenRunCommand import = new() { ParameterSetName = "LiteralPath", LiteralPath = [path], Store = ModelRuns.Store(_scratch) };
        import.Run();
        ErrorRecord error = Assert.Single(import.Recording.Errors);
        Assert.Equal(("RunArchiveInvalid", path), (error.FullyQualifiedErrorId, error.TargetObject));
    }

    [Fact]
    public async Task Ids_models_and_suites_are_completed_from_the_store_and_without_one_there_is_nothing()
    {
        RunInfo run = await ModelRuns.AddAsync(_scratch);
        System.Collections.Hashtable bound = new() { ["Store"] = ModelRuns.Store(_scratch) };
        CompletionResult id = Assert.Single(new RunCompleter().CompleteArgument("", "Id", run.Id[..2], new CommandAst(), bound));
        Assert.Equal(run.Id, id.CompletionText);
        Assert.Contains("complete, 112/112", id.ToolTip, StringComparison.Ordinal);
        Assert.Equal("'legal-summarizer (constructed)'", Assert.Single(new ModelCompleter().CompleteArgument("", "Model", "leg", new CommandAst(), bound)).CompletionText);
        Assert.Equal("scenario-legal", Assert.Single(new SuiteCompleter().CompleteArgument("", "Suite", "", new CommandAst(), bound)).CompletionText);
        Assert.Empty(new RunCompleter().CompleteArgument("", "Id", "", new CommandAst(), new System.Collections.Hashtable { ["Store"] = Path.Combine(_scratch.Folder, "none.db") }));
    }

    private List<string> Get(Action<GetGenRunCommand> set)
    {
        using GetGenRunCommand command = new() { Store = ModelRuns.Store(_scratch) };
        set(command);
        command.Run();
        Assert.Empty(command.Recording.Errors);
        return [.. command.Recording.Output.Select(o => Assert.IsType<RunInfo>(o).Id)];
    }
}
