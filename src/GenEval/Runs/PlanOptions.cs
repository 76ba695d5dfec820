namespace GenEval.Runs;

/// <summary>How much of a suite is run.</summary>
public sealed record PlanOptions
{
    /// <summary>At most so many wordings of each novelty in a task; null for all. Tasks with the same wordings keep the same ones.</summary>
    public int? Wordings { get; init; }

    /// <summary>At most so many inputs of each novelty in a task; null for all.</summary>
    public int? Inputs { get; init; }

    /// <summary>How often each prompt is asked, from 1.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Decides which wordings and inputs are taken: the same seed takes the same, whatever the order in the files.</summary>
    public long Seed { get; init; }

    /// <summary>Throws where a number is out of its range.</summary>
    /// <exception cref="GenEvalException">A number is below 1.</exception>
    internal void Validate()
    {
        if (Wordings is < 1 || Inputs is < 1 || Repeats < 1)
        {
            throw new GenEvalException("Wordings, inputs and repeats are counted from 1.") { Id = "PlanOptionInvalid", Action = "Leave --wordings or --inputs out to take all." };
        }
    }
}
