namespace GenEval.Generalization;

/// <summary>From levels and gaps to what kind of generalizer this is: the first rule that matches, the others as secondary.</summary>
internal static class Diagnoser
{
    public static Diagnosis Diagnose(LevelSet levels, GapSet gaps, double threshold)
    {
        if (levels.IntraTask is not { } intra || intra.Verdict == Verdict.Inconclusive)
        {
            return new(DiagnosisKind.Inconclusive, [WhyUndecided(levels, threshold)], []);
        }

        List<DiagnosisKind> kinds = [.. Matches(levels, gaps, intra)];
        DiagnosisKind kind = kinds.Count > 0 ? kinds[0] : DiagnosisKind.Inconclusive;
        List<string> reasons = [.. Reasons(kind, levels, gaps, threshold)];
        foreach (DiagnosisKind second in kinds.Skip(1))
        {
            reasons.AddRange(Reasons(second, levels, gaps, threshold));
        }

        return new(kind, [.. reasons.Distinct(StringComparer.Ordinal)], [.. kinds.Skip(1)]);
    }

    private static IEnumerable<DiagnosisKind> Matches(LevelSet levels, GapSet gaps, Level intra)
    {
        bool within = intra.Verdict == Verdict.Generalizes;
        if (!within && levels.Recall?.Verdict == Verdict.Generalizes)
        {
            yield return DiagnosisKind.Memorizer;
        }

        if (!within)
        {
            yield return DiagnosisKind.Weak;
        }

        if (within && Falls(levels.InterTask, gaps.Generalization))
        {
            yield return DiagnosisKind.TaskSpecialist;
        }

        if (within && Falls(levels.Instruction, gaps.Wording))
        {
            yield return DiagnosisKind.WordingBrittle;
        }

        if (within && levels.InterTask?.Verdict == Verdict.Generalizes)
        {
            yield return DiagnosisKind.Generalist;
        }
    }

    /// <summary>The rung fails, or it is not shown to hold and the gap before it is real.</summary>
    private static bool Falls(Level? rung, Gap? gap) => rung is not null
        && (rung.Verdict == Verdict.DoesNot || (rung.Verdict != Verdict.Generalizes && gap?.Interval?.Lower > 0));

    private static IEnumerable<string> Reasons(DiagnosisKind kind, LevelSet levels, GapSet gaps, double threshold)
    {
        switch (kind)
        {
            case DiagnosisKind.Memorizer:
                yield return Sentence(LevelKind.Recall, levels.Recall, threshold);
                yield return Sentence(LevelKind.IntraTask, levels.IntraTask, threshold);
                break;
            case DiagnosisKind.Weak:
                yield return Sentence(LevelKind.IntraTask, levels.IntraTask, threshold);
                break;
            case DiagnosisKind.TaskSpecialist:
                yield return Sentence(LevelKind.IntraTask, levels.IntraTask, threshold);
                yield return Sentence(LevelKind.InterTask, levels.InterTask, threshold);
                yield return Difference("between its own tasks and new ones", gaps.Generalization);
                break;
            case DiagnosisKind.WordingBrittle:
                yield return Sentence(LevelKind.IntraTask, levels.IntraTask, threshold);
                yield return Sentence(LevelKind.Instruction, levels.Instruction, threshold);
                yield return Difference("between the trained wordings and new ones", gaps.Wording);
                break;
            case DiagnosisKind.Generalist:
                yield return Sentence(LevelKind.IntraTask, levels.IntraTask, threshold);
                yield return Sentence(LevelKind.InterTask, levels.InterTask, threshold);
                break;
            default:
                yield return WhyUndecided(levels, threshold);
                break;
        }
    }

    private static string WhyUndecided(LevelSet levels, double threshold)
    {
        bool labelled = levels.Recall is not null || levels.IntraTask is not null || levels.Instruction is not null || levels.InterTask is not null;
        if (!labelled)
        {
            return "No record says whether its task was tuned on, so no level can be told: label them with --seen (a list of the tasks that were tuned on).";
        }

        if (levels.IntraTask is not { } intra)
        {
            return "No new inputs of seen tasks are among the records (intraTask), so success within a task cannot be told.";
        }

        if (intra.Verdict == Verdict.Inconclusive)
        {
            return Sentence(LevelKind.IntraTask, intra, threshold);
        }

        return levels.InterTask is not { } inter
            ? $"{Sentence(LevelKind.IntraTask, intra, threshold)} No unseen task is among the records (interTask), so success across tasks cannot be told."
            : Sentence(LevelKind.InterTask, inter, threshold);
    }

    private static string Sentence(LevelKind kind, Level? level, double threshold)
    {
        if (level?.Estimate is not { } estimate)
        {
            return $"On {Words.Phrase(kind)} ({Words.Name(kind)}) there is no estimate: {level?.Reason ?? "no records"}.";
        }

        string verdict = level.Verdict switch
        {
            Verdict.Generalizes => $"holds: even its lower bound, {Words.Number(level.Bound!.Value.Lower)}, is above the threshold {Words.Number(threshold)}",
            Verdict.DoesNot => $"fails: even its upper bound, {Words.Number(level.Bound!.Value.Upper)}, is not above the threshold {Words.Number(threshold)}",
            _ when level.Bound is { } b && (b.Lower > threshold || b.Upper <= threshold) =>
                $"is undecided: its answers without a score, or empty ones, could change the verdict at the threshold {Words.Number(threshold)}",
            _ => level.Bound is { } b
                ? $"is undecided: it lies between {Words.Number(b.Lower)} and {Words.Number(b.Upper)}, and the threshold {Words.Number(threshold)} is between them"
                : $"is undecided: {level.Reason ?? "it has no bounds"}",
        };
        return $"On {Words.Phrase(kind)} ({Words.Name(kind)}) its mean score of {Words.Number(estimate)} {verdict}.";
    }

    private static string Difference(string between, Gap? gap) => gap?.Estimate is not { } estimate
        ? $"The gap {between} cannot be estimated: {gap?.Reason ?? "a level is missing"}."
        : $"The gap {between} is {Words.Number(estimate)} ({Words.Range(gap.Interval)}).";
}
