using System.Security.Cryptography;
using System.Text;
using GenEval.Models;
using GenEval.Runs;
using GenEval.Suites;

namespace GenEval.Tests.Runs;

public sealed class RunPlanTests
{
    [Fact]
    public void Every_cell_is_there_once_and_an_early_look_sees_all_tasks()
    {
        RunPlan plan = RunPlan.Of(SuiteBuilder.Of(tasks: 3, inputs: 4, wordings: 2), new PlanOptions { Repeats = 2 });
        (string, string, string, int)[] cells = [.. Enumerable.Range(0, plan.Count).Select(i => plan[i]).Select(c => (c.Task.Id, c.Instruction.Id, c.Instance.Id, c.Repeat))];
        Assert.Equal(3 * 4 * 2 * 2, plan.Count);
        Assert.Equal(plan.Count, cells.Distinct().Count());
        Assert.Equal(["task0", "task1", "task2"], cells.Take(6).Select(c => c.Item1).Distinct());
        Assert.All(cells.Take(24), c => Assert.Equal(0, c.Item4));
        Assert.All(Enumerable.Range(0, plan.Count), i => Assert.Equal(plan[i].Task.Id, plan[i].Instance.Task));
    }

    [Fact]
    public void A_prompt_is_the_suites_template_with_its_examples_and_system_message()
    {
        Suite suite = SuiteBuilder.Of(1, 1, 1) with { Prompt = PromptTemplate.Parse("{instruction}\n\n{examples}\n\nInput: {input}\nOutput:") };
        suite = suite with { Tasks = [suite.Tasks[0] with { Examples = [new SuiteExample("in", "out")] }] };
        ModelPrompt prompt = RunPlan.Of(suite).Prompt(0, "be brief");
        Assert.Equal("Task 0, wording 0\n\nInput: in\nOutput: out\n\nInput: input 0 日本\nOutput:", prompt.User);
        Assert.Equal("be brief", prompt.System);
        Assert.Equal(new PromptKey("task0", "w0", "i0", 0), prompt.Key);
    }

    [Fact]
    public void A_sample_depends_on_the_seed_and_not_on_the_order_of_the_files()
    {
        Suite suite = SuiteBuilder.Of(tasks: 5, inputs: 40, wordings: 6);
        Suite turned = suite with { Instances = [.. suite.Instances.Reverse()], Tasks = [.. suite.Tasks.Reverse()] };
        PlanOptions some = new() { Inputs = 7, Wordings = 2, Seed = 3 };
        Assert.Equal(Taken(suite, some), Taken(turned, some));
        Assert.NotEqual(Taken(suite, some), Taken(suite, some with { Seed = 4 }));
        Assert.Equal(RunPlan.Of(suite, some).Hash, RunPlan.Of(suite, some).Hash);
        Assert.NotEqual(RunPlan.Of(suite, some).Hash, RunPlan.Of(suite, some with { Seed = 4 }).Hash);
        Assert.NotEqual(RunPlan.Of(suite, some).Hash, RunPlan.Of(suite, some with { Repeats = 2 }).Hash);
    }

    [Fact]
    public void A_sample_keeps_every_novelty_and_leaves_crossed_wordings_crossed()
    {
        Suite suite = SuiteBuilder.Of(tasks: 4, inputs: 10, wordings: 5);
        suite = suite with { Instances = [.. suite.Instances.Select((instance, i) => instance with { Novelty = i % 2 == 0 ? Novelty.Seen : Novelty.Unseen })] };
        Suite part = RunPlan.Of(suite, new PlanOptions { Inputs = 2, Wordings = 1 }).Suite;
        Assert.All(part.Tasks, task => Assert.Equal([null, Novelty.Unseen], task.Instructions.Select(i => i.Novelty)));
        Assert.Single(part.Tasks.Select(task => string.Join(' ', task.Instructions.Select(i => i.Id))).Distinct());
        Assert.All(part.Instances.GroupBy(i => i.Task, StringComparer.Ordinal), task =>
            Assert.Equal((2, 2), (task.Count(i => i.Novelty == Novelty.Seen), task.Count(i => i.Novelty == Novelty.Unseen))));
    }

    [Fact]
    public void A_stored_plan_is_the_plan()
    {
        Suite suite = SuiteBuilder.Of(3, 4, 2, system: "be \"brief\" \u0000 日本 😀") with { Threshold = 0.4, Wordings = "crossed", License = "MIT" };
        (RunPlan plan, byte[] content) = RunPlan.Pack(suite);
        Assert.Equal(plan.Hash, RunPlan.Of(suite).Hash);
        RunPlan again = RunPlan.Restore(content, plan.Hash, new RunSettings());
        Assert.Equal(plan.Hash, PlanContent.Write(again.Suite, 1).Hash);
        Assert.Equal((suite.Name, suite.System, suite.Threshold, suite.Wordings, suite.License, suite.Version), (again.Suite.Name, again.Suite.System, again.Suite.Threshold, again.Suite.Wordings, again.Suite.License, again.Suite.Version));
        Assert.Equal(Enumerable.Range(0, plan.Count).Select(i => plan.Prompt(i, null)), Enumerable.Range(0, again.Count).Select(i => again.Prompt(i, null)));
        Assert.Equal(suite.Instances[5].References, again.Suite.Instances[5].References);
        Assert.Equal(suite.Instances[5].Novelty, again.Suite.Instances[5].Novelty);
        Assert.Equal(suite.Tasks[1].Instructions[1], again.Suite.Tasks[1].Instructions[1]);
    }

    [Fact]
    public void A_long_plan_reads_as_it_was_written_and_its_hash_is_that_of_its_lines()
    {
        Suite suite = SuiteBuilder.Of(tasks: 3, inputs: 1500, wordings: 1);
        (byte[] content, string hash) = PlanContent.Write(suite, repeats: 2);
        string[] lines = [.. PlanContent.Lines(content)];
        Assert.Equal(1 + 3 + 4500, lines.Length);
        Assert.Equal(suite.Instances.Select(i => i.Id), PlanContent.Read(content).Instances.Select(i => i.Id));
        byte[] hashed = [.. Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))), 2, 0, 0, 0];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(hashed)), hash);
        (byte[] again, string hashAgain) = PlanContent.Pack(lines, repeats: 2);
        Assert.Equal(hash, hashAgain);
        Assert.Equal(lines, PlanContent.Lines(again));
    }

    [Fact]
    public void Nothing_to_send_is_an_error_that_says_why()
    {
        Assert.Contains("no instances", Assert.Throws<GenEvalException>(() => RunPlan.Of(SuiteBuilder.Of(2, 0, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("no task with instances", Assert.Throws<GenEvalException>(() => RunPlan.Of(SuiteBuilder.Of(2, 1, 0))).Message, StringComparison.Ordinal);
        Assert.Equal("PlanOptionInvalid", Assert.Throws<GenEvalException>(() => RunPlan.Of(SuiteBuilder.Of(), new PlanOptions { Inputs = 0 })).Id);
    }

    [Fact]
    public void An_estimate_counts_what_would_be_sent()
    {
        RunEstimate estimate = EvaluationRun.Estimate(
            SuiteBuilder.Of(tasks: 3, inputs: 4, wordings: 2), new ModelOptions { Name = "m", Endpoint = "http://localhost", MaxTokens = 100 }, new RunOptions { Plan = new PlanOptions { Repeats = 5 } });
        Assert.Equal((120, 3, 12, 6, 5), (estimate.Prompts, estimate.Tasks, estimate.Inputs, estimate.Wordings, estimate.Repeats));
        Assert.Equal(12_000, estimate.OutputTokens);

        // "Task 0, wording 0: input 0 日本" is 28 letters of ASCII and two others: 7 + 2 tokens, and 8 for the message itself.
        Assert.Equal("Task 0, wording 0: input 0 日本", estimate.First.User);
        Assert.Equal(120 * (7 + 2 + 8), estimate.InputTokens);
        Assert.Equal(((estimate.InputTokens * 2m) + (12_000 * 8m)) / 1_000_000m, estimate.Cost(2, 8));
    }

    private static (string, string, string)[] Taken(Suite suite, PlanOptions options)
    {
        RunPlan plan = RunPlan.Of(suite, options);
        return [.. Enumerable.Range(0, plan.Count).Select(i => plan[i]).Select(c => (c.Task.Id, c.Instruction.Id, c.Instance.Id)).Order()];
    }
}
