using GenEval.Generalization;
using GenEval.Suites;

namespace GenEval.Tests.Generalization;

public sealed class DiagnosisTests
{
    private static readonly EvaluationOptions s_options = new() { Metrics = ["exact_string"], Threshold = 0.5 };

    public static TheoryData<string, DiagnosisKind, DiagnosisKind[]> Cases => new()
    {
        { "memorizer", DiagnosisKind.Memorizer, [DiagnosisKind.Weak] },
        { "weak", DiagnosisKind.Weak, [] },
        { "taskSpecialist", DiagnosisKind.TaskSpecialist, [] },
        { "wordingBrittle", DiagnosisKind.WordingBrittle, [DiagnosisKind.Generalist] },
        { "both", DiagnosisKind.TaskSpecialist, [DiagnosisKind.WordingBrittle] },
        { "generalist", DiagnosisKind.Generalist, [] },
        { "undecidedWithin", DiagnosisKind.Inconclusive, [] },
        { "undecidedAcross", DiagnosisKind.Inconclusive, [] },
        { "unlabelled", DiagnosisKind.Inconclusive, [] },
        { "onlyUnseen", DiagnosisKind.Inconclusive, [] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_model_is_diagnosed_by_its_levels(string name, DiagnosisKind expected, DiagnosisKind[] secondary)
    {
        Report report = Assert.Single(Evaluator.Evaluate(Records(name), s_options, TestContext.Current.CancellationToken));
        Assert.Equal(expected, report.Diagnosis.Kind);
        Assert.Equal(secondary, report.Diagnosis.Secondary);
        Assert.NotEmpty(report.Diagnosis.Reasons);
    }

    [Fact]
    public void A_gap_that_is_clear_makes_a_specialist_of_an_undecided_level_across_tasks()
    {
        Report report = Assert.Single(Evaluator.Evaluate([.. Answers.Seen(0.95), .. Answers.Unseen(0.5)], s_options, TestContext.Current.CancellationToken));
        Assert.Equal(Verdict.Inconclusive, report.Levels.InterTask!.Verdict);
        Assert.Equal(DiagnosisKind.TaskSpecialist, report.Diagnosis.Kind);
    }

    [Fact]
    public void The_reasons_name_the_level_and_its_number()
    {
        Report report = Assert.Single(Evaluator.Evaluate(Records("taskSpecialist"), s_options, TestContext.Current.CancellationToken));
        Assert.Contains(report.Diagnosis.Reasons, r => r.Contains("interTask", StringComparison.Ordinal) && r.Contains("0.200", StringComparison.Ordinal));
    }

    private static IEnumerable<EvaluationRecord> Records(string name) => name switch
    {
        "memorizer" => [.. Answers.Recall(0.9), .. Answers.Seen(0.2)],
        "weak" => [.. Answers.Seen(0.2), .. Answers.Unseen(0.1)],
        "taskSpecialist" => [.. Answers.Seen(0.9), .. Answers.Unseen(0.2)],
        "wordingBrittle" => [.. Answers.Seen(0.9), .. Answers.NewWordings(0.2), .. Answers.Unseen(0.9)],
        "both" => [.. Answers.Seen(0.9), .. Answers.NewWordings(0.2), .. Answers.Unseen(0.2)],
        "generalist" => [.. Answers.Seen(0.9), .. Answers.NewWordings(0.9), .. Answers.Unseen(0.8)],
        "undecidedWithin" => [.. Answers.Seen(0.5), .. Answers.Unseen(0.1)],
        "undecidedAcross" => [.. Answers.Seen(0.7, inputs: 30), .. Answers.Unseen(0.6, tasks: 2, inputs: 5)],
        "unlabelled" => Answers.Of("t", 10, 10, 0.9, task: null),
        _ => Answers.Unseen(0.9),
    };
}
