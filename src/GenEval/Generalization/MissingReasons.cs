namespace GenEval.Generalization;

/// <summary>Why a member of the report is null, by its path.</summary>
internal static class MissingReasons
{
    private static readonly Dictionary<string, string> s_notAsked = new(StringComparer.Ordinal)
    {
        ["agreement"] = "no record carries a human rating",
        ["learned"] = "the metric is not a learned scorer",
        ["transferRatio"] = "no baseline run was given (--baseline)",
    };

    public static IReadOnlyDictionary<string, string> Of(
        LevelSet levels, IReadOnlyList<EstimatedLevel> estimated, GapSet gaps, TransferRatio? transfer, AgreementReport? agreement, LearnedReport? learned,
        IEnumerable<(string Section, string? Missing)> sections)
    {
        SortedDictionary<string, string> reasons = new(s_notAsked, StringComparer.Ordinal);
        foreach (LevelKind kind in Enum.GetValues<LevelKind>().Where(k => levels[k] is null))
        {
            reasons["levels." + Words.Name(kind)] = kind switch
            {
                LevelKind.Recall => "no record is a training input of a seen task (instanceNovelty seen)",
                LevelKind.IntraTask => "no record is a new input of a seen task under a seen wording",
                LevelKind.Instruction => "no record is a new wording of a seen task (instructionNovelty unseen)",
                LevelKind.InterTask => "no record is of an unseen task",
                _ => "every record says whether its task was tuned on",
            };
        }

        Add(reasons, "gaps.memorization", gaps.Memorization, "needs recall and intraTask");
        Add(reasons, "gaps.wording", gaps.Wording, "needs intraTask and instruction");
        Add(reasons, "gaps.generalization", gaps.Generalization, "needs intraTask and interTask");
        foreach ((string section, string? missing) in sections)
        {
            if (missing is not null)
            {
                reasons[section] = missing;
            }
        }

        if (agreement is not null)
        {
            reasons.Remove("agreement");
        }

        foreach (EstimatedLevel level in estimated)
        {
            if (level.Rated.Reason is { } unrated)
            {
                reasons[$"levels.{Words.Name(level.Kind)}.predictionPowered"] = unrated;
            }
        }

        if (transfer is not null)
        {
            reasons.Remove("transferRatio");
        }

        if (learned is not null)
        {
            reasons.Remove("learned");
            if (learned.Interval is null)
            {
                reasons["learned.interval"] = "the scorer was trained on too few tasks, or inputs of one, for an interval";
            }
        }

        return reasons;
    }

    private static void Add(SortedDictionary<string, string> reasons, string path, Gap? gap, string reason)
    {
        if (gap is null)
        {
            reasons[path] = reason;
        }
    }
}
