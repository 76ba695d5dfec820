namespace GenEval.Notebooks.Tests;

public sealed class ParameterTests
{
    private static readonly Notebook s_notebook = Cells.Notebook(
        Cells.CSharp("string name = \"n\"; int count = 1;\ndouble eps = 0.5;\nvar flag = false;\nvar from = -3;", "parameters"),
        Cells.CSharp("$\"{name} {count} {eps} {flag} {from}\""));

    [Fact]
    public async Task Values_take_the_place_of_the_defaults_in_a_cell_behind_them()
    {
        NotebookRun run = await Run("name=a \"quoted\" \\ text", "count=7", "eps=1", "flag=true", "from=-9");
        Assert.Null(run.Failed?.Message);
        Assert.Equal("a \"quoted\" \\ text 7 1 True -9", run.Said(2));
        Assert.Equal(["injected-parameters"], run.Notebook.Cells[1].Tags);
        // Once more, with others: the cell of the first run goes.
        NotebookRun again = await Cells.Run(run.Notebook, new() { Parameters = NotebookValues.Parse(["count=8"]) });
        Assert.Equal("n 8 0.5 False -3", again.Said(2));
        Assert.Equal(3, again.Notebook.Cells.Count);
        NotebookRun without = await Cells.Run(again.Notebook);
        Assert.Equal(2, without.Notebook.Cells.Count);
    }

    [Theory]
    [InlineData("cuont=7", "ParameterUnknown", "it has name, count, eps, flag, from")]
    [InlineData("count=many", "ParameterInvalid", "a whole number")]
    [InlineData("eps=NaN", "ParameterInvalid", "a number")]
    [InlineData("flag=perhaps", "ParameterInvalid", "true or false")]
    public async Task A_value_that_does_not_fit_is_refused_before_anything_runs(string pair, string id, string says)
    {
        GenEvalException e = await Assert.ThrowsAsync<GenEvalException>(() => Run(pair));
        Assert.Equal(id, e.Id);
        Assert.Contains(says, e.Message);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("=1")]
    [InlineData("count=1", "count=2")]
    public void A_pair_needs_a_name_of_its_own_and_a_value(params string[] pairs) =>
        Assert.Equal("ParameterInvalid", Assert.Throws<GenEvalException>(() => NotebookValues.Parse(pairs)).Id);

    [Fact]
    public async Task A_value_is_never_code()
    {
        NotebookRun run = await Run("name=\"; throw new Exception(\"run\"); //");
        Assert.Null(run.Failed?.Message);
        Assert.StartsWith("\"; throw", run.Said(2));
    }

    [Fact]
    public async Task A_notebook_without_parameters_takes_none() =>
        Assert.Equal("ParameterUnknown", (await Assert.ThrowsAsync<GenEvalException>(() => Cells.Run(Cells.Notebook(Cells.CSharp("1")), new() { Parameters = NotebookValues.Parse(["a=1"]) }))).Id);

    private static Task<NotebookRun> Run(params string[] pairs) => Cells.Run(s_notebook, new() { Parameters = NotebookValues.Parse(pairs) });
}
