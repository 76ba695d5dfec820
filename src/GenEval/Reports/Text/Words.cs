using System.Text.Json;
using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>The words for levels, verdicts and diagnoses, the same in every format.</summary>
internal static class Words
{
    /// <summary>The rungs from the easiest claim to the hardest.</summary>
    public static LevelKind[] Rungs { get; } = [LevelKind.Recall, LevelKind.IntraTask, LevelKind.Instruction, LevelKind.InterTask];

    /// <summary>The rungs, and <c>unlabelled</c> where there are such records.</summary>
    public static IEnumerable<LevelKind> Shown(Report report) => report.Levels.Unlabelled is null ? Rungs : Rungs.Append(LevelKind.Unlabelled);

    /// <summary>The name as documents and options write it: intraTask.</summary>
    public static string Name(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>A title for people.</summary>
    public static string Title(LevelKind level) => level switch
    {
        LevelKind.Recall => "Recall",
        LevelKind.IntraTask => "Within tasks",
        LevelKind.Instruction => "New wordings",
        LevelKind.InterTask => "Across tasks",
        _ => "Unlabelled",
    };

    /// <summary>What was asked at the level, compared with the tuning.</summary>
    public static string Asked(LevelKind level) => level switch
    {
        LevelKind.Recall => "training inputs of its own tasks",
        LevelKind.IntraTask => "new inputs of its own tasks",
        LevelKind.Instruction => "its own tasks in new words, on new inputs",
        LevelKind.InterTask => "tasks it was never tuned on",
        _ => "the labels do not say",
    };

    /// <summary>What is new at the level, short.</summary>
    public static string New(LevelKind level) => level switch
    {
        LevelKind.Recall => "nothing",
        LevelKind.IntraTask => "inputs",
        LevelKind.Instruction => "words, inputs",
        LevelKind.InterTask => "whole task",
        _ => "not known",
    };

    /// <summary>generalizes, does not, inconclusive; "not measured" without a level.</summary>
    public static string Of(Verdict? verdict) => verdict switch
    {
        Verdict.Generalizes => "generalizes",
        Verdict.DoesNot => "does not",
        Verdict.Inconclusive => "inconclusive",
        _ => "not measured",
    };

    /// <summary>task specialist.</summary>
    public static string Of(DiagnosisKind kind) => kind switch
    {
        DiagnosisKind.Memorizer => "memorizer",
        DiagnosisKind.Weak => "weak",
        DiagnosisKind.TaskSpecialist => "task specialist",
        DiagnosisKind.WordingBrittle => "wording-brittle",
        DiagnosisKind.Generalist => "generalist",
        _ => "inconclusive",
    };

    /// <summary>The diagnosis as one sentence without numbers.</summary>
    public static string Sentence(Report report) => report.Diagnosis.Kind switch
    {
        DiagnosisKind.Memorizer => "It gives back what it was trained on and fails on new inputs of the same tasks.",
        DiagnosisKind.Weak => "It fails on new inputs of the very tasks it was tuned on.",
        DiagnosisKind.TaskSpecialist when report.Levels.InterTask?.Verdict == Verdict.DoesNot =>
            "It does the tasks it was tuned on and does not carry over to new ones.",
        DiagnosisKind.TaskSpecialist => "It does the tasks it was tuned on, and is clearly less good at new ones.",
        DiagnosisKind.WordingBrittle when report.Levels.Instruction?.Verdict == Verdict.DoesNot =>
            "It does its tasks when they are worded as in tuning, and fails when they are not.",
        DiagnosisKind.WordingBrittle => "It does its tasks when they are worded as in tuning, and is clearly less good when they are not.",
        DiagnosisKind.Generalist => "It does the tasks it was tuned on and carries over to tasks it never saw.",
        _ => "These answers do not decide how far the model generalizes.",
    };

    /// <summary>Why a member is null, or a plain word where the report does not say.</summary>
    public static string WhyNull(Report report, string path) =>
        report.Reason.TryGetValue(path, out string? reason) ? reason : "not measured";

    /// <summary>records = scored + unscored, by reason.</summary>
    public static string Sum(Counts counts)
    {
        int unscored = counts.Records - counts.Scored;
        string reasons = counts.Unscored.Count == 0
            ? ""
            : " (" + string.Join(", ", counts.Unscored.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{SafeText.Line(p.Key, 60)} {Numbers.Count(p.Value)}")) + ")";
        return $"{Numbers.Count(counts.Records)} {(counts.Records == 1 ? "answer" : "answers")} = {Numbers.Count(counts.Scored)} scored + {Numbers.Count(unscored)} unscored{reasons}; "
            + $"{Numbers.Count(counts.Empty)} empty, {Numbers.Count(counts.Truncated)} truncated";
    }
}
