namespace GenEval.PowerShell.Tests;

/// <summary>Two models on the same prompts, as files: one right more often than the other.</summary>
internal static class TwoRuns
{
    public static string A(Scratch scratch) => scratch.Write("a.jsonl", Lines("a", "1101", "1011", "0111"));

    public static string B(Scratch scratch) => scratch.Write("b.jsonl", Lines("b", "1001", "0011", "0111"));

    public static string[] Lines(string model, params string[] tasks) => [.. tasks.SelectMany((right, task) => right.Select((r, i) =>
        $$"""{"model":"{{model}}","labels":{"strategy":"{{model}}"},"task":"t{{task}}","novelty":"{{(task == 0 ? "seen" : "unseen")}}","instance":"{{i}}","input":"i{{i}}","reference":"1","output":"{{r}}"}"""))];
}
