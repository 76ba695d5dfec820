using GenEval.Statistics;

namespace GenEval.Bench.Coverage;

/// <summary>The designs: those of a reference study of 1,946 designs, whose "recommended" column they carry, and what that study left out.</summary>
internal static class CoverageDesigns
{
    private static readonly CoverageDesign s_words = new()
    {
        Estimand = Estimand.Instruction, Tasks = 10, InputSpread = 1, WordingSpread = 0.5, TaskWordingSpread = 0.5, Wordings = 3,
    };

    private static readonly CoverageDesign s_across = s_words with { Estimand = Estimand.InterTaskRandomWordings };

    public static IReadOnlyList<CoverageDesign> Referenced { get; } =
    [
        // The study's figure for one task is of the rung's formula; this is its column for Wilson's interval, which a single task takes.
        new() { Estimand = Estimand.IntraTask, Tasks = 1, Reference = new(.953, .0465, .0545, .3618, 4000) },
        new() { Estimand = Estimand.IntraTask, Tasks = 3, Level = .97, Reference = new(.9667, .0077, .0555, .1124, 4000) },
        new() { Estimand = Estimand.IntraTask, Tasks = 3, Level = .97, Inputs = "b2", Reference = new(.9838, 0, .0393, .6479, 4000) },
        new() { Estimand = Estimand.IntraTask, Tasks = 10, Level = .9, Inputs = "b2", Reference = new(.961, .0053, .0597, .304, 4000) },
        new() { Estimand = Estimand.IntraTask, Tasks = 10, Level = .97, Inputs = "mix1", Reference = new(.862, 0, .1455, .3628, 4000) },
        new() { Estimand = Estimand.IntraTask, Tasks = 10, Score = ScoreKind.Beta2, Reference = new(.9565, .054, .041, .0798, 2000) },
        new() { Estimand = Estimand.IntraTask, Tasks = 3, Level = .95, Score = ScoreKind.Beta2, Reference = new(.921, .0995, .045, .0686, 2000) },
        s_words with { Tasks = 3, Wordings = 2, Reference = new(.976, .026, .0295, .7178, 2000) },
        s_words with { Tasks = 10, Wordings = 2, Design = WordingDesign.Nested, Reference = new(.983, .023, .029, .202, 2000) },
        s_words with { Tasks = 10, Reference = new(.9545, .0555, .044, .3643, 2000) },
        s_words with { Tasks = 20, Wordings = 10, Reference = new(.954, .048, .0465, .1288, 2000) },
        s_words with { Tasks = 20, Wordings = 10, Design = WordingDesign.Nested, Reference = new(.962, .044, .049, .0578, 2000) },
        new() { Estimand = Estimand.InterTask, Tasks = 3, Reference = new(.9888, .0245, .0173, .6936, 4000) },
        new() { Estimand = Estimand.InterTask, Tasks = 5, Level = .9, Reference = new(.973, .0522, .0288, .2651, 4000) },
        new() { Estimand = Estimand.InterTask, Tasks = 20, Level = .9, Reference = new(.9455, .069, .0408, .1057, 4000) },
        new() { Estimand = Estimand.InterTask, Tasks = 10, Inputs = "b1", Reference = new(.9808, .007, .052, .5778, 4000) },
        new() { Estimand = Estimand.InterTask, Tasks = 50, Inputs = "skew", Reference = new(.9475, .0542, .0473, .1328, 4000) },
        s_across with { Tasks = 5, Reference = new(.977, .0315, .0235, .5205, 2000) },
        s_across with { Tasks = 20, Reference = new(.978, .0285, .0315, .3866, 2000) },
        s_across with { Tasks = 20, Wordings = 10, Reference = new(.962, .045, .0365, .1999, 2000) },
        new() { Estimand = Estimand.Gap, Tasks = 5, UnseenTasks = 5, Level = .7, UnseenLevel = .6, Reference = new(.9792, .0288, .031, .6565, 4000) },
        new() { Estimand = Estimand.Gap, Tasks = 20, UnseenTasks = 3, Level = .95, UnseenLevel = .9, Reference = new(.9965, .014, .0057, .5029, 4000) },
        new() { Estimand = Estimand.Gap, Tasks = 20, UnseenTasks = 20, Level = .95, UnseenLevel = .6, Reference = new(.9557, .0452, .0485, .2215, 4000) },
        new() { Estimand = Estimand.Share, Tasks = 10, Reference = new(.999, 0, .0032, .6716, 4000) },
        new() { Estimand = Estimand.Share, Tasks = 10, Inputs = "b2", TaskSpread = .2, Reference = new(.842, 0, .158, .9497, 4000) },
        new() { Estimand = Estimand.Share, Tasks = 20, Threshold = .8, Reference = new(.9938, .0163, 0, .4256, 4000) },
    ];

    /// <summary>Repeats, correlated sides, missing cells, tasks that are not logit-normal, paired gaps.</summary>
    public static IReadOnlyList<CoverageDesign> Further { get; } =
    [
        new() { Estimand = Estimand.IntraTask, Tasks = 3, Repeats = 4, InputSpread = 1.5 },
        new() { Estimand = Estimand.IntraTask, Tasks = 3, Level = .95, Repeats = 4, InputSpread = 1.5 },
        new() { Estimand = Estimand.InterTask, Tasks = 10, Repeats = 4, InputSpread = 1.5 },
        s_words with { Repeats = 3 },
        s_words with { Missing = .3 },
        s_words with { Missing = .6 },
        s_words with { Tasks = 3, Wordings = 2, Missing = .3 },
        s_words with { Tasks = 3, Missing = .3, Design = WordingDesign.Nested },
        s_words with { Tasks = 10, Wordings = 10, Missing = .7 },
        s_words with { WordingSpread = 0, TaskWordingSpread = 0, Missing = .3 },
        s_words with { Tasks = 1, Wordings = 5, Missing = .3 },
        s_words with { Level = .9, Missing = .3 },
        s_across with { Missing = .3 },
        s_across with { Tasks = 20, Wordings = 10, Missing = .6 },
        new() { Estimand = Estimand.InterTask, Tasks = 5, Shape = TaskShape.Uniform },
        new() { Estimand = Estimand.InterTask, Tasks = 5, Shape = TaskShape.TwoKinds },
        new() { Estimand = Estimand.InterTask, Tasks = 10, Shape = TaskShape.TwoKinds },
        new() { Estimand = Estimand.InterTask, Tasks = 20, Shape = TaskShape.TwoKinds, Level = .9 },
        new() { Estimand = Estimand.InterTask, Tasks = 10, Shape = TaskShape.Uniform, Level = .9 },
        new() { Estimand = Estimand.IntraTask, Tasks = 5, Shape = TaskShape.TwoKinds, Level = .9 },
        new() { Estimand = Estimand.Share, Tasks = 10, Shape = TaskShape.TwoKinds },
        new() { Estimand = Estimand.Share, Tasks = 20, Shape = TaskShape.Uniform, Threshold = .55 },
        new() { Estimand = Estimand.Gap, Tasks = 10, UnseenTasks = 10, Level = .7, UnseenLevel = .6, Correlation = .5 },
        new() { Estimand = Estimand.Gap, Tasks = 10, UnseenTasks = 10, Level = .7, UnseenLevel = .6, Correlation = -.5 },
        new() { Estimand = Estimand.Gap, Tasks = 1, UnseenTasks = 10, Level = .9, UnseenLevel = .6 },
        new() { Estimand = Estimand.Gap, Tasks = 10, UnseenTasks = 10, Level = .8, UnseenLevel = .6, Shape = TaskShape.TwoKinds },
        s_words with { Estimand = Estimand.PairedWordingGap, Tasks = 3, Level = .8, Wordings = 1 },
        s_words with { Estimand = Estimand.PairedWordingGap, Tasks = 10, Level = .8 },
        s_words with { Estimand = Estimand.PairedWordingGap, Tasks = 10, Level = .95 },
        s_words with { Estimand = Estimand.PairedWordingGap, Tasks = 10, Level = .8, Missing = .3 },
        s_words with { Estimand = Estimand.PairedWordingGap, Tasks = 3, Level = .95, Wordings = 1, WordingSpread = 0, TaskWordingSpread = 0 },
    ];
}
