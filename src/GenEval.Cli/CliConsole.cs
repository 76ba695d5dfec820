using System.Text;

namespace GenEval.Cli;

/// <summary>What a command may talk to: results to <see cref="Out"/>, progress and warnings to <see cref="Error"/>. Tests bring their own.</summary>
/// <param name="Out">Results only.</param>
/// <param name="Error">Progress, warnings and errors.</param>
/// <param name="Output">The bytes below <paramref name="Out"/>, for what is streamed.</param>
/// <param name="Input">What <c>-</c> reads; null is standard input.</param>
/// <param name="Width">Columns of the terminal; 80 where there is none.</param>
/// <param name="IsInteractive">Whether <paramref name="Error"/> is a terminal that can redraw a line.</param>
/// <param name="UseColor">Whether <paramref name="Out"/> is a terminal that wants colour.</param>
internal sealed record CliConsole(TextWriter Out, TextWriter Error, Func<Stream> Output, Stream? Input, int Width, bool IsInteractive, bool UseColor)
{
    private const int DefaultWidth = 80;

    public static CliConsole System()
    {
        // No byte order mark, and line feeds as they are: what is piped into a file is the same on every system.
        TextWriter output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16) { AutoFlush = false, NewLine = "\n" };
        bool color = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new(output, Console.Error, Console.OpenStandardOutput, Input: null, WidthOfTerminal(), !Console.IsErrorRedirected, color);
    }

    private static int WidthOfTerminal()
    {
        try
        {
            return Console.IsOutputRedirected || Console.WindowWidth <= 0 ? DefaultWidth : Console.WindowWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }
}
