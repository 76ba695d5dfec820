namespace GenEval.Notebooks.Tests;

public sealed class FormatTests
{
    [Fact]
    public void Reading_runs_nothing_and_loses_nothing()
    {
        string marker = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        string json = $$"""
            {"cells": [{"cell_type": "code", "source": ["System.IO.File.WriteAllText(\"{{marker}}\", \"\");"], "metadata": {"mine": {"a": [1, 2.50] } }, "outputs": [], "execution_count": 7,
              "attachments": {"x": 1} } ], "metadata": {"unknown": [true, null]}, "nbformat": 4, "nbformat_minor": 4, "more": "kept"}
            """;
        JsonNode written = JsonNode.Parse(Notebook.Parse(json).ToJson())!;
        JsonNode before = JsonNode.Parse(json)!;
        // What a notebook of 4.5 must have is all that is added.
        Assert.Equal(5, written["nbformat_minor"]!.GetValue<int>());
        Assert.Matches("^[a-zA-Z0-9-_]{1,64}$", written["cells"]![0]!["id"]!.GetValue<string>());
        written["nbformat_minor"] = 4;
        written["cells"]![0]!.AsObject().Remove("id");
        Assert.True(JsonNode.DeepEquals(before, written), written.ToJsonString());
        Assert.False(File.Exists(marker));
    }

    [Fact]
    public void Ids_are_kept_completed_and_unique_and_the_same_each_time()
    {
        JsonObject same = Cells.CSharp("1");
        JsonObject named = Cells.CSharp("1");
        named["id"] = "mine";
        JsonObject twice = Cells.CSharp("2");
        twice["id"] = "mine";
        JsonObject odd = Cells.CSharp("3");
        odd["id"] = "not an id";
        Notebook notebook = Cells.Notebook(same, (JsonObject)same.DeepClone(), named, twice, odd);
        string[] ids = [.. notebook.Cells.Select(c => c.Id)];
        Assert.Equal("mine", ids[2]);
        Assert.Equal(5, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(ids, Notebook.Parse(notebook.ToJson()).Cells.Select(c => c.Id));
    }

    [Theory]
    [InlineData("{", "is no JSON")]
    [InlineData("[]", "a JSON object")]
    [InlineData("{}", "nbformat")]
    [InlineData("""{"nbformat": 3, "nbformat_minor": 0, "worksheets": []}""", "nbformat 3")]
    [InlineData("""{"nbformat": 4, "nbformat_minor": 5}""", "list of cells")]
    [InlineData("""{"nbformat": 4, "nbformat_minor": 5, "cells": [7]}""", "cell 1 is no JSON object")]
    [InlineData("""{"nbformat": 4, "nbformat_minor": 5, "cells": [{"cell_type": "code", "source": 1}]}""", "cell 1 has no source")]
    [InlineData("""{"nbformat": 4, "nbformat_minor": 5, "cells": [{"cell_type": "code", "source": "", "metadata": []}]}""", "metadata")]
    [InlineData("""{"nbformat": 4, "nbformat": 4, "nbformat_minor": 5, "cells": []}""", "is no JSON")]
    public void What_is_no_notebook_is_refused_with_a_reason(string json, string says)
    {
        GenEvalException e = Assert.Throws<GenEvalException>(() => Notebook.Parse(json, "a.ipynb"));
        Assert.Equal("NotebookInvalid", e.Id);
        Assert.Contains("a.ipynb", e.Message);
        Assert.Contains(says, e.Message);
        Assert.NotNull(e.Action);
    }

    [Theory]
    [InlineData("#!pwsh\nx", null, "pwsh", "\nx")]
    [InlineData("#!c#\nx", "pwsh", "csharp", "\nx")]
    [InlineData("x", "pwsh", "pwsh", "x")]
    [InlineData("x", null, "csharp", "x")]
    [InlineData("#!fsharp\nx", null, "fsharp", "\nx")]
    public void A_cell_says_its_language_by_its_first_line_or_its_metadata(string source, string? kernel, string language, string code)
    {
        JsonObject cell = Cells.Text(source);
        cell["cell_type"] = "code";
        if (kernel is not null)
        {
            cell["metadata"]!["polyglot_notebook"] = new JsonObject { ["kernelName"] = kernel };
        }

        Notebook notebook = Cells.Notebook(cell);
        Assert.Equal((language, code), CellLanguage.Of(notebook.Cells[0], notebook.DefaultLanguage));
    }
}
