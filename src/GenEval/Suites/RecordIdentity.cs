namespace GenEval.Suites;

/// <summary>What a record is an answer to: the key by which records are paired, counted as repeats and told apart.</summary>
/// <param name="Suite">The suite's name, or null for a records file.</param>
/// <param name="Model">The model; <see cref="Unnamed"/> where the record does not say.</param>
/// <param name="Task">The task's id.</param>
/// <param name="Instruction">The instruction's id; <see cref="OnlyInstruction"/> where the record does not say.</param>
/// <param name="Instance">The instance's id, <c>input-HASH</c> where only the input is known, or <c>#N</c> where not even that is.</param>
/// <param name="Repeat">Which repeat of the prompt, from 0.</param>
/// <param name="CanPair">Whether another run's record can be found by it; false for a running number.</param>
public readonly record struct RecordIdentity(string? Suite, string Model, string Task, string Instruction, string Instance, int Repeat, bool CanPair)
{
    /// <summary>The model of a record that names none.</summary>
    public const string Unnamed = "unnamed";

    /// <summary>The instruction of a record that names none: the task's one instruction.</summary>
    public const string OnlyInstruction = "default";
}
