using GenEval.Suites;

namespace GenEval.Tests.Suites.Formats;

/// <summary>Logs in the shapes that the tools' sources and published samples give them, where no log of the tool is at hand or it has no such case.</summary>
public sealed class LogTests
{
    // After a log in a published README (Auto-GPT-Benchmarks): the report stands before the events.
    [Fact]
    public void An_openai_evals_log_joins_each_answer_with_its_match()
    {
        List<EvaluationRecord> records = Read("run.jsonl", """
            {"spec": {"completion_fns": ["a-model"], "eval_name": "test-match.s1.simple-v0", "base_eval": "test-match", "split": "s1", "run_config": {"seed": 20220722}, "created_by": "", "run_id": "2304", "created_at": "2023-04-17"}}
            {"final_report": {"accuracy": 0.5}}
            {"run_id": "2304", "event_id": 0, "sample_id": "test-match.s1.2", "type": "sampling", "data": {"prompt": "Complete: OpenAI was founded in 20", "sampled": "OpenAI was founded in 2015"}, "created_by": "", "created_at": "2023"}
            {"run_id": "2304", "event_id": 2, "sample_id": "test-match.s1.1", "type": "sampling", "data": {"prompt": [{"role": "system", "content": "Brief."}, {"role": "user", "content": "The first US president?"}], "sampled": ["George Washington"]}, "created_by": "", "created_at": "2023"}
            {"run_id": "2304", "event_id": 1, "sample_id": "test-match.s1.2", "type": "match", "data": {"correct": false, "expected": "15", "picked": null, "sampled": "OpenAI was founded in 2015", "options": ["15"]}, "created_by": "", "created_at": "2023"}
            {"run_id": "2304", "event_id": 3, "sample_id": "test-match.s1.1", "type": "match", "data": {"correct": true, "expected": ["George Washington", "Washington"], "picked": "George Washington"}, "created_by": "", "created_at": "2023"}
            {"run_id": "2304", "event_id": 4, "sample_id": "test-match.s1.1", "type": "metrics", "data": {"f1": 0.75, "tokens": 12}, "created_by": "", "created_at": "2023"}
            {"run_id": "2304", "event_id": 5, "sample_id": "test-match.s1.0", "type": "error", "data": {"type": "RateLimitError", "message": "slow down"}, "created_by": "", "created_at": "2023"}
            """, out List<SuiteWarning> warnings);

        Assert.Equal(["test-match.s1.2", "test-match.s1.1", "test-match.s1.0"], records.Select(r => r.Instance));
        Assert.All(records, r => Assert.Equal(("a-model", "test-match"), (r.Model, r.Task)));
        Assert.Equal(("OpenAI was founded in 2015", "15", 0), (records[0].Output, records[0].References![0], records[0].Scores!["openai_evals:match"]));
        Assert.Equal(("The first US president?", "George Washington", 2), (records[1].Input, records[1].Output, records[1].References!.Count));
        Assert.Equal([new("openai_evals:match", 1), new("openai_evals:f1", 0.75)], records[1].Scores!);
        Assert.Equal((null, "failed.error", "slow down"), (records[2].Output, records[2].Status, records[2].Error));
        Assert.Equal("scoreLeftOut", Assert.Single(warnings).Code);
    }

    [Fact]
    public void An_openai_evals_log_without_a_report_is_partial()
    {
        Read("run.jsonl", """
            {"spec": {"completion_fns": ["m"], "eval_name": "e.s.v0", "base_eval": "e", "split": "s"}}
            {"run_id": "1", "event_id": 0, "sample_id": "e.1", "type": "sampling", "data": {"prompt": "p", "sampled": "s"}}
            """, out List<SuiteWarning> warnings);

        Assert.Equal("partialImport", Assert.Single(warnings).Code);
    }

    // After the dataclasses of HELM's scenario_state.py, request_state.py, request.py and metric.py, as asdict_without_nones writes them.
    [Fact]
    public void A_HELM_run_is_read_with_its_spec_and_its_scores()
    {
        using TempFolder folder = new();
        const string Run = "runs/v1/mmlu:subject=anatomy,method=multiple_choice_joint,model=openai_gpt2,data_augmentation=canonical/";
        folder.Write(Run + "run_spec.json", """
            {"name": "mmlu:subject=anatomy,method=multiple_choice_joint,model=openai/gpt2,data_augmentation=canonical", "scenario_spec": {"class_name": "x"},
             "adapter_spec": {"method": "multiple_choice_joint", "model": "openai/gpt2"}, "metric_specs": [], "groups": ["mmlu"]}
            """);
        folder.Write(Run + "scenario_state.json", """
            {"adapter_spec": {"method": "multiple_choice_joint", "model": "openai/gpt2", "num_outputs": 1},
             "request_states": [
              {"instance": {"input": {"text": "Which bone?"}, "references": [{"output": {"text": "femur"}, "tags": ["correct"]}, {"output": {"text": "ulna"}, "tags": []}], "split": "test", "id": "id3"},
               "train_trial_index": 0, "output_mapping": {"A": "femur", "B": "ulna"}, "request": {"model": "openai/gpt2", "prompt": "..."},
               "result": {"success": true, "completions": [{"text": " A", "logprob": -1.5, "tokens": [], "finish_reason": {"reason": "length"}}], "cached": false}, "num_train_instances": 5, "prompt_truncated": false},
              {"instance": {"input": {"text": "wich bone"}, "references": [{"output": {"text": "femur"}, "tags": ["correct"]}], "split": "test", "id": "id3", "perturbation": {"name": "typos", "robustness": true}},
               "train_trial_index": 0, "output_mapping": {"A": "femur"}, "request": {"model": "openai/gpt2"}, "result": {"success": false, "error": "boom", "completions": [], "cached": false}},
              {"instance": {"input": {"text": "c"}, "references": [], "id": "id4"}, "reference_index": 0, "train_trial_index": 0, "request": {"model": "openai/gpt2"}, "result": {"success": true, "completions": []}}
             ]}
            """);
        folder.Write(Run + "per_instance_stats.json", """
            [{"instance_id": "id3", "train_trial_index": 0, "stats": [
               {"name": {"name": "exact_match", "split": "test"}, "count": 1, "sum": 1, "mean": 1.0},
               {"name": {"name": "num_prompt_tokens", "split": "test"}, "mean": 1.0}, {"name": {"name": "finish_reason_length", "split": "test"}, "mean": 1}]},
             {"instance_id": "id3", "perturbation": {"name": "typos"}, "train_trial_index": 0, "stats": [{"name": {"name": "exact_match"}, "mean": 0.0}]}]
            """);
        folder.Write(Run + "scenario.json", "{}");
        folder.Write(Run + "instances.json", """[{"input": {"text": "q"}, "references": [], "id": "id3"}]""");
        List<SuiteWarning> warnings = [];

        List<EvaluationRecord> records = [.. InputResolver.Read([folder.Path], new() { Warn = warnings.Add })];

        Assert.Equal(2, records.Count);
        Assert.All(records, r => Assert.Equal(("openai/gpt2", "mmlu:subject=anatomy,method=multiple_choice_joint", "mmlu"), (r.Model, r.Task, r.Category)));
        Assert.Equal(("id3", "Which bone?", "femur", "femur", "length"), (records[0].Instance, records[0].Input, records[0].Output, Assert.Single(records[0].References!), records[0].Finish));
        Assert.Equal([new("helm:exact_match", 1)], records[0].Scores!);
        Assert.Equal(("id3+typos", null, "failed.error", "boom"), (records[1].Instance, records[1].Output, records[1].Status, records[1].Error));
        Assert.Equal("optionsLeftOut", Assert.Single(warnings).Code);
    }

    // Written by Microsoft.Extensions.AI.Evaluation.Reporting, with its BLEU and F1 evaluators and three metrics of our own.
    [Fact]
    public void A_result_of_Microsoft_Extensions_AI_Evaluation_is_read()
    {
        List<SuiteWarning> warnings = [];

        EvaluationRecord r = Assert.Single(InputResolver.Read([DataFile("meai-result.json")], new() { Warn = warnings.Add }));

        Assert.Equal(("a-model", "Translate", "Gute Nacht", "Good evening, then", "length"), (r.Model, r.Task, r.Input, r.Output, r.Finish));
        Assert.Equal("Translate into English.", r.InstructionText);
        Assert.Equal(["Good night", "Hello"], r.References!);
        Assert.Equal(0.061033220311973134, r.Scores!["meai:BLEU"]);
        Assert.Equal([("meai:BLEU", 0.061), ("meai:Coherence", 0.75), ("meai:F1", 0.333), ("meai:Polite", 1)], r.Scores!.Select(s => (s.Key, Math.Round(s.Value, 3))).OrderBy(s => s.Key, StringComparer.Ordinal));
        Assert.Contains("'Words'", Assert.Single(warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_JSON_report_of_Microsoft_Extensions_AI_Evaluation_is_read() =>
        Assert.Equal(["Guten Tag", "Gute Nacht"], InputResolver.Read([DataFile("meai-report.json")]).Select(r => r.Input).Order(StringComparer.Ordinal).Reverse());

    // After lm_eval/evaluator.py and loggers/evaluation_tracker.py.
    [Fact]
    public void An_lm_eval_task_with_two_filters_is_read_once_with_the_scores_of_both()
    {
        List<EvaluationRecord> records = Read("samples_gsm8k_2026-01-01T00-00-00.000000.jsonl", """
            {"doc_id": 0, "doc": {"question": "q0", "answer": "a"}, "target": "#### 2", "arguments": {"gen_args_0": {"arg_0": "Q: q0", "arg_1": {}}}, "resps": [["So \"filter\": 2"]], "filtered_resps": ["[invalid]"], "filter": "strict-match", "metrics": ["exact_match"], "doc_hash": "h", "exact_match": 0.0}
            {"doc_id": 1, "doc": {"question": "q1", "answer": "a"}, "target": "#### 3", "arguments": {"gen_args_0": {"arg_0": "Q: q1", "arg_1": {}}}, "resps": [["#### 3"]], "filtered_resps": ["3"], "filter": "strict-match", "metrics": ["exact_match"], "doc_hash": "h", "exact_match": 1.0}
            {"doc_id": 0, "doc": {"question": "q0", "answer": "a"}, "target": "#### 2", "arguments": {"gen_args_0": {"arg_0": "Q: q0", "arg_1": {}}}, "resps": [["So \"filter\": 2"]], "filtered_resps": ["2"], "filter": "flexible-extract", "metrics": ["exact_match"], "doc_hash": "h", "exact_match": 1.0}
            {"doc_id": 1, "doc": {"question": "q1", "answer": "a"}, "target": "#### 3", "arguments": {"gen_args_0": {"arg_0": "Q: q1", "arg_1": {}}}, "resps": [["#### 3"]], "filtered_resps": ["3"], "filter": "flexible-extract", "metrics": ["exact_match"], "doc_hash": "h", "exact_match": 1.0}
            """, out List<SuiteWarning> warnings);

        Assert.Equal([("gsm8k", "0", "Q: q0", "#### 2"), ("gsm8k", "1", "Q: q1", "#### 3")], records.Select(r => (r.Task, r.Instance!, r.Input!, r.References![0])));
        Assert.Equal([new("lm_eval:exact_match,strict-match", 0), new("lm_eval:exact_match,flexible-extract", 1)], records[0].Scores!);
        Assert.Equal("noResultsFile", Assert.Single(warnings).Code);
    }

    [Fact]
    public void Lm_eval_options_compared_by_likelihood_give_the_chosen_one()
    {
        EvaluationRecord r = Assert.Single(Read("samples_arc_easy_2026-01-01T00-00-00.000000.jsonl", """
            {"doc_id": 7, "doc": {"query": "Sky?"}, "target": "1", "arguments": {"gen_args_0": {"arg_0": "Q: Sky?", "arg_1": " green"}, "gen_args_1": {"arg_0": "Q: Sky?", "arg_1": " blue"}}, "resps": [[["-9.5", "False"]], [["-1.25", "True"]]], "filtered_resps": [["-9.5", "False"], ["-1.25", "True"]], "filter": "none", "metrics": ["acc", "acc_norm"], "acc": 1.0, "acc_norm": NaN}
            """, out _));

        Assert.Equal(("blue", "blue", "Q: Sky?", "7"), (r.Output, Assert.Single(r.References!), r.Input, r.Instance));
        Assert.Equal([new("lm_eval:acc", 1)], r.Scores!);
    }

    [Fact]
    public void Lm_eval_repeats_and_lists_of_targets_and_the_older_list_of_samples_are_read()
    {
        List<EvaluationRecord> records = Read("samples_nq_2024-01-01T00-00-00.000000.jsonl", """
            [ {"doc_id": 0, "doc": {"question": "q"}, "target": "['a', \"it's\"]", "arguments": [["Q: q", {"until": []}]], "resps": [["x", "y"]], "filtered_resps": ["x"], "em": 0.5},
              {"doc_id": 1, "doc": {"question": "r"}, "target": "b", "arguments": [["Q: r", {"until": []}]], "resps": [["z", "b"]], "filtered_resps": ["z"], "em": 0} ]
            """, out _);

        Assert.Equal([("0", "x", 0), ("0", "y", 1), ("1", "z", 0), ("1", "b", 1)], records.Select(r => (r.Instance!, r.Output!, r.Repeat!.Value)));
        Assert.Equal(["a", "it's"], records[0].References!);
        Assert.Equal([true, false, true, false], records.Select(r => r.Scores is not null));
    }

    [Fact]
    public void A_documents_own_output_is_not_taken_for_the_models()
    {
        EvaluationRecord r = Assert.Single(Read("samples_x_2026.jsonl", """
            {"doc_id": 0, "doc": {"task": "own", "output": "gold", "status": "failed", "labels": ["a", "b"], "novelty": "new", "category": 4, "input": "in"}, "target": "gold", "arguments": {}, "resps": [["said"]], "filtered_resps": ["said"], "filter": "none", "metrics": []}
            """, out List<SuiteWarning> warnings));

        Assert.Equal(("own", "said", null, "4", "in"), (r.Task, r.Output, r.Status, r.Category, r.Input));
        Assert.Null(r.Novelty);
        Assert.Equal(2, warnings.Count(w => w.Code == "fieldLeftOut"));
    }

    [Fact]
    public void What_is_mapped_comes_before_what_the_log_says()
    {
        using TempFolder folder = new();
        string path = folder.Write("samples_x_2026.jsonl", """
            {"doc_id": 0, "doc": {"task": "own", "subject": "law", "split": "unseen"}, "target": "t", "arguments": {}, "resps": [["said"]], "filtered_resps": ["cut"], "filter": "none", "metrics": []}
            """);

        EvaluationRecord r = InputResolver.Read([path], new() { Map = ColumnMap.Parse(["doc.subject=task", "doc.split=novelty", "filtered_resps.0=output"]), Warn = _ => { } }).Single();

        Assert.Equal(("law", Novelty.Unseen, "cut"), (r.Task, r.Novelty, r.Output));
    }

    // After promptfoo's src/util/eval/evalTableUtils.ts.
    [Fact]
    public void A_promptfoo_table_has_escaped_formulas_failed_calls_and_results_that_are_not_there()
    {
        List<EvaluationRecord> records = Read("eval.csv", """
            q,[m] a,Status,Score,Named Scores,Metric: rouge,Grader Reason,Comment,[m] b,Status,Score,Named Scores,Grader Reason,Comment
            '=1+1,'-two,PASS,1.00,"{""rouge"":0.5}",0.50,,,,,,,,
            x,,ERROR,0.00,,,late,,'-2,FAIL,0.00,,,
            """, out _);

        Assert.Equal([("=1+1", "-two", null), ("x", null, "late"), ("x", "'-2", null)], records.Select(r => (r.Input!, r.Output, r.Error)));
        Assert.Equal(["a", "a", "b"], records.Select(r => r.Instruction!));
        Assert.Equal(0.5, records[0].Scores!["promptfoo:rouge"]);
    }

    [Fact]
    public void An_openai_evals_log_of_many_samples_is_read_in_the_order_of_their_first_event()
    {
        List<EvaluationRecord> records = Read("run.jsonl", """{"spec": {"completion_fns": ["m"], "eval_name": "e.s.v0", "base_eval": "e", "split": "s"}}""" + "\n" + string.Concat(Enumerable.Range(0, 2000).Select(i =>
            $$$"""{"run_id": "1", "event_id": 0, "sample_id": "e.{{{i}}}", "type": "sampling", "data": {"prompt": "p", "sampled": "{{{i}}}"}}""" + "\n"
            + $$$"""{"run_id": "1", "event_id": 0, "sample_id": "e.{{{Math.Max(0, i - 5)}}}", "type": "match", "data": {"correct": true, "expected": "x", "sampled": "{{{Math.Max(0, i - 5)}}}"}}""" + "\n"))
            + """{"run_id": "1", "event_id": 9, "sample_id": "e.0", "type": "metrics", "data": {"f1": 1}}""" + "\n" + """{"final_report": {}}""", out List<SuiteWarning> warnings);

        Assert.Equal(Enumerable.Range(0, 2000).Select(i => $"e.{i}"), records.Select(r => r.Instance));
        Assert.Equal(2000 - 5, records.Count(r => r.Scores is not null));
        Assert.Equal("eventTooLate", Assert.Single(warnings).Code);
    }

    [Theory]
    [InlineData("""{"value": "C"}""", 1.0)]
    [InlineData("""{"value": "I"}""", 0.0)]
    [InlineData("""{"value": "P"}""", 0.5)]
    [InlineData("""{"value": "N"}""", 0.0)]
    [InlineData("""{"value": true}""", 1.0)]
    [InlineData("""{"value": "yes"}""", 1.0)]
    [InlineData("""{"value": "0.25"}""", 0.25)]
    [InlineData("""{"value": NaN}""", null)]
    [InlineData("""{"value": 7}""", null)]
    [InlineData("""{"value": "maybe"}""", null)]
    [InlineData("""{"value": [1]}""", null)]
    public void Inspect_scores_have_the_values_of_value_to_float(string score, double? value)
    {
        EvaluationRecord r = Inspect($$"""{"id": 1, "epoch": 1, "input": "i", "target": "t", "output": {"choices": [{"stop_reason": "max_tokens"}], "completion": "c"}, "scores": {"s": {{score}} } }""");

        Assert.Equal(value, r.Scores?["inspect_ai:s"]);
        Assert.Equal("length", r.Finish);
    }

    [Fact]
    public void Inspect_samples_of_every_fate_are_told_apart()
    {
        Assert.Equal(("filtered", null), Fate("""{"choices": [{"stop_reason": "content_filter"}], "completion": ""}"""));
        Assert.Equal(("failed.noOutput", null), Fate("""{"choices": [], "completion": ""}"""));
        Assert.Equal(("failed.error", "late"), Fate("""{"choices": [], "completion": "", "error": "late"}"""));
        Assert.Equal((null, null), Fate("""{"choices": [{"stop_reason": "stop"}], "completion": ""}"""));
        EvaluationRecord chat = Inspect("""
            {"id": "a", "epoch": 1, "input": [{"role": "system", "content": "s"}, {"role": "user", "content": [{"type": "text", "text": "two "}, {"type": "text", "text": "parts"}]}], "target": "t",
             "output": {"choices": [{"message": {"content": "said"}, "stop_reason": "stop"}]}, "scores": {"multi": {"value": {"a": 1, "b": "I"}}}}
            """);
        Assert.Equal(("two parts", "said"), (chat.Input, chat.Output));
        Assert.Equal([new("inspect_ai:multi.a", 1), new("inspect_ai:multi.b", 0)], chat.Scores!);
    }

    private static (string? Status, string? Error) Fate(string output) =>
        Inspect($$"""{"id": 1, "epoch": 1, "input": "i", "target": "t", "output": {{output}} }""") is var r ? (r.Status, r.Error) : default;

    private static EvaluationRecord Inspect(string sample) => Assert.Single(Read("log.json", $$"""
        {"version": 2, "status": "success", "eval": {"task": "t", "model": "m", "config": {"epochs": 1} }, "results": {"total_samples": 1}, "samples": [{{sample}}] }
        """, out _));

    private static List<EvaluationRecord> Read(string name, string text, out List<SuiteWarning> warnings)
    {
        using TempFolder folder = new();
        List<SuiteWarning> told = warnings = [];
        return [.. InputResolver.Read([folder.Write(name, text)], new() { Warn = told.Add })];
    }

    private static string DataFile(string name) => Path.Combine(Shared.Root, "tests", "GenEval.Tests", "Suites", "Formats", "data", name);
}
