using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>Which rung a record stands on, from what is known of its task, wording and input.</summary>
public static class LevelRule
{
    /// <summary>
    /// Task unseen: <see cref="LevelKind.InterTask"/>. Task seen: a seen input is <see cref="LevelKind.Recall"/>, else an unseen wording
    /// is <see cref="LevelKind.Instruction"/>, else <see cref="LevelKind.IntraTask"/>. A missing wording novelty is the task's, a missing input
    /// novelty is unseen; an unknown task, or an explicit unknown, is <see cref="LevelKind.Unlabelled"/>.
    /// </summary>
    public static LevelKind Of(Novelty? task, Novelty? instruction, Novelty? instance)
    {
        if (task is null or Novelty.Unknown || instruction == Novelty.Unknown || instance == Novelty.Unknown)
        {
            return LevelKind.Unlabelled;
        }

        if (task == Novelty.Unseen)
        {
            return LevelKind.InterTask;
        }

        if (instance == Novelty.Seen)
        {
            return LevelKind.Recall;
        }

        return instruction == Novelty.Unseen ? LevelKind.Instruction : LevelKind.IntraTask;
    }

    /// <summary>The rung of a record by the name that documents give it; null where its labels do not say.</summary>
    public static string? RungOf(EvaluationRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        LevelKind level = Of(record.Novelty, record.InstructionNovelty, record.InstanceNovelty);
        return level == LevelKind.Unlabelled ? null : Words.Name(level);
    }

    /// <summary>The novelty of a rung's tasks.</summary>
    public static Novelty TaskNovelty(LevelKind level) => level switch
    {
        LevelKind.InterTask => Novelty.Unseen,
        LevelKind.Unlabelled => Novelty.Unknown,
        _ => Novelty.Seen,
    };
}
