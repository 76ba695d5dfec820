using System.Text;

namespace GenEval.Notebooks;

/// <summary>While it lives, what is written to the console goes to a cell's outputs.</summary>
internal sealed class ConsoleCapture : IDisposable
{
    private readonly TextWriter _out = Console.Out;
    private readonly TextWriter _error = Console.Error;

    public ConsoleCapture(CellOutputs outputs)
    {
        Console.SetOut(TextWriter.Synchronized(new StreamOutput(outputs, "stdout")));
        Console.SetError(TextWriter.Synchronized(new StreamOutput(outputs, "stderr")));
    }

    public void Dispose()
    {
        Console.SetOut(_out);
        Console.SetError(_error);
    }

    private sealed class StreamOutput(CellOutputs outputs, string stream) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override string NewLine => "\n";

        public override void Write(char value) => outputs.Print(stream, value.ToString());

        public override void Write(string? value) => outputs.Print(stream, value ?? "");

        public override void Write(char[] buffer, int index, int count) => outputs.Print(stream, new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => outputs.Print(stream, new string(buffer));

        public override void WriteLine(string? value) => outputs.Print(stream, value + "\n");
    }
}
