using System.Text;
using System.Text.Json;
using GenEval.Suites;

namespace GenEval.Tests.Suites;

/// <summary>Valid files, damaged ten thousand times: each is read whole or refused with a place, and never by half.</summary>
public sealed class MutationTests
{
    private const string Lines = """
        {"model":"m","task":"t","novelty":"seen","instruction":"i","instance":"1","input":"in","references":["a","b"],"output":"o \"q\" \ud83d\ude00 é","repeat":0,"scores":{"x":0.5},"labels":{"k":"v"},"own":{"a":[1,null]}}
        {"task":"u","output":null,"status":"failed.timeout","error":"late"}

        {"task":"u","reference":"r","output":"","rating":3,"ratingScale":[1,5]}
        {"task":"v","output":"数","rating":true,"novelty":"unknown"}
        """;

    private const string Table = "task,output,references,repeat,scores.x,own\nt,o,\"[\"\"a\"\"]\",0,0.5,\"two\nlines\"\nu,\"p, q\",b,1,1,\r\nv,,é,,,\"x\"\"y\"\n";

    private static readonly byte[][] s_pieces =
        [.. ((string[])["\n", "\"", "{", "}", "[", "]", ",", ":", "null", "NaN", "1e999", "\\ud800", "\\u0000", "\uFEFF", "\r\n", "'", "=", "\"task\":5", "-1", ";", "\t"]).Select(Encoding.UTF8.GetBytes), [0], [0xFF], [0xC3]];

    [Fact]
    public void Damaged_JSON_Lines_are_read_whole_or_refused()
    {
        Random random = new(20261122);
        byte[] valid = Encoding.UTF8.GetBytes(Lines);
        int refused = 0;
        for (int i = 0; i < 7000; i++)
        {
            byte[] bytes = Damage(valid, random);
            List<EvaluationRecord> records = [];
            SuiteFormatException? error = Read(bytes, "x.jsonl", records);
            refused += error is null ? 0 : 1;
            if (error is { Line: 1, Column: 1 } && error.Message.Contains("UTF-16", StringComparison.Ordinal))
            {
                continue;
            }

            string[] lines = [.. Split(bytes).TakeWhile((_, index) => error is null || index + 1 < error.Line).Select(Encoding.UTF8.GetString)];
            string[] expected = [.. lines.Select((line, index) => index == 0 ? line.TrimStart('\uFEFF') : line).Where(line => line.Trim(' ', '\t', '\r').Length > 0)];
            Assert.Equal(expected.Length, records.Count);
            foreach ((string line, EvaluationRecord record) in expected.Zip(records))
            {
                JsonElement json = JsonElement.Parse(line);
                Assert.Equal(json.GetProperty("task").GetString(), record.Task);
                Assert.Equal(json.TryGetProperty("output", out JsonElement output) ? output.GetString() : null, record.Output);
            }
        }

        Assert.InRange(refused, 3000, 6900);
    }

    [Fact]
    public void Damaged_tables_are_read_whole_or_refused()
    {
        Random random = new(20261123);
        byte[] valid = Encoding.UTF8.GetBytes(Table);
        int refused = 0;
        for (int i = 0; i < 3000; i++)
        {
            byte[] bytes = Damage(valid, random);
            List<EvaluationRecord> records = [];
            if (Read(bytes, "x.csv", records) is null)
            {
                Assert.Equal(Math.Max(0, CountRows(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')) - 1), records.Count);
            }
            else
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 2900);
    }

    private static SuiteFormatException? Read(byte[] bytes, string name, List<EvaluationRecord> records)
    {
        try
        {
            foreach (EvaluationRecord record in RecordReader.Read(new MemoryStream(bytes), name))
            {
                records.Add(record);
            }

            return null;
        }
        catch (SuiteFormatException e)
        {
            Assert.NotNull(e.Line);
            Assert.NotNull(e.Action);
            return e;
        }
    }

    private static byte[] Damage(byte[] valid, Random random)
    {
        List<byte> bytes = [.. valid];
        for (int n = random.Next(1, 4); n > 0 && bytes.Count > 0; n--)
        {
            int at = random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 12), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.InsertRange(at, s_pieces[random.Next(s_pieces.Length)]);
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    (bytes[at], bytes[^1]) = (bytes[^1], bytes[at]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static IEnumerable<byte[]> Split(byte[] bytes)
    {
        int start = 0;
        for (int i = 0; i <= bytes.Length; i++)
        {
            if (i == bytes.Length || bytes[i] == '\n')
            {
                yield return bytes[start..i];
                start = i + 1;
            }
        }
    }

    // A second, plain reading of RFC 4180 that only counts: rows that are not empty.
    private static int CountRows(string text)
    {
        int rows = 0;
        bool quoted = false;
        bool cellStart = true;
        bool empty = true;
        bool closed = false;
        char separator = text.Split('\n')[0] is var header && header.Contains('\t') ? '\t' : !header.Contains(',') && header.Contains(';') ? ';' : ',';
        foreach (char c in text)
        {
            if (quoted)
            {
                quoted = c != '"';
            }
            else if (c is '\n' or '\r')
            {
                rows += empty ? 0 : 1;
                (empty, cellStart) = (true, true);
                continue;
            }
            else if (c == '"' && (cellStart || closed))
            {
                quoted = true;
            }

            closed = !quoted && c == '"';
            empty = false;
            cellStart = !quoted && c == separator;
        }

        return rows + (empty ? 0 : 1);
    }
}
