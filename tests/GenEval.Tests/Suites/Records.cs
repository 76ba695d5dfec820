using System.Text;
using GenEval.Suites;

namespace GenEval.Tests.Suites;

/// <summary>Shortcuts of the tests that read and write records.</summary>
internal static class Records
{
    public const string Line = """{"task":"t","output":"o"}""";

    public static List<EvaluationRecord> Read(string text, RecordReadOptions? options = null, string name = "records.jsonl") =>
        Read(Encoding.UTF8.GetBytes(text), options, name);

    public static List<EvaluationRecord> Read(byte[] bytes, RecordReadOptions? options = null, string name = "records.jsonl") =>
        [.. RecordReader.Read(new MemoryStream(bytes), name, options)];

    public static SuiteFormatException Fails(string text, RecordReadOptions? options = null, string name = "records.jsonl") =>
        Assert.Throws<SuiteFormatException>(() => Read(text, options, name));

    public static string Json(params IEnumerable<EvaluationRecord> records) => Write(records, RecordFormat.JsonLines);

    public static string Csv(params IEnumerable<EvaluationRecord> records) => Write(records, RecordFormat.Csv);

    private static string Write(IEnumerable<EvaluationRecord> records, RecordFormat format)
    {
        MemoryStream stream = new();
        using RecordWriter writer = RecordWriter.Create(stream, format);
        foreach (EvaluationRecord record in records)
        {
            writer.Write(record);
        }

        writer.Complete();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
