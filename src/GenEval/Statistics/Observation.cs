namespace GenEval.Statistics;

/// <summary>A score with its place in the design; the same place again is a repeat.</summary>
/// <param name="Task">The task's number, from 0.</param>
/// <param name="Input">The input's number within its task.</param>
/// <param name="Wording">The wording's number: the same wording in every task where wordings are crossed, within the task where nested.</param>
/// <param name="Score">The score.</param>
public readonly record struct Observation(int Task, int Input, int Wording, double Score);
