using System.Globalization;
using System.Text.Json;

namespace GenEval.Suites;

/// <summary>A record's fields as the cells of a table.</summary>
internal static class CsvCells
{
    public static string Of(EvaluationRecord record, RecordField field) => field switch
    {
        RecordField.Suite => Text(record.Suite),
        RecordField.Model => Text(record.Model),
        RecordField.Task => Text(record.Task),
        RecordField.Category => Text(record.Category),
        RecordField.Novelty => Word(record.Novelty),
        RecordField.Instruction => Text(record.Instruction),
        RecordField.InstructionText => Text(record.InstructionText),
        RecordField.InstructionNovelty => Word(record.InstructionNovelty),
        RecordField.Instance => Text(record.Instance),
        RecordField.InstanceNovelty => Word(record.InstanceNovelty),
        RecordField.Input => Text(record.Input),
        RecordField.References => record.References is { } references ? JsonText.ArrayOf(references) : "",
        RecordField.Output => Text(record.Output),
        RecordField.Repeat => record.Repeat?.ToString(CultureInfo.InvariantCulture) ?? "",
        RecordField.Status => Status(record),
        RecordField.Finish => Text(record.Finish),
        RecordField.Error => Text(record.Error),
        RecordField.Rating => record.Rating is not { } rating ? "" : !rating.IsBinary ? Number(rating.Value) : rating.Value > rating.Low ? "true" : "false",
        RecordField.RatingScale => record.Rating is { IsBinary: false } rating ? $"[{Number(rating.Low)},{Number(rating.High)}]" : "",
        RecordField.Metric => Text(record.Metric),
        _ => "",
    };

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Extra(EvaluationRecord record, string name) =>
        record.Extra is null || !record.Extra.TryGetValue(name, out JsonElement value) ? ""
        : value.ValueKind == JsonValueKind.String ? Text(value.GetString())
        : value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Text(value.GetRawText());

    private static string Text(string? text) => text is null ? "" : CsvText.Escape(text);

    private static string Word(Novelty? novelty) => novelty is { } word ? RecordJson.WordOf(word) : "";

    // An empty output cell is an empty answer, so a missing one needs a status to say that it is none.
    private static string Status(EvaluationRecord record) => record switch
    {
        { Output: null, Status: null or AnswerStatus.Answered, Error: null } => AnswerStatus.Failed,
        { Output: null, Status: AnswerStatus.Answered } => AnswerStatus.Failed + ".error",
        { Output.Length: 0, Status: null, Error: not null } => AnswerStatus.Answered,
        _ => record.Status ?? "",
    };
}
