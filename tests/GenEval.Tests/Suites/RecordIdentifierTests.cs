using GenEval.Suites;

namespace GenEval.Tests.Suites;

public sealed class RecordIdentifierTests
{
    [Fact]
    public void What_the_record_says_is_its_identity()
    {
        RecordIdentity identity = new RecordIdentifier().Identify(Records.Read("""{"suite":"s","model":"m","task":"t","instruction":"i","instance":"x","repeat":3,"output":"o"}""")[0]);

        Assert.Equal(new RecordIdentity("s", "m", "t", "i", "x", 3, CanPair: true), identity);
    }

    // printf 'zwölf' | sha256sum | cut -c1-32
    [Fact]
    public void Without_an_instance_the_input_is_hashed()
    {
        RecordIdentity identity = new RecordIdentifier().Identify(new() { Task = "t", Input = "zwölf", Output = "o" });

        Assert.Equal(new RecordIdentity(null, "unnamed", "t", "default", "input-70f5f8852578418e8af276a8806ffdb1", 0, CanPair: true), identity);
    }

    [Fact]
    public void Without_either_it_is_numbered_within_model_task_and_instruction_and_cannot_be_paired()
    {
        RecordIdentifier identifier = new();
        List<RecordIdentity> identities = [.. Records.Read("""
            {"task":"t","output":"o"}
            {"task":"u","output":"o"}
            {"task":"t","output":"o"}
            {"task":"t","output":"o","repeat":1}
            {"task":"t","output":"o","repeat":1}
            """).Select(identifier.Identify)];

        Assert.Equal([("#1", 0), ("#1", 0), ("#2", 0), ("#1", 1), ("#2", 1)], identities.Select(i => (i.Instance, i.Repeat)));
        Assert.All(identities, i => Assert.False(i.CanPair));
        Assert.Equal("instancesNumbered", Assert.Single(identifier.Warnings).Code);
        Assert.Contains("5 records", identifier.Warnings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_prompt_again_without_repeat_is_numbered_with_a_warning()
    {
        RecordIdentifier identifier = new();
        const string Line = """{"task":"t","instance":"x","output":"o"}""";
        List<EvaluationRecord> records = Records.Read(string.Join('\n', Line, Line, Records.Line, Line));

        Assert.Equal([0, 1, 0, 2], records.Select(r => identifier.Identify(r).Repeat));
        SuiteWarning warning = identifier.Warnings.Single(w => w.Code == "repeatsNumbered");
        Assert.Contains("2 records", warning.Message, StringComparison.Ordinal);
        Assert.Contains("records.jsonl:2", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""","repeat":1""", ""","repeat":1""")]
    [InlineData("", ""","repeat":0""")]
    public void The_same_repeat_again_is_an_error_that_names_both_lines(string first, string second)
    {
        RecordIdentifier identifier = new();
        List<EvaluationRecord> records = Records.Read($$"""
            {"task":"t","instance":"x","output":"o"{{first}}}
            {"task":"t","instance":"y","output":"o"{{second}}}
            {"task":"t","instance":"x","output":"o"{{second}}}
            """);
        identifier.Identify(records[0]);
        identifier.Identify(records[1]);

        SuiteFormatException e = Assert.Throws<SuiteFormatException>(() => identifier.Identify(records[2]));

        Assert.StartsWith("records.jsonl:3: ", e.Message, StringComparison.Ordinal);
        Assert.Contains("records.jsonl:1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbered_repeats_fill_the_gaps_between_given_ones()
    {
        RecordIdentifier identifier = new();
        List<EvaluationRecord> records = Records.Read("""
            {"task":"t","instance":"x","output":"o","repeat":1}
            {"task":"t","instance":"x","output":"o"}
            {"task":"t","instance":"x","output":"o"}
            """);

        Assert.Equal([1, 0, 2], records.Select(r => identifier.Identify(r).Repeat));
    }

    [Fact]
    public void Models_tasks_instructions_and_suites_are_kept_apart()
    {
        RecordIdentifier identifier = new();
        foreach (EvaluationRecord record in Records.Read("""
            {"task":"t","instance":"x","output":"o","repeat":0}
            {"task":"u","instance":"x","output":"o","repeat":0}
            {"task":"t","instance":"x","output":"o","repeat":0,"model":"m"}
            {"task":"t","instance":"x","output":"o","repeat":0,"instruction":"i"}
            {"task":"t","instance":"x","output":"o","repeat":0,"suite":"s"}
            {"task":"t","instance":"","output":"o","repeat":0}
            """))
        {
            identifier.Identify(record);
        }

        Assert.Empty(identifier.Warnings);
    }
}
