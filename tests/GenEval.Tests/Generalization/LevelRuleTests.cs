using GenEval.Generalization;
using GenEval.Suites;

namespace GenEval.Tests.Generalization;

public sealed class LevelRuleTests
{
    [Theory]
    [InlineData(Novelty.Unseen, null, null, LevelKind.InterTask)]
    [InlineData(Novelty.Unseen, Novelty.Seen, Novelty.Seen, LevelKind.InterTask)]
    [InlineData(Novelty.Seen, null, Novelty.Seen, LevelKind.Recall)]
    [InlineData(Novelty.Seen, Novelty.Unseen, Novelty.Seen, LevelKind.Recall)]
    [InlineData(Novelty.Seen, Novelty.Unseen, Novelty.Unseen, LevelKind.Instruction)]
    [InlineData(Novelty.Seen, Novelty.Unseen, null, LevelKind.Instruction)]
    [InlineData(Novelty.Seen, Novelty.Seen, Novelty.Unseen, LevelKind.IntraTask)]
    [InlineData(Novelty.Seen, null, null, LevelKind.IntraTask)]
    [InlineData(null, null, null, LevelKind.Unlabelled)]
    [InlineData(Novelty.Unknown, Novelty.Seen, Novelty.Seen, LevelKind.Unlabelled)]
    [InlineData(Novelty.Seen, Novelty.Unknown, Novelty.Unseen, LevelKind.Unlabelled)]
    [InlineData(Novelty.Seen, Novelty.Seen, Novelty.Unknown, LevelKind.Unlabelled)]
    [InlineData(Novelty.Unseen, Novelty.Unknown, null, LevelKind.Unlabelled)]
    public void A_record_stands_where_its_labels_say(Novelty? task, Novelty? instruction, Novelty? instance, LevelKind expected) =>
        Assert.Equal(expected, LevelRule.Of(task, instruction, instance));
}
