using GenEval.Scoring;
using GenEval.Scoring.Learned;

namespace GenEval.Tests.Learned;

public sealed class AnswerFeaturesTests
{
    [Fact]
    public void Names_are_different_and_metrics_stand_first()
    {
        Assert.Equal(AnswerFeatures.Count, AnswerFeatures.Names.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("rougeL", AnswerFeatures.Names[0]);
        Dictionary<string, double> features = Of("The first Nobel Prize went to Wilhelm Röntgen.", "Wilhelm Conrad Röntgen");
        ScoringItem item = new("The first Nobel Prize went to Wilhelm Röntgen.", ["Wilhelm Conrad Röntgen"]);
        Assert.All(
            (string[])["rougeL", "rouge1", "rouge2", "f1", "bleu", "chrf", "levenshtein"],
            name => Assert.Equal(Scorers.Create(name).Score(item).Value!.Value, features[name]));
    }

    [Theory]
    [InlineData("Wilhelm Rontgen", "Wilhelm Röntgen", "wordRecall", 1)]
    [InlineData("It has three parts.", "3", "wordRecall", 1)]
    [InlineData("It was the 2nd.", "second", "wordRecall", 1)]
    [InlineData("on Sept. 12", "September 12", "dateRecall", 1)]
    [InlineData("1,000 men", "1000", "numberRecall", 1)]
    [InlineData("the U.S. army", "US", "wordRecall", 1)]
    [InlineData("in 1905", "1904", "numberConflict", 1)]
    [InlineData("in 1904", "1904", "numberConflict", 0)]
    [InlineData("No, it is not.", "Yes", "yesNo", -1)]
    [InlineData("Yes.", "yes", "yesNo", 1)]
    [InlineData("He did not.", "He did", "negationConflict", 1)]
    [InlineData("Paris is the capital of France.", "Paris", "containment", 1)]
    [InlineData("Paris", "Paris, the capital", "reverseContainment", 1)]
    [InlineData("", "Paris", "empty", 1)]
    [InlineData("Who knows?", "Paris", "endsQuestion", 1)]
    public void A_feature_sees_what_its_name_says(string output, string reference, string feature, double expected) =>
        Assert.Equal(expected, Of(output, reference)[feature], 1e-12);

    [Fact]
    public void A_word_that_is_nearly_written_right_counts_in_part()
    {
        double near = Of("Michael Madhusudan Duta", "Michael Madhusudan Dutta")["softRecall"];
        Assert.InRange(near, 0.9, 0.99);
        Assert.Equal(2.0 / 3, Of("Michael Madhusudan Duta", "Michael Madhusudan Dutta")["contentRecall"], 1e-12);
    }

    [Fact]
    public void Of_several_references_the_best_counts_and_all_are_counted()
    {
        ScoringItem item = new("adenine", ["cytosine", "adenine", "uracil", "thymine"]);
        double[] features = new double[AnswerFeatures.Count];
        AnswerFeatures.Extract(item, features);
        Assert.Equal(1, features[Index("wordRecall")]);
        Assert.Equal(0.25, features[Index("sharedReferences")]);
    }

    [Fact]
    public void The_same_answer_has_the_same_features_on_every_thread_and_after_every_other()
    {
        ScoringItem[] items = [.. Enumerable.Range(0, 400).Select(i => new ScoringItem($"Answer {i % 37} of the Größe {i % 11}, not {i}", [$"answer {i % 5}", "größe"], $"question {i}", "Answer."))];
        double[][] one = Array.ConvertAll(items, Extract);
        double[][] many = new double[items.Length][];
        Parallel.For(0, items.Length, i => many[items.Length - 1 - i] = Extract(items[items.Length - 1 - i]));
        Assert.All(Enumerable.Range(0, items.Length), i => Assert.Equal(one[i], many[i]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n\t")]
    [InlineData("\ud800 lone \udc00")]
    [InlineData("\u202e\u0000\u0007")]
    [InlineData("日本語のテキスト。")]
    [InlineData("{\"a\": [1, 2}")]
    [InlineData("...........?!?!?!")]
    [InlineData("1e999 99999999999999999999999999999999")]
    public void Whatever_the_text_every_value_is_finite(string text)
    {
        foreach (string other in (string[])["", "Paris", "{\"a\": 1}", text, new string('a', 500)])
        {
            Assert.All(Extract(new ScoringItem(text, [other], text, text)), value => Assert.True(double.IsFinite(value)));
            Assert.All(Extract(new ScoringItem(other, [text, ""], other, null)), value => Assert.True(double.IsFinite(value)));
        }
    }

    [Fact]
    public void A_text_of_a_megabyte_is_cut_and_still_scored()
    {
        string text = string.Concat(Enumerable.Repeat("word another thing 12. ", 50_000));
        Assert.All(Extract(new ScoringItem(text, ["another thing"], text, text)), value => Assert.True(double.IsFinite(value)));
    }

    private static Dictionary<string, double> Of(string output, string reference) =>
        AnswerFeatures.Names.Zip(Extract(new ScoringItem(output, [reference]))).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);

    private static double[] Extract(ScoringItem item)
    {
        double[] features = new double[AnswerFeatures.Count];
        AnswerFeatures.Extract(item, features);
        return features;
    }

    private static int Index(string name) => AnswerFeatures.Names.ToList().IndexOf(name);
}
