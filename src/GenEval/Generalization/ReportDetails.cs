namespace GenEval.Generalization;

/// <summary>A task under one of its wordings: the mean over its inputs there.</summary>
/// <param name="Level">The rung.</param>
/// <param name="Task">The task's id.</param>
/// <param name="Instruction">The wording's id.</param>
/// <param name="Estimate">The mean, in [0, 1]; null where nothing is scored.</param>
/// <param name="Records">How many answers, scored or not.</param>
public sealed record WordingCell(LevelKind Level, string Task, string Instruction, double? Estimate, int Records);

/// <summary>How the scores of a level are spread.</summary>
/// <param name="Level">The rung.</param>
/// <param name="Bins">Scored answers in equally wide bins of [0, 1]; a bin holds its lower end, the last one also 1.</param>
public sealed record ScoreDistribution(LevelKind Level, IReadOnlyList<int> Bins);
