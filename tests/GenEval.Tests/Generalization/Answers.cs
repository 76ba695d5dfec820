using GenEval.Suites;

namespace GenEval.Tests.Generalization;

/// <summary>Makes records whose scores are known: an answer is right or wrong by a fixed pattern, no random numbers.</summary>
internal static class Answers
{
    /// <summary>Records of some tasks, of which the share <paramref name="right"/> is right in every task (exact_string).</summary>
    public static IEnumerable<EvaluationRecord> Of(
        string prefix, int tasks, int inputs, double right, Novelty? task, Novelty? instruction = null, Novelty? instance = Novelty.Unseen, int wordings = 1)
    {
        for (int t = 0; t < tasks; t++)
        {
            for (int w = 0; w < wordings; w++)
            {
                for (int i = 0; i < inputs; i++)
                {
                    // Spread the right answers evenly, shifted by task, so that tasks and wordings differ a little.
                    bool isRight = (((i * 7) + (t * 3) + w) % inputs) < Math.Round(right * inputs);
                    yield return new EvaluationRecord
                    {
                        Model = "m",
                        Task = $"{prefix}{t}",
                        Novelty = task,
                        Instruction = $"{instruction}{w}",
                        InstructionNovelty = instruction,
                        Instance = $"{prefix}{t}-{instance}-{i}",
                        InstanceNovelty = instance,
                        Input = $"input {i}",
                        References = ["right"],
                        Output = isRight ? "right" : "wrong",
                    };
                }
            }
        }
    }

    public static IEnumerable<EvaluationRecord> Seen(double right, int tasks = 6, int inputs = 20) => Of("seen", tasks, inputs, right, Novelty.Seen, Novelty.Seen);

    public static IEnumerable<EvaluationRecord> Recall(double right, int tasks = 6, int inputs = 20) => Of("seen", tasks, inputs, right, Novelty.Seen, Novelty.Seen, Novelty.Seen);

    public static IEnumerable<EvaluationRecord> NewWordings(double right, int tasks = 6, int inputs = 20) => Of("seen", tasks, inputs, right, Novelty.Seen, Novelty.Unseen, wordings: 4);

    public static IEnumerable<EvaluationRecord> Unseen(double right, int tasks = 15, int inputs = 20) => Of("unseen", tasks, inputs, right, Novelty.Unseen, Novelty.Unseen);
}
