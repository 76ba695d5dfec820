using System.Text.Encodings.Web;
using System.Text.Json;
using GenEval.Reports;

namespace GenEval.Notebooks;

/// <summary>
/// A Jupyter notebook (nbformat 4) as it stands in its file; what this library does not know is kept. Reading one runs nothing: code runs only by
/// <see cref="NotebookRunner"/>. See https://nbformat.readthedocs.io/en/latest/format_description.html.
/// </summary>
public sealed class Notebook
{
    private const int MinorVersion = 5;

    private static readonly JsonWriterOptions s_writing = new()
    {
        Indented = true,
        // As Jupyter writes: a space a level, no letter escaped.
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonObject _root;
    private readonly List<NotebookCell> _cells;

    private Notebook(JsonObject root, List<NotebookCell> cells)
    {
        _root = root;
        _cells = cells;
    }

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<NotebookCell> Cells => _cells;

    /// <summary>The language of cells that name none: <c>csharp</c> or <c>pwsh</c> for Polyglot's kernels, else the kernel's own name.</summary>
    public string DefaultLanguage => CellLanguage.OfNotebook(_root["metadata"] as JsonObject);

    /// <summary>Reads a file.</summary>
    /// <exception cref="GenEvalException">It cannot be read, or is no notebook of nbformat 4.</exception>
    public static Notebook Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GenEvalException($"{path}: the notebook cannot be read: {e.Message}", e) { Id = "NotebookUnreadable", Action = "Name a file that ends with .ipynb." };
        }
    }

    /// <summary>Reads text.</summary>
    /// <param name="json">The notebook.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="GenEvalException">It is no notebook of nbformat 4.</exception>
    public static Notebook Parse(string json, string name = "the notebook")
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            JsonNode? node = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
            JsonObject root = NotebookSchema.Check(node, name);
            List<NotebookCell> cells = [.. ((JsonArray)root["cells"]!).Select(cell => new NotebookCell((JsonObject)cell!))];
            CellIds.Complete(cells);
            root["nbformat_minor"] = Math.Max(root["nbformat_minor"]!.GetValue<int>(), MinorVersion);
            return new(root, cells);
        }
        catch (JsonException e)
        {
            throw new GenEvalException($"{name}:{e.LineNumber + 1}: the notebook is no JSON: {e.Message}", e) { Id = "NotebookInvalid", Action = "Open it in Jupyter or VS Code and save it again." };
        }
    }

    /// <summary>A copy that shares nothing with this one.</summary>
    public Notebook Clone() => Parse(_root.ToJsonString());

    /// <summary>Puts a new cell in.</summary>
    internal NotebookCell Insert(int at, JsonObject content)
    {
        NotebookCell cell = new(content);
        ((JsonArray)_root["cells"]!).Insert(at, content);
        _cells.Insert(at, cell);
        CellIds.Complete(_cells);
        return cell;
    }

    /// <summary>Takes a cell out.</summary>
    internal void Remove(NotebookCell cell)
    {
        ((JsonArray)_root["cells"]!).Remove(cell.Content);
        _cells.Remove(cell);
    }

    /// <summary>The file's text, as Jupyter lays it out.</summary>
    public string ToJson()
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter writer = new(bytes, s_writing))
        {
            _root.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>Writes the file whole or not at all.</summary>
    /// <exception cref="GenEvalException">It cannot be written.</exception>
    public void Write(string path, CancellationToken cancellationToken = default)
    {
        string json = ToJson();
        ReportFile.Write(path, writer => writer.Write(json), cancellationToken);
    }
}
