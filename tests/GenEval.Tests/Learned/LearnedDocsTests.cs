using GenEval.Scoring.Learned;

namespace GenEval.Tests.Learned;

public sealed class LearnedDocsTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Shared.Root, "docs", "learned-scorers.md"));

    [Fact]
    public void The_docs_explain_every_feature_in_its_order()
    {
        string table = s_page[s_page.IndexOf("| feature |", StringComparison.Ordinal)..];
        Assert.Equal(AnswerFeatures.Names, table.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => line.Split('|')[1].Split('`').Where((_, i) => i % 2 == 1)).OrderBy(name => AnswerFeatures.Names.ToList().IndexOf(name)));
    }

    [Fact]
    public void The_docs_explain_every_feature_by_embeddings()
    {
        string table = s_page[s_page.IndexOf("| by embeddings |", StringComparison.Ordinal)..];
        Assert.Equal(EmbeddingFeatures.Names, table.Split('\n').TakeWhile(line => line.Length > 0).Skip(2).SelectMany(line => line.Split('|')[1].Split('`').Where((_, i) => i % 2 == 1)));
    }

    [Fact]
    public void The_docs_name_every_trainer() =>
        Assert.All([LearnedBackend.Linear, .. LearnedBackend.TrainerNames], name => Assert.Contains($"`{name}`", s_page, StringComparison.Ordinal));
}
