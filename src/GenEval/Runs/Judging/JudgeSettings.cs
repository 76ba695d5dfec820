using GenEval.Models;

namespace GenEval.Runs.Judging;

/// <summary>A judge: the model that is asked, what it is asked and what its verdicts are worth. Read from FILE.json by <see cref="JudgeFile"/>.</summary>
public sealed record JudgeSettings
{
    /// <summary>The criteria where the file names none.</summary>
    public const string DefaultCriteria = "Is the answer correct and complete, and does it do what was asked?";

    /// <summary>The model, its endpoint, sampling and limits.</summary>
    public required ModelOptions Model { get; init; }

    /// <summary>What a million tokens cost, for estimates.</summary>
    public TokenPrices Prices { get; init; } = new(Input: null, Output: null);

    /// <summary>What is asked.</summary>
    public JudgeKind Kind { get; init; }

    /// <summary>What the judge judges by.</summary>
    public string Criteria { get; init; } = DefaultCriteria;

    /// <summary>The prompt; null for the built-in one of the kind.</summary>
    public string? Prompt { get; init; }

    /// <summary>The scale of a rubric, low below high; a score is (verdict - low) / (high - low).</summary>
    public (double Low, double High) Scale { get; init; } = (1, 5);

    /// <summary>What a verdict of "equally good" is worth against a reference, in [0, 1].</summary>
    public double Tie { get; init; } = 1;

    /// <summary>Whether a comparison is asked in both orders.</summary>
    public bool Swap { get; init; } = true;

    /// <summary>How often each question is asked, from 1; the verdicts' mean counts.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Whether verdicts are kept in the run store and taken from it.</summary>
    public bool Cache { get; init; } = true;
}
