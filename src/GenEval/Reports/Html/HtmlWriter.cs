using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace GenEval.Reports;

/// <summary>Writes HTML from interpolated strings: the literal parts as they are, every hole escaped. There is no way to write a hole unescaped.</summary>
internal sealed class HtmlWriter(TextWriter writer)
{
    private static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Markup with holes.</summary>
    public void Write([InterpolatedStringHandlerArgument("")] ref Handler markup) => _ = markup;

    /// <summary>Markup of this library's own: style sheets and figures.</summary>
    public void Own(string markup) => writer.Write(markup);

    /// <summary>Text on one line.</summary>
    public static string Escape(string? text, int max = 200) => s_encoder.Encode(SafeText.Line(text, max));

    /// <summary>Collects the parts of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Handler
    {
        private readonly TextWriter _writer;

        public Handler(int literalLength, int formattedCount, HtmlWriter html)
        {
            _ = literalLength + formattedCount;
            _writer = html.Writer;
        }

        public void AppendLiteral(string markup) => _writer.Write(markup);

        public void AppendFormatted(string? text) => _writer.Write(Escape(text, 600));

        public void AppendFormatted(Block text) => _writer.Write(s_encoder.Encode(SafeText.Block(text.Text, text.Length)));

        public void AppendFormatted(double number) => _writer.Write(number.ToString("0.##", CultureInfo.InvariantCulture));
    }

    /// <summary>Text whose line breaks are kept.</summary>
    internal readonly record struct Block(string? Text, int Length);

    private TextWriter Writer => writer;
}
