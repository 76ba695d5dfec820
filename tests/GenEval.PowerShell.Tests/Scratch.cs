using GenEval.Generalization;
using GenEval.Suites;

namespace GenEval.PowerShell.Tests;

/// <summary>A folder for one test, and things to put in it.</summary>
public sealed class Scratch : IDisposable
{
    public Scratch() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "geneval-" + Path.GetRandomFileName());

    /// <summary>A suite with recorded answers: generalizes at intraTask, does not at interTask.</summary>
    public static string Legal { get; } = Path.Combine(Shared.Root, "suites", "scenario-legal");

    public static Report LegalReport { get; } = RecordedAnswers.Evaluate([Legal])[0];

    public string Write(string name, params string[] lines)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    public string Records(string name, IEnumerable<EvaluationRecord> records)
    {
        string path = Path.Combine(Folder, name);
        using RecordWriter writer = RecordWriter.Create(path);
        foreach (EvaluationRecord record in records)
        {
            writer.Write(record);
        }

        writer.Complete();
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
