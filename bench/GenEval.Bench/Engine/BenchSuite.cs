using System.Globalization;
using GenEval.Suites;

namespace GenEval.Bench.Engine;

/// <summary>A suite of as many prompts as asked for, each of 50 words, scored by ROUGE-L.</summary>
internal static class BenchSuite
{
    private const int Tasks = 10;
    private const int Wordings = 2;

    public static Suite Of(int prompts)
    {
        (string Output, string Reference)[] texts = [.. PairText.Pairs(1000, words: 50, seed: 11)];
        return new Suite
        {
            Name = "bench",
            Version = "1",
            Metric = "rougeL",
            Prompt = PromptTemplate.Default,
            Tasks = [.. Enumerable.Range(0, Tasks).Select(t => new SuiteTask
            {
                Id = Name("task", t),
                Novelty = t % 2 == 0 ? Novelty.Seen : Novelty.Unseen,
                Instructions = [.. Enumerable.Range(0, Wordings).Select(w => new SuiteInstruction(Name("wording", w), Name("Do what this text asks for, way ", w), Novelty: null))],
            })],
            Instances = [.. Enumerable.Range(0, prompts / Wordings).Select(i => new SuiteInstance
            {
                Task = Name("task", i % Tasks),
                Id = Name("input", i / Tasks),
                Input = Name(texts[i % texts.Length].Output + " ", i),
                References = ["The quick brown fox jumps over a dog."],
                Novelty = Novelty.Unseen,
            })],
        };
    }

    private static string Name(string prefix, int number) => prefix + number.ToString(CultureInfo.InvariantCulture);
}
