using GenEval.Suites;

namespace GenEval.Tests.Suites;

public sealed class ColumnMapTests
{
    [Fact]
    public void Columns_of_other_names_are_taken_with_their_types_adapted()
    {
        EvaluationRecord r = Read(
            """{"id":17,"prompt":"p","target":"a","completion":"c","score":0.5,"arm":3,"task":"t"}""",
            "id=instance", "prompt=input", "target=references", "completion=output", "score=scores.own", "arm=labels.arm");

        Assert.Equal(("17", "p", "c", "t"), (r.Instance, r.Input, r.Output, r.Task));
        Assert.Equal(["a"], r.References!);
        Assert.Equal((0.5, "3"), (r.Scores!["own"], r.Labels!["arm"]));
        Assert.Null(r.Extra);
    }

    [Fact]
    public void A_path_reaches_into_an_object_and_a_list_and_the_object_is_kept()
    {
        EvaluationRecord r = Read(
            """{"doc":{"task":"t","refs":["a","b"],"meta":{"n":"seen"}},"choices":[{"text":"c"}],"labels":{"x":"y"}}""",
            "doc.task=task", "doc.refs=references", "doc.meta.n=novelty", "choices.0.text=output", "labels.x=category");

        Assert.Equal(("t", "c", "y", Novelty.Seen), (r.Task, r.Output, r.Category, r.Novelty));
        Assert.Equal(["a", "b"], r.References!);
        Assert.Equal(["choices", "doc"], r.Extra!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("y", r.Labels!["x"]);
    }

    [Fact]
    public void A_key_spelled_with_dots_comes_before_the_path() =>
        Assert.Equal("flat", Read("""{"doc.task":"flat","output":"o"}""", "doc.task=task").Task);

    [Theory]
    [InlineData("""{"task":"t","output":"own","completion":"mapped"}""")]
    [InlineData("""{"completion":"mapped","task":"t","output":"own"}""")]
    public void What_is_mapped_wins_over_the_fields_own_name(string line)
    {
        EvaluationRecord r = Read(line, "completion=output");

        Assert.Equal("mapped", r.Output);
        Assert.Null(r.Extra);
    }

    [Fact]
    public void A_field_can_be_mapped_away() => Assert.Equal(("x", "o"), Read("""{"task":"x","name":"y","output":"o"}""", "task=category", "name=task") is var r ? (r.Category, r.Output) : default);

    [Fact]
    public void A_table_is_mapped_too()
    {
        EvaluationRecord r = Records.Read("q,answer,id\nx,y,1", new() { Map = ColumnMap.Parse(["q=task", "answer=output", "id=instance"]) }, "a.csv")[0];

        Assert.Equal(("x", "y", "1"), (r.Task, r.Output, r.Instance));
    }

    [Fact]
    public void Two_columns_of_one_record_for_one_field_are_an_error() =>
        Assert.Contains("is there twice", Records.Fails("""{"a":"x","b":"y","task":"t"}""", new() { Map = ColumnMap.Parse(["a=output", "b=output"]) }).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("output", "an equals sign")]
    [InlineData("=output", "an equals sign")]
    [InlineData("x=", "an equals sign")]
    [InlineData("x=answer", "no field 'answer'")]
    [InlineData("x=scores", "no field 'scores'")]
    [InlineData("x=scores.", "no field 'scores.'")]
    public void A_bad_pair_is_an_error(string pair, string message)
    {
        GenEvalException e = Assert.Throws<GenEvalException>(() => ColumnMap.Parse([pair]));

        Assert.Equal("MapInvalid", e.Id);
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_mapped_twice_is_an_error() =>
        Assert.Contains("is mapped already", Assert.Throws<GenEvalException>(() => ColumnMap.Parse(["x=output", "x=input"])).Message, StringComparison.Ordinal);

    private static EvaluationRecord Read(string line, params string[] map) => Assert.Single(Records.Read(line, new() { Map = ColumnMap.Parse(map) }));
}
