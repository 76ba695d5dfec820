using System.Text;
using System.Text.Json;
using GenEval.Suites;
using GenEval.Suites.Formats;

namespace GenEval.Tests.Suites.Formats;

public sealed class JsonCursorTests
{
    private const string Text = """
        {"a": [1, {"b": "x\"]}"}, []], "skip": {"deep": [[[{"n": NaN}]], Infinity, -Infinity]}, "n": NaN, "s": "😀 é", "last": {"k": -1.5e3}}
        {"a": null}

        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Wherever_the_text_is_cut_into_pieces_the_values_are_the_same(int piece)
    {
        using JsonCursor json = Cursor(Text, piece);
        json.Read();
        Dictionary<string, JsonElement> first = json.TakeObject(new HashSet<string> { "a", "n", "s", "last" });
        json.Read();
        Dictionary<string, JsonElement> second = json.TakeObject();

        Assert.Equal("""[1, {"b": "x\"]}"}, []]""", first["a"].GetRawText());
        Assert.Equal(JsonValueKind.Null, first["n"].ValueKind);
        Assert.Equal("😀 é", first["s"].GetString());
        Assert.Equal(-1500, first["last"].GetProperty("k").GetDouble());
        Assert.Equal(JsonValueKind.Null, second["a"].ValueKind);
        Assert.False(json.Read());
        Assert.Equal(2, json.Line);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void Every_beginning_of_a_text_is_told_from_the_whole(int piece)
    {
        byte[] bytes = Encoding.UTF8.GetBytes("""{"a": {"b": [1, 22, NaN, "three"]}, "c": true}""");
        for (int length = 0; length < bytes.Length; length++)
        {
            using JsonCursor json = new(new Pieces(bytes[..length], piece), "x", 1000);
            Action walk = () =>
            {
                while (json.Read())
                {
                }
            };

            if (length == 0)
            {
                walk();
            }
            else
            {
                Assert.Throws<TruncatedException>(walk);
            }
        }
    }

    [Theory]
    [InlineData("""{"a": }""", 1, 7)]
    [InlineData("{\"a\": 1,\n \"b\": Nope}", 2, 7)]
    [InlineData("{\"a\": {\"x\": [1 2]}}", 1, 16)]
    public void Text_that_is_no_JSON_is_an_error_at_its_line(string text, long line, long column)
    {
        using JsonCursor json = Cursor(text, 3);

        SuiteFormatException e = Assert.Throws<SuiteFormatException>(() =>
        {
            json.Read();
            json.Skip();
        });

        Assert.Equal((line, column), (e.Line, e.Column));
    }

    [Fact]
    public void A_value_beyond_the_limit_is_an_error_and_one_that_is_skipped_is_not()
    {
        string text = "{\"a\": [" + string.Join(',', Enumerable.Repeat("\"0123456789\"", 50_000)) + "]}";
        using JsonCursor skipping = Cursor(text, 10_000, longest: 200_000);
        using JsonCursor taking = Cursor(text, 10_000, longest: 200_000);

        skipping.Read();
        skipping.Skip();
        Assert.False(skipping.Read());
        Assert.Contains("200000 bytes", Assert.Throws<SuiteFormatException>(() =>
        {
            taking.Read();
            taking.Take();
        }).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"\\ud800 x\"", "\uFFFD x")]
    [InlineData("\"a\\ud83d\\ude00\\n\\u0041\\/\\udc00\"", "a😀\nA/\uFFFD")]
    [InlineData("\"plain\"", "plain")]
    [InlineData("12.50", "12.50")]
    [InlineData("true", "true")]
    [InlineData("null", null)]
    public void Half_a_surrogate_pair_in_anothers_log_becomes_the_replacement_character(string json, string? text) =>
        Assert.Equal(text, Foreign.TextOf(JsonMending.Parse(Encoding.UTF8.GetBytes(json), default)));

    [Fact]
    public void Bytes_that_are_no_UTF_8_become_the_replacement_character_also_in_names()
    {
        using JsonCursor json = new(new MemoryStream([.. "{\"a"u8, 0xFF, .. "\": {\"k"u8, 0xC3, .. "\": \"v"u8, 0xE9, .. "\\\\ud800\"}}"u8]), "x", 1000);
        json.Read();
        (string name, JsonElement value) = Assert.Single(json.TakeObject());

        Assert.Equal("a\uFFFD", name);
        Assert.Equal("v\uFFFD\\ud800", value.GetProperty("k\uFFFD").GetString());
    }

    [Fact]
    public void A_UTF_16_log_is_an_error()
    {
        using JsonCursor json = new(new MemoryStream(Encoding.Unicode.GetBytes("{}")), "x", 1000);

        Assert.Contains("UTF-16", Assert.Throws<SuiteFormatException>(() => json.Read()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("['a', \"it's\", 'b\\'c\\n']", "a|it's|b'c\n")]
    [InlineData("[]", "")]
    [InlineData("['a' 'b']", null)]
    [InlineData("[1, 2]", null)]
    [InlineData("['a'", null)]
    [InlineData("['a'] and ['b']", null)]
    [InlineData("[']", null)]
    [InlineData("plain", null)]
    public void The_print_out_of_a_Python_list_is_a_list(string text, string? items) =>
        Assert.Equal(items, PythonList.Parse(text) is { } list ? string.Join('|', list) : null);

    private static JsonCursor Cursor(string text, int piece, int longest = 1000) => new(new Pieces(Encoding.UTF8.GetBytes(text), piece), "x", longest);

    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, piece)]);
    }
}
