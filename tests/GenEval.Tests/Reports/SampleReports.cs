using GenEval.Generalization;
using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.Tests.Reports;

/// <summary>Reports as an evaluation would give them: plausible numbers, nulls with their reasons, and one whose every text is hostile.</summary>
internal static class SampleReports
{
    /// <summary>Opens a terminal's escape, reorders text, breaks out of tags, tables, cells, formulas and markup; a lone surrogate, an invisible tag character.</summary>
    public const string Hostile = "=cmd|' /C calc'!A0 </script><script>alert(1)</script> \u001b[31m[red]|`*_\u202Eevil\u2066 \uD800 \U000E0041 javascript:x www.evil.example\r\n\t\0\uFFFE";

    /// <summary>A legal summarizer: good at new contracts, lost when asked to explain one; one wording, no training inputs.</summary>
    public static Report Specialist() => new()
    {
        Suite = "legal",
        Model = "summarizer-7b",
        Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["strategy"] = "lora", ["trainTasks"] = "3" },
        Metric = "rougeL",
        Threshold = .5,
        Confidence = .95,
        Seed = 1,
        UnscoredPolicy = "exclude",
        WordingDesign = new("nested", Inferred: true),
        Levels = new LevelSet { IntraTask = Level(.742, .021, 3, 180, Verdict.Generalizes), InterTask = Level(.214, .052, 6, 240, Verdict.DoesNot, unscored: 5) },
        Gaps = new GapSet { Generalization = new Gap(.528, .056, 8.4, new Interval(.401, .655), .0000021, .288, "MOVER from both levels' intervals; p by Welch") },
        Tasks =
        [
            Task("summarize-nda", "summarization", Novelty.Seen, LevelKind.IntraTask, .781, .05, 60, Verdict.Generalizes),
            Task("summarize-lease", "summarization", Novelty.Seen, LevelKind.IntraTask, .733, .06, 60, Verdict.Generalizes),
            Task("summarize-will", category: null, Novelty.Seen, LevelKind.IntraTask, .712, .06, 60, Verdict.Generalizes),
            Task("explain-clause", "explanation", Novelty.Unseen, LevelKind.InterTask, .094, .04, 40, Verdict.DoesNot),
            Task("classify-risk", "classification", Novelty.Unseen, LevelKind.InterTask, .131, .05, 40, Verdict.DoesNot, unscored: 5),
            Task("extract-parties", "extraction", Novelty.Unseen, LevelKind.InterTask, .412, .08, 40, Verdict.Inconclusive),
            Task("translate-clause", "translation", Novelty.Unseen, LevelKind.InterTask, .188, .05, 40, Verdict.DoesNot),
            Task("draft-email", "generation", Novelty.Unseen, LevelKind.InterTask, .243, .05, 40, Verdict.DoesNot),
            Task("answer-question", "question answering", Novelty.Unseen, LevelKind.InterTask, .216, .06, 40, Verdict.DoesNot),
        ],
        Diagnosis = new Diagnosis(
            DiagnosisKind.TaskSpecialist,
            ["On new inputs of the 3 tasks it was tuned on it scores 0.742 (0.698 to 0.781), above the threshold 0.5.", "On 6 tasks it was never tuned on it scores 0.214 (0.112 to 0.373), below it."],
            []),
        Counts = new Counts(420, 415, 2, 7, new Dictionary<string, int>(StringComparer.Ordinal) { ["failed.timeout"] = 3, ["refused"] = 2 }),
        Warnings =
        [
            new Warning("fewTasks", "Only 6 unseen tasks: another choice of tasks could give another level; aim at 10 or more."),
            new Warning("unscored", "5 of 420 answers have no score (failed.timeout 3, refused 2); the verdicts do not depend on them."),
        ],
        Reason = Because("levels.recall", "no answers to training inputs", "levels.instruction", "no new wordings of seen tasks", "levels.unlabelled", "every answer is labelled", "gaps.memorization", "recall is not measured", "gaps.wording", "instruction is not measured"),
        Worst =
        [
            new AnswerSample
            {
                Level = LevelKind.InterTask, Task = "explain-clause", Instruction = "plain-words", Instance = "clause-17", Input = "The Lessee shall indemnify and hold harmless the Lessor ...",
                References = ["If somebody sues the landlord because of you, you pay."], Output = "This Agreement is between the Lessee and the Lessor.\nIt covers indemnification.", Score = .05,
            },
            new AnswerSample { Level = LevelKind.InterTask, Task = "classify-risk", Instance = "c-3", References = ["high"], Output = null, Unscored = "failed.timeout" },
            new AnswerSample { Level = LevelKind.IntraTask, Task = "summarize-will", Instance = "w-9", Input = "I, the undersigned ...", References = ["Everything goes to the sister."], Output = "", Score = 0 },
        ],
    };

    /// <summary>Two records of one unlabelled task: next to nothing is defined.</summary>
    public static Report Thin() => new()
    {
        Model = "unnamed",
        Metric = "exact_match",
        Threshold = .5,
        Confidence = .95,
        Seed = 0,
        UnscoredPolicy = "exclude",
        WordingDesign = new("nested", Inferred: true),
        Levels = new LevelSet { Unlabelled = Undefined() },
        Gaps = new GapSet(),
        Tasks = [new TaskRow { Task = "t", Novelty = Novelty.Unknown, Level = LevelKind.Unlabelled, Records = 1, Unscored = 1, Verdict = Verdict.Inconclusive, Reason = "no scored answer" }],
        Diagnosis = new Diagnosis(DiagnosisKind.Inconclusive, ["No level is labelled."], []),
        Counts = new Counts(1, 0, 0, 0, new Dictionary<string, int>(StringComparer.Ordinal) { ["noReference"] = 1 }),
        Warnings = [],
        Reason = Because("levels.recall", "no record", "levels.intraTask", "no record", "levels.instruction", "no record", "levels.interTask", "no record", "gaps.memorization", "no record", "gaps.wording", "no record", "gaps.generalization", "no record"),
    };

    /// <summary>Every section filled.</summary>
    public static Report Full() => Specialist() with
    {
        Model = "summarizer-7b-instruct",
        Levels = new LevelSet
        {
            Recall = Level(.912, .018, 3, 90, Verdict.Generalizes),
            IntraTask = Level(.742, .021, 3, 180, Verdict.Generalizes) with { PredictionPowered = new PredictionPowered(.731, .02, new Interval(.69, .77), 60, 41.5) { DegreesOfFreedom = 57, Bound = new Interval(.697, .763), Verdict = Verdict.Generalizes, Lambda = .92, Unrated = 120, RatedTasks = 3, RatingsAlone = .75, Method = "PPI++ by task" } },
            Instruction = Level(.561, .055, 3, 180, Verdict.Inconclusive),
            InterTask = Level(.214, .052, 6, 240, Verdict.DoesNot, unscored: 5),
            Unlabelled = Level(.4, .1, 1, 12, Verdict.Inconclusive),
        },
        Gaps = Specialist().Gaps with
        {
            Memorization = new Gap(.17, .027, 88, new Interval(.117, .224), .0000001, .814, "MOVER"),
            Wording = new Gap(.181, .058, Reason: "two quantiles are mixed", DegreesOfFreedom: null, Interval: new Interval(.06, .301), PValue: .0043, Ratio: .756, Method: "MOVER"),
        },
        Variance = new VarianceReport
        {
            Level = LevelKind.InterTask,
            Design = "i x (z:t)",
            Method = "anova",
            Components = new VarianceComponents { Task = .0023, Input = .0123, Wording = 0, TaskWording = .0076, Residual = .0049 },
            Raw = new VarianceComponents { Task = .0023, Input = .0123, Wording = -.0001, TaskWording = .0076, Residual = .0049 },
            StandardError = .049,
            DegreesOfFreedom = 3.57,
            Interval = new Interval(.568, .856),
            Generalizability = .71,
            Advice = ["Twice the tasks would narrow the interval by 29%; twice the inputs by 4%."],
            Reason = "dependability needs several models; repeat needs repeats",
        },
        Wordings = new WordingsReport { Level = LevelKind.InterTask, Average = .561, Max = .733, Spread = .31, Saturation = .828, Cps = .607, Pss = .12, Consistency = .44, Icc = .38 },
        Contamination = new ContaminationReport(14, 420, new LevelSet { InterTask = Level(.201, .053, 6, 226, Verdict.DoesNot) })
        {
            Difference = new LevelDifferences { InterTask = new(.013, .004, 5, new Interval(.003, .023), .02, .02, "all - clean by task") },
            ByKind = new Dictionary<string, int>(StringComparer.Ordinal) { ["sameInput"] = 3, ["nearDuplicate"] = 14 },
            TooShort = 7,
        },
        Learned = new LearnedReport(new Dictionary<string, double?>(StringComparer.Ordinal) { ["auc"] = .87, ["calibrationError"] = null }, 3)
        {
            Trainer = "linear", Ratings = 400, Tasks = 12, Interval = new(.84, .9),
        },
        Agreement = new AgreementReport
        {
            Ratings = 60,
            Unscored = 2,
            Tasks = 9,
            Accuracy = new AgreementEstimate(.85, .05, 8, new Interval(.71, .93)),
            Kappa = new AgreementEstimate(.69, .1, 8, new Interval(.46, .92)),
            Spearman = new AgreementEstimate(.7, .09, 8, new Interval(.44, .85)),
            Method = "jackknife by task, t",
        },
        Drivers = [new Driver("inputWords", .08, new Interval(.02, .14), .004, "Longer inputs go with lower scores: -0.210 from 12 to 63 words (the quartiles), the other features as they are.") { Effect = -.21, Tasks = 12 }],
        TransferRatio = new TransferRatio(.41, new Interval(.12, .77), Reason: null, .301, .123, new Gap(.178, .06, 7.2, new Interval(.037, .319), .02, .41, "Welch")),
        Sample = [new AnswerSample { Level = LevelKind.InterTask, Task = "draft-email", Instruction = "a", Instance = "e-1", Input = "Ask for the deposit back.", References = ["Dear landlord, ..."], Output = "Dear landlord, please return the deposit.", Score = .41 }],
        Cells =
        [
            .. from task in Specialist().Tasks
               from wording in (string[])["short", "polite", "plain-words", "long-winded"]
               where wording != "plain-words" || task.Level == LevelKind.InterTask
               select new WordingCell(task.Level, task.Task, wording, Math.Round(Math.Clamp(task.Estimate!.Value + (.03 * wording.Length - .2) * (task.Task.Length % 3), 0, 1), 3), task.Records / 3),
        ],
        Distributions = [new ScoreDistribution(LevelKind.IntraTask, [2, 3, 4, 8, 12, 20, 30, 44, 40, 17]), new ScoreDistribution(LevelKind.InterTask, [90, 60, 30, 20, 12, 9, 6, 4, 2, 2])],
        Diagnosis = Specialist().Diagnosis with { Secondary = [DiagnosisKind.WordingBrittle] },
        Reason = Because(),
    };

    /// <summary>A report whose every text wants to do harm.</summary>
    public static Report Hostiles()
    {
        Report report = Specialist();
        return report with
        {
            Model = Hostile,
            Suite = Hostile,
            Metric = Hostile,
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [Hostile] = Hostile },
            Tasks = [.. report.Tasks.Select(t => t with { Task = Hostile + t.Task, Category = Hostile })],
            Diagnosis = report.Diagnosis with { Reasons = [Hostile] },
            Warnings = [new Warning(Hostile, Hostile)],
            Cells = [new WordingCell(LevelKind.InterTask, Hostile, Hostile, .5, 3)],
            Sample = [report.Worst[0] with { Task = Hostile, Output = Hostile }],
            Worst = [report.Worst[0] with { Task = Hostile, Instruction = Hostile, Instance = Hostile, Input = new string('x', 1_000_000), References = [Hostile], Output = Hostile + "<svg onload=alert(1)>" }],
        };
    }

    private static Level Level(double estimate, double standardError, int tasks, int records, Verdict verdict, int unscored = 0)
    {
        Estimated macro = Estimate(estimate, standardError, tasks);
        return new Level
        {
            Estimate = macro.Estimate,
            StandardError = macro.StandardError,
            DegreesOfFreedom = macro.DegreesOfFreedom,
            Interval = macro.Interval,
            Bound = macro.Bound,
            Method = "Wilson on the effective sample size",
            Micro = Estimate(estimate + .004, standardError, tasks),
            Tasks = tasks,
            Records = records,
            Unscored = unscored,
            Verdict = verdict,
            AboveThreshold = estimate > .5,
            ShareAboveThreshold = new ShareEstimate(estimate > .5 ? .97 : .04, estimate > .5 ? new Interval(.44, 1) : new Interval(0, .393)),
        };
    }

    private static Level Undefined() => new()
    {
        Method = "none",
        Micro = new Estimated { Method = "none", Reason = "no scored answer" },
        Tasks = 0,
        Records = 1,
        Unscored = 1,
        Verdict = Verdict.Inconclusive,
        ShareAboveThreshold = new ShareEstimate(Estimate: null, Interval: null, "no scored answer"),
        Reason = "no scored answer",
    };

    private static Estimated Estimate(double estimate, double standardError, int tasks) => new()
    {
        Estimate = estimate,
        StandardError = standardError,
        DegreesOfFreedom = tasks - 1,
        Interval = new Interval(Math.Max(0, Math.Round(estimate - 2 * standardError, 6)), Math.Min(1, Math.Round(estimate + 2 * standardError, 6))),
        Bound = new Interval(Math.Max(0, Math.Round(estimate - 1.7 * standardError, 6)), Math.Min(1, Math.Round(estimate + 1.7 * standardError, 6))),
        Method = "CR2",
    };

    private static TaskRow Task(string task, string? category, Novelty novelty, LevelKind level, double estimate, double half, int records, Verdict verdict, int unscored = 0) => new()
    {
        Task = task,
        Category = category,
        Novelty = novelty,
        Level = level,
        Estimate = estimate,
        Interval = new Interval(Math.Round(estimate - half, 6), Math.Round(estimate + half, 6)),
        Records = records,
        Unscored = unscored,
        Verdict = verdict,
        PAdjusted = verdict == Verdict.Generalizes ? .0004 : 1,
    };

    private static Dictionary<string, string> Because(params string[] pairs)
    {
        Dictionary<string, string> reason = new(StringComparer.Ordinal)
        {
            ["variance"] = "one wording, no repeats",
            ["wordings"] = "one wording",
            ["contamination"] = "no training text was given",
            ["learned"] = "the metric is not learned",
            ["drivers"] = "fewer than 20 tasks",
            ["transferRatio"] = "no baseline was given",
        };
        if (pairs.Length == 0)
        {
            reason.Clear();
        }

        for (int i = 0; i < pairs.Length; i += 2)
        {
            reason.Add(pairs[i], pairs[i + 1]);
        }

        return reason;
    }
}
