using GenEval.Suites;

namespace GenEval.Tests.Suites;

public sealed class CsvTests
{
    [Fact]
    public void A_table_has_the_columns_of_the_records()
    {
        EvaluationRecord r = Assert.Single(Read(""""
            model,task,novelty,input,references,output,repeat,status,scores.exact,labels.strategy,rating,ratingScale,own
            m,t,Seen,"two
            lines, ""quoted""","[""a"",""b""]",o,1,answered,0.5,lora,4,"[1, 5]",kept
            """"));

        Assert.Equal(("m", "t", "two\nlines, \"quoted\"", "o"), (r.Model, r.Task, r.Input, r.Output));
        Assert.Equal((Novelty.Seen, 1, "answered"), (r.Novelty!.Value, r.Repeat, r.Status));
        Assert.Equal(["a", "b"], r.References!);
        Assert.Equal((0.5, "lora"), (r.Scores!["exact"], r.Labels!["strategy"]));
        Assert.Equal(new Rating(4, 1, 5, IsBinary: false), r.Rating);
        Assert.Equal("kept", r.Extra!["own"].GetString());
        Assert.Equal(new RecordOrigin("a.csv", 2), r.Origin);
    }

    [Theory]
    [InlineData("reference", "[\"a\"]", "[\"a\"]")]
    [InlineData("references", "[\"a\", \"b\"]", "a|b")]
    [InlineData("references", "[]", "")]
    [InlineData("references", "plain", "plain")]
    [InlineData("references", "[1, 2]", "[1, 2]")]
    [InlineData("references", "[laughs] hello", "[laughs] hello")]
    [InlineData("references", "", null)]
    public void References_are_a_JSON_list_or_one_text(string column, string cell, string? expected)
    {
        EvaluationRecord r = Read($"task,output,{column}\nt,o,\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")[0];

        Assert.Equal(expected, r.References is null ? null : string.Join('|', r.References));
    }

    [Theory]
    [InlineData("task,output,status,error\nt,,,", "", null)]
    [InlineData("task,output,status,error\nt,,answered,", "", null)]
    [InlineData("task,output,status,error\nt,,failed,", null, "failed.unknown")]
    [InlineData("task,output,status,error\nt,,,boom", null, "failed.error")]
    [InlineData("task,output,status,error\nt,no,refused,", "no", "refused")]
    public void An_empty_output_is_an_answer_unless_the_row_says_that_it_failed(string table, string? output, string? failure)
    {
        EvaluationRecord r = Read(table)[0];

        Assert.Equal((output, failure), (r.Output, AnswerStatus.FailureOf(r)));
    }

    [Theory]
    [InlineData("task;output\nt;o", "a.csv")]
    [InlineData("task\toutput\nt\to", "a.tsv")]
    [InlineData("\uFEFFtask,output\r\nt,o\r\n", "a.csv")]
    [InlineData("task,output\nt,o", "-")]
    [InlineData("\"task\",\"output\"\n\n\"t\",\"o\"\n\n", "-")]
    [InlineData("task,output,,\nt,o,,\n", "a.csv")]
    public void The_separator_is_the_headers(string table, string name) =>
        Assert.Equal(("t", "o"), Assert.Single(Records.Read(table, name: name)) is var r ? (r.Task, r.Output) : default);

    [Fact]
    public void Standard_input_that_is_no_table_is_JSON_Lines()
    {
        Assert.Single(Records.Read(Records.Line, name: "-"));
        Assert.Contains("not valid JSON", Records.Fails("no json", name: "-").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+49 30")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("'=x")]
    [InlineData("''-x")]
    [InlineData("''quoted''")]
    [InlineData("'tis")]
    [InlineData("'")]
    [InlineData("a,b\r\nc\nd\re \"f\"")]
    [InlineData(" spaces ")]
    [InlineData("[\"a\"]")]
    [InlineData("😀\u0085\u2028")]
    public void Every_text_comes_back_and_none_runs_as_a_formula(string text)
    {
        EvaluationRecord record = new()
        {
            Task = text, Model = text, Input = text, Output = text, References = [text, text], Error = text, Status = "answered",
            Labels = new Dictionary<string, string> { ["l"] = text },
        };

        string csv = Records.Csv(record);
        EvaluationRecord r = Read(csv)[0];

        Assert.Equal(Records.Json(record), Records.Json(r));
        Assert.DoesNotContain(csv.Split('\n')[1].Split(','), cell => cell is ['=' or '+' or '-' or '@', ..] or ['"', '=' or '+' or '-' or '@' or '\t' or '\r', ..]);
    }

    [Fact]
    public void Numbers_are_not_guarded()
    {
        string csv = Records.Csv(Records.Read("""{"task":"t","output":"o","rating":-2,"ratingScale":[-5,5],"own":-3}"""));

        Assert.Equal("task,output,rating,ratingScale,own\nt,o,-2,\"[-5,5]\",-3\n", csv);
    }

    [Fact]
    public void A_failed_call_without_words_stays_one()
    {
        string csv = Records.Csv(Records.Read("""
            {"task":"t","output":null}
            {"task":"t","output":"","error":"late"}
            """));

        Assert.Equal(["failed.unknown", null], Read(csv).Select(AnswerStatus.FailureOf));
    }

    [Fact]
    public void Columns_are_those_that_any_record_has_in_a_fixed_order()
    {
        string csv = Records.Csv(Records.Read("""
            {"task":"t","output":"o","zz":1,"scores":{"b":1}}
            {"task":"t","output":"o","aa":[1],"scores":{"a":0.25},"labels":{"k":"v"}}
            """));

        Assert.Equal("task,output,scores.a,scores.b,labels.k,aa,zz\nt,o,,1,,,1\nt,o,0.25,,v,[1],\n", csv);
    }

    [Theory]
    [InlineData("task,output\nt,o,x", 2, "has 3 cells and the header 2")]
    [InlineData("task,output\nt", 2, "has 1 cells and the header 2")]
    [InlineData("task,output\nt,\"o", 2, "never closed")]
    [InlineData("task,output\nt,o\nt,\"o\nt,o\nt,o\n", 3, "never closed")]
    [InlineData("task,output\nt,\"o\"x", 2, "behind a closing quote")]
    [InlineData("task,output\n\nt,o\nt,\"a\nb\"\n,o", 6, "has no task")]
    [InlineData("task,output,task\nt,o,t", 1, "'task' is there twice")]
    [InlineData("task,output,novelty\nt,o,new", 2, "column 'novelty'")]
    [InlineData("task,output,repeat\nt,o,x", 2, "column 'repeat': repeat must be a whole number")]
    [InlineData("task,output,scores.a\nt,o,\"0,5\"", 2, "is not in [0, 1]")]
    [InlineData("task,output,scores.a\nt,o,NaN", 2, "is not in [0, 1]")]
    [InlineData("task,output,scores\nt,o,1", 2, "a table has one column for each")]
    [InlineData("task,output,references\nt,o,\"[\"\"a\"", 2, "look like a JSON list")]
    [InlineData("task,output,reference,references\nt,o,a,a", 2, "given twice")]
    [InlineData("task,output,rating\nt,o,good", 2, "true, false or a number")]
    [InlineData("question,answer\nt,o", 2, "'question', 'answer'")]
    [InlineData("task,input\nt,o", 2, "neither an output nor a status")]
    [InlineData("task,output\nt,a\0b", 2, "NUL byte")]
    public void A_bad_row_is_an_error_with_its_line(string table, long line, string message)
    {
        SuiteFormatException e = Records.Fails(table, name: "a.csv");

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.Equal(line, e.Line);
    }

    [Fact]
    public void A_header_alone_holds_no_record() => Assert.Empty(Read("task,output\n"));

    private static List<EvaluationRecord> Read(string table) => Records.Read(table, name: "a.csv");
}
