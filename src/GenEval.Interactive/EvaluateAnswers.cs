using System.Globalization;
using GenEval.Generalization;
using GenEval.Suites;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;

namespace GenEval.Interactive;

/// <summary>The magic <c>#!geneval</c>: its arguments are those of <c>geneval evaluate</c>, and so are its numbers.</summary>
public sealed class EvaluateAnswers : KernelDirectiveCommand
{
    /// <summary>What to evaluate.</summary>
    public string? Path { get; set; }

    /// <summary>The metric; null for the tasks' own.</summary>
    public string? Metric { get; set; }

    /// <summary>The threshold; null for the suite's.</summary>
    public string? Threshold { get; set; }

    /// <summary>What was tuned on; null where the records say it.</summary>
    public string? Seen { get; set; }

    /// <summary>The variable of the C# kernel that holds the reports; null for none.</summary>
    public string? Name { get; set; }

    internal async Task RunAsync(KernelInvocationContext context)
    {
        EvaluationOptions options = new() { Metrics = Metric is null ? [] : [Metric], Threshold = Threshold is null ? null : Number(Threshold) };
        RecordReadOptions reading = new() { Seen = Seen is null ? null : SeenLabels.Parse(Seen) };
        Report[] reports = [.. RecordedAnswers.Evaluate([Path ?? ""], reading, options, cancellationToken: context.CancellationToken)];
        foreach (Report report in reports)
        {
            context.Display(report);
        }

        if (Name is not null && context.HandlingKernel.RootKernel.FindKernelByName("csharp") is { } csharp)
        {
            await csharp.SendAsync(new SendValue(Name, reports)).ConfigureAwait(false);
        }
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        ? number
        : throw new GenEvalException($"--threshold {text}: a number from 0 to 1 is expected.") { Id = "ThresholdOutOfRange" };
}
