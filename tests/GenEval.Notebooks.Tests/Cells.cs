// A notebook has the folder and the console of the process to itself, and so has its test.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace GenEval.Notebooks.Tests;

/// <summary>Notebooks made for a test, and what a run left in them.</summary>
internal static class Cells
{
    public static JsonObject CSharp(string source, params string[] tags) => Code(source, "csharp", tags);

    public static JsonObject Pwsh(string source, params string[] tags) => Code(source, "pwsh", tags);

    public static JsonObject Text(string source) => new() { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = source };

    public static Notebook Notebook(params JsonObject[] cells) => GenEval.Notebooks.Notebook.Parse(new JsonObject
    {
        ["cells"] = new JsonArray([.. cells]),
        ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp", ["display_name"] = ".NET (C#)" }, ["mine"] = "kept" },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 2,
    }.ToJsonString());

    public static Task<NotebookRun> Run(Notebook notebook, NotebookOptions? options = null, string? folder = null) =>
        NotebookRunner.RunAsync(notebook, folder ?? Path.GetTempPath(), options, TestContext.Current.CancellationToken);

    /// <summary>All outputs of a cell of code (from 0) as text: streams, plain forms, errors.</summary>
    public static string Said(this NotebookRun run, int cell) => string.Concat(run.Notebook.Cells.Where(c => c.IsCode).ElementAt(cell).Outputs.Select(Said));

    public static string Said(JsonObject output) => output["output_type"]!.GetValue<string>() switch
    {
        "stream" => Joined(output["text"]),
        "error" => $"{output["ename"]}: {output["evalue"]}",
        _ => Joined(output["data"]!["text/plain"]),
    };

    public static string Joined(JsonNode? lines) => lines is JsonArray array ? string.Concat(array.Select(l => l!.GetValue<string>())) : lines?.GetValue<string>() ?? "";

    private static JsonObject Code(string source, string language, string[] tags) => new()
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["metadata"] = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = language }, ["tags"] = new JsonArray([.. tags]) },
        ["outputs"] = new JsonArray(),
        ["source"] = source,
    };
}
