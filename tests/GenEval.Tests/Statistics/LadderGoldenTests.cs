using System.Text.Json;
using GenEval.Statistics;

namespace GenEval.Tests.Statistics;

/// <summary>The 19 worked cases of ladder_inference.json, one test each.</summary>
public sealed class LadderGoldenTests
{
    private static readonly string[] s_ids =
    [
        "intra-binary-unbalanced", "intra-scores", "intra-all-ones", "intra-single-inputs", "intra-named-wordings",
        "instruction-crossed", "instruction-nested-unequal", "instruction-one-task",
        "inter-macro", "inter-equal-means", "inter-all-ones", "inter-crossed-wordings", "gap",
        "transfer-bounded", "transfer-outside", "transfer-everything", "one-task-scores", "one-task-binary", "share",
    ];

    public static TheoryData<string> Ids => new(s_ids);

    [Fact]
    public void Every_case_of_the_file_is_listed() =>
        Assert.Equal(s_ids, Golden.Read("ladder_inference.json").GetProperty("cases").EnumerateArray().Select(item => item.GetProperty("id").GetString()));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_worked_case_agrees(string id)
    {
        JsonElement item = Golden.Read("ladder_inference.json").GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        JsonElement data = item.GetProperty("data");
        JsonElement expected = item.GetProperty("expected");
        double? eps = item.GetProperty("eps").ValueKind == JsonValueKind.Null ? null : item.GetProperty("eps").GetDouble();
        switch (item.GetProperty("kind").GetString())
        {
            case "intraTask":
                Level(expected, Ladder.IntraTask(Tasks(data.GetProperty("tasks"))), eps, hasDf: true);
                break;
            case "instruction":
                WordingDesign design = data.GetProperty("wordings").GetString() == "nested" ? WordingDesign.Nested : WordingDesign.Crossed;
                Level(expected, Ladder.Instruction(Tasks(data.GetProperty("tasks")), design), eps, hasDf: false);
                break;
            case "interTask":
                InterTask(expected, Tasks(data.GetProperty("tasks")), eps);
                break;
            case "gap":
                Gap(expected, Tasks(data.GetProperty("seen")), Tasks(data.GetProperty("unseen")));
                break;
            case "transfer":
                Transfer(expected, TransferRatios.Estimate(data.GetProperty("seenGains").Numbers(), data.GetProperty("unseenGains").Numbers()));
                break;
            case "oneTask":
                Level(expected, Ladder.OneTask(new TaskScores(data.GetProperty("scores").Numbers())), eps, hasDf: expected.TryGetProperty("df", out _));
                break;
            case "share":
                Share(expected, ShareAbove.Estimate(Tasks(data.GetProperty("tasks")), eps!.Value));
                break;
            default:
                Assert.Fail("an unknown kind of case");
                break;
        }
    }

    internal static TaskScores[] Tasks(JsonElement tasks) => [.. tasks.EnumerateArray().Select(task => Task(task.GetProperty("scores")))];

    private static TaskScores Task(JsonElement scores) => scores[0].ValueKind == JsonValueKind.Array
        ? new TaskScores([.. scores.EnumerateArray().Select(row => Array.ConvertAll(row.Numbers(), value => (double?)value))])
        : new TaskScores(scores.Numbers());

    private static void Level(JsonElement expected, LevelEstimate actual, double? eps, bool hasDf)
    {
        if (expected.TryGetProperty("level", out JsonElement level))
        {
            Golden.Close(level, actual.Estimate, "level");
        }

        if (expected.TryGetProperty("se", out JsonElement error))
        {
            Golden.Close(error, actual.StandardError, "se");
        }

        if (hasDf)
        {
            Golden.Close(expected.GetProperty("df"), actual.DegreesOfFreedom, "df");
        }
        else
        {
            Assert.Null(actual.DegreesOfFreedom);
        }

        Golden.Close(expected.GetProperty("nEffective"), actual.EffectiveSize, "nEffective");
        Golden.Close(expected.GetProperty("ci95"), actual.Interval, "ci95");
        Golden.Close(expected.GetProperty("lower95"), actual.Bound?.Lower, "lower95");
        Golden.Close(expected.GetProperty("upper95"), actual.Bound?.Upper, "upper95");
        Decision decision = expected.GetProperty("verdict").GetString() switch
        {
            "generalizes" => Decision.Above,
            "doesNot" => Decision.NotAbove,
            _ => Decision.Undecided,
        };
        Assert.Equal(decision, actual.Decide(eps!.Value));
    }

    private static void InterTask(JsonElement expected, TaskScores[] tasks, double? eps)
    {
        LevelEstimate fixedWordings = Ladder.InterTask(tasks);
        Golden.Close(expected.GetProperty("level"), fixedWordings.Estimate, "level");
        Level(expected.GetProperty("wordingsFixed"), fixedWordings, eps, hasDf: true);
        LevelEstimate micro = Ladder.MicroRandomTasks(tasks);
        JsonElement expectedMicro = expected.GetProperty("micro");
        Golden.Close(expectedMicro.GetProperty("level"), micro.Estimate, "micro");
        Golden.Close(expectedMicro.GetProperty("seCR2"), micro.StandardError, "micro se");
        Golden.Close(expectedMicro.GetProperty("dfBellMcCaffrey"), micro.DegreesOfFreedom, "micro df");
        Golden.Close(expectedMicro.GetProperty("ci95"), micro.Interval, "micro ci95");
        if (expected.TryGetProperty("wordingsRandom", out JsonElement random))
        {
            Level(random, Ladder.InterTaskRandomWordings(tasks), eps, hasDf: false);
        }
        else
        {
            Assert.Equal(Reasons.OneWording, Ladder.InterTaskRandomWordings(tasks).Reason);
        }
    }

    private static void Gap(JsonElement expected, TaskScores[] seen, TaskScores[] unseen)
    {
        foreach ((string side, TaskScores[] tasks) in new[] { ("seen", seen), ("unseen", unseen) })
        {
            LevelEstimate level = Ladder.InterTask(tasks);
            Golden.Close(expected.GetProperty(side).GetProperty("level"), level.Estimate, side);
            Golden.Close(expected.GetProperty(side).GetProperty("variance"), level.StandardError * level.StandardError, side + " variance");
            Golden.Close(expected.GetProperty(side).GetProperty("ci95"), level.Interval, side + " ci95");
        }

        DifferenceEstimate gap = Gaps.Generalization(seen, unseen);
        JsonElement random = expected.GetProperty("tasksRandom");
        Golden.Close(expected.GetProperty("gap"), gap.Estimate, "gap");
        Golden.Close(random.GetProperty("ci95"), gap.Interval, "ci95");
        Golden.Close(random.GetProperty("lower95"), gap.Bound?.Lower, "lower95");
        Golden.Close(random.GetProperty("upper95"), gap.Bound?.Upper, "upper95");
        Golden.Close(expected.GetProperty("welch").GetProperty("se"), gap.StandardError, "welch se");
        Golden.Close(expected.GetProperty("welch").GetProperty("df"), gap.DegreesOfFreedom, "welch df");
        DifferenceEstimate welch = Gaps.Welch(Array.ConvertAll(seen, task => task.Mean!.Value), Array.ConvertAll(unseen, task => task.Mean!.Value));
        Golden.Close(expected.GetProperty("welch").GetProperty("ci95"), welch.Interval, "welch ci95");

        LevelEstimate named = Ladder.IntraTask(seen);
        DifferenceEstimate fromNamed = Gaps.BetweenRungs(named, Ladder.InterTask(unseen));
        JsonElement seenFixed = expected.GetProperty("seenFixed");
        Golden.Close(seenFixed.GetProperty("seenCi95"), named.Interval, "seen fixed");
        Golden.Close(seenFixed.GetProperty("ci95"), fromNamed.Interval, "seen fixed ci95");
        Golden.Close(seenFixed.GetProperty("se"), fromNamed.StandardError, "seen fixed se");
        Golden.Close(seenFixed.GetProperty("df"), fromNamed.DegreesOfFreedom, "seen fixed df");
    }

    private static void Transfer(JsonElement expected, TransferEstimate actual)
    {
        Golden.Close(expected.GetProperty("seenGain"), actual.SeenGain, "seen gain");
        Golden.Close(expected.GetProperty("unseenGain"), actual.UnseenGain, "unseen gain");
        Golden.Close(expected.GetProperty("ratio"), actual.Estimate, "ratio");
        Assert.Equal(expected.GetProperty("reason").GetString(), actual.Reason);
        if (expected.GetProperty("ci95").ValueKind == JsonValueKind.Array)
        {
            Golden.Close(expected.GetProperty("ci95"), actual.Interval, "ci95");
            Golden.Close(expected.GetProperty("df"), actual.DegreesOfFreedom, "df");
        }
        else
        {
            Assert.Null(actual.Interval);
        }

        JsonElement difference = expected.GetProperty("difference");
        Golden.Close(difference.GetProperty("value"), actual.Difference.Estimate, "difference");
        Golden.Close(difference.GetProperty("se"), actual.Difference.StandardError, "difference se");
        Golden.Close(difference.GetProperty("df"), actual.Difference.DegreesOfFreedom, "difference df");
        Golden.Close(difference.GetProperty("ci95"), actual.Difference.Interval, "difference ci95");
    }

    private static void Share(JsonElement expected, ShareAboveEstimate actual)
    {
        Golden.Close(expected.GetProperty("share"), actual.Estimate, "share");
        Golden.Close(expected.GetProperty("countShare"), actual.CountShare, "count");
        Golden.Close(expected.GetProperty("reliability"), actual.Reliability, "reliability");
        Golden.Close(expected.GetProperty("ci95"), actual.Interval, "ci95");
        Assert.Equal(expected.GetProperty("bracketOnly").GetBoolean(), actual.BracketOnly);
    }
}
