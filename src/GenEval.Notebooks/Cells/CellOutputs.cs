using System.Globalization;

namespace GenEval.Notebooks;

/// <summary>Collects what a cell prints and shows, as nbformat's outputs. Any thread may add.</summary>
internal sealed class CellOutputs
{
    private const int Longest = 1_000_000;
    private readonly Lock _lock = new();
    private readonly List<JsonObject> _outputs = [];
    private readonly System.Text.StringBuilder _text = new();
    private string? _stream;
    private long _length;
    private bool _closed;

    /// <summary>Text printed to stdout or stderr; what follows on the same stream belongs to the same output.</summary>
    public void Print(string stream, string text)
    {
        lock (_lock)
        {
            if (_closed || text.Length == 0)
            {
                return;
            }

            if (_stream != stream)
            {
                Flush();
                _stream = stream;
            }

            _length += text.Length;
            int left = Math.Max(0, Longest - _text.Length);
            _text.Append(text, 0, Math.Min(text.Length, left));
        }
    }

    /// <summary>Something shown on the way.</summary>
    public void Display(MimeBundle bundle) => Add(new JsonObject { ["data"] = bundle.ToJson(), ["metadata"] = new JsonObject(), ["output_type"] = "display_data" });

    /// <summary>The value of the cell's last expression.</summary>
    public void Result(MimeBundle bundle, int count) =>
        Add(new JsonObject { ["data"] = bundle.ToJson(), ["execution_count"] = count, ["metadata"] = new JsonObject(), ["output_type"] = "execute_result" });

    /// <summary>What ended the cell.</summary>
    public void Error(CellError error) => Add(new JsonObject
    {
        ["ename"] = error.Name,
        ["evalue"] = error.Message,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. error.Trace.Select(line => (JsonNode)line)]),
    });

    /// <summary>All outputs; nothing is added any more, whatever a thread that was left behind still prints.</summary>
    public IReadOnlyList<JsonObject> Close()
    {
        lock (_lock)
        {
            Flush();
            _closed = true;
            return _outputs;
        }
    }

    private void Add(JsonObject output)
    {
        lock (_lock)
        {
            if (!_closed)
            {
                Flush();
                _outputs.Add(output);
            }
        }
    }

    private void Flush()
    {
        if (_stream is not null)
        {
            if (_length > Longest)
            {
                _text.Append(CultureInfo.InvariantCulture, $"\n... {_length - Longest} more characters\n");
            }

            _outputs.Add(new JsonObject { ["name"] = _stream, ["output_type"] = "stream", ["text"] = NotebookCell.Lines(_text.ToString()) });
            _stream = null;
            _length = 0;
            _text.Clear();
        }
    }
}

/// <summary>What ended a cell.</summary>
/// <param name="Name">The exception's type, without its namespace.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Trace">Where, line by line; lines of the notebook's own code only.</param>
internal sealed record CellError(string Name, string Message, IReadOnlyList<string> Trace);
