namespace GenEval.Generalization.Drivers;

/// <summary>What is looked at in an answer, its input, its reference and its instruction; names are in camel case in reports.</summary>
internal enum DriverFeature
{
    InstructionWords,
    Constraints,
    Novelty,
    InputWords,
    ReferenceWords,
    OutputForm,
    AnswerWords,
    Refusal,
    Truncated,
    Empty,
    Wording,
}

/// <summary>The form that the first reference has.</summary>
internal enum OutputForm
{
    Text,
    SingleWord,
    Number,
    List,
    Json,
}

/// <summary>How a feature is spoken of.</summary>
/// <param name="More">What has more of it, or it.</param>
/// <param name="Unit">Behind the quartiles; null for features that are there or not.</param>
internal sealed record DriverWords(string More, string? Unit)
{
    public static DriverWords Of(DriverFeature feature) => feature switch
    {
        DriverFeature.InstructionWords => new("Longer instructions", "words"),
        DriverFeature.Constraints => new("Instructions with more constraints", "constraints"),
        DriverFeature.Novelty => new("Unseen tasks whose instruction is less like any seen one", "of its words new"),
        DriverFeature.InputWords => new("Longer inputs", "words"),
        DriverFeature.ReferenceWords => new("Longer references", "words"),
        DriverFeature.AnswerWords => new("Longer answers", "words"),
        DriverFeature.Refusal => new("Answers that sound like a refusal", null),
        DriverFeature.Truncated => new("Answers cut at the token limit", null),
        DriverFeature.Empty => new("Answers without text", null),
        DriverFeature.OutputForm => new("The form of the expected output", null),
        _ => new("The wording of the instruction", null),
    };

    /// <summary>Lengths and counts enter as log2(1 + n): the step from 10 to 20 words is that from 100 to 200.</summary>
    public static bool IsCount(DriverFeature feature) =>
        feature is DriverFeature.InstructionWords or DriverFeature.Constraints or DriverFeature.InputWords or DriverFeature.ReferenceWords or DriverFeature.AnswerWords;

    public static bool IsNominal(DriverFeature feature) => feature is DriverFeature.OutputForm or DriverFeature.Wording;
}
