using System.Text.Json;

namespace GenEval.Bench.Import;

/// <summary>Entries in the shape and with the proportions of real logs (what each tool writes around an answer is most of the bytes), with made-up texts.</summary>
internal static class LogShapes
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] LmEval(int id, string prompt, string output, string reference) => Json(new
    {
        doc_id = id,
        doc = new { task = Task(id), category = "c", novelty = Novelty(id), instruction = "definition", instance = $"i-{id}", input = prompt, prompt, references = (string[])[reference] },
        target = reference,
        arguments = new { gen_args_0 = new { arg_0 = (string[])[Json([new { role = "user", content = prompt }])], arg_1 = new { until = Array.Empty<string>(), max_gen_toks = 48 } } },
        resps = (string[][])[[output]],
        filtered_resps = (string[])[output],
        filter = "none",
        metrics = (string[])["exact_match", "bleu"],
        doc_hash = new string('a', 64),
        prompt_hash = new string('b', 64),
        target_hash = new string('c', 64),
        exact_match = 0.0,
        bleu = (string[])[reference, output],
    });

    public static byte[] Inspect(int id, string prompt, string output, string reference)
    {
        object[] messages = [new { id = "m1", content = prompt, source = "input", role = "user" }, new { id = "m2", content = output, source = "generate", role = "assistant", model = "m" }];
        object answer = new { model = "m", choices = (object[])[new { message = messages[1], stop_reason = "stop" }], completion = output, usage = new { input_tokens = 90, output_tokens = 40, total_tokens = 130 }, time = 0.5 };
        object[] events = [.. Enumerable.Range(0, 12).Select(i => new
        {
            uuid = new string('u', 22), span_id = new string('s', 32), timestamp = "2026-11-22T14:33:04.123456+00:00", working_start = 1.5, pending = false, @event = i == 5 ? "model" : "state",
            input = i == 5 ? messages : [], output = i == 5 ? answer : null, changes = (object[])[new { op = "replace", path = "/output", value = output[..(output.Length / 2)] }],
        })];
        return Json(new
        {
            id = $"i-{id}",
            epoch = 1,
            input = prompt,
            target = (string[])[reference],
            messages,
            output = answer,
            scores = new { f1 = new { value = 0.25, answer = output, metadata = new { } }, includes = new { value = "I", answer = output } },
            metadata = new { task = Task(id), category = "c", novelty = Novelty(id), instruction = "definition" },
            store = new { },
            events,
            model_usage = new { m = new { input_tokens = 90, output_tokens = 40 } },
            attachments = new { },
        });
    }

    public static byte[] Promptfoo(int id, string prompt, string output, string reference) => Json(new
    {
        cost = 0,
        error = (string?)"Expected output to contain \"" + reference + "\"",
        gradingResult = new { pass = false, score = 0.3, reason = "no", componentResults = Enumerable.Range(0, 3).Select(_ => new { pass = false, score = 0.1, reason = "no", assertion = new { type = "icontains", value = reference } }) },
        id = new string('i', 36),
        latencyMs = 8,
        namedScores = new { rouge = 0.2, contains = 0 },
        prompt = new { raw = prompt, label = "as-given" },
        promptId = new string('p', 64),
        promptIdx = 0,
        provider = new { id = "openai:chat:m", label = "m" },
        response = new { output, tokenUsage = new { total = 100, prompt = 60, completion = 40, numRequests = 1 }, cached = false, finishReason = "stop", raw = new string('r', 100) },
        score = 0.1,
        success = false,
        testCase = new { vars = new { prompt, input = prompt }, assert = (object[])[new { type = "rouge-n", value = reference, metric = "rouge" }, new { type = "icontains", value = reference, metric = "contains" }], metadata = Metadata(id) },
        testIdx = id,
        tokenUsage = new { total = 100, prompt = 60, completion = 40, cached = 0, numRequests = 1 },
        vars = new { prompt, input = prompt },
        metadata = Metadata(id),
        failureReason = 1,
    });

    public static byte[] OpenAiEvals(int id, string prompt, string output, string reference) =>
    [
        .. Json(new { run_id = "r", event_id = 2 * id, sample_id = $"e.test.{id}", type = "sampling", data = new { prompt = (object[])[new { role = "system", content = "Answer." }, new { role = "user", content = prompt }], sampled = (string[])[output] }, created_by = "", created_at = "2026-11-22 14:33:04.123456+00:00" }),
        (byte)'\n',
        .. Json(new { run_id = "r", event_id = (2 * id) + 1, sample_id = $"e.test.{id}", type = "match", data = new { correct = false, expected = reference, picked = (string?)null, sampled = output }, created_by = "", created_at = "2026-11-22 14:33:04.123456+00:00" }),
    ];

    public static byte[] Helm(int id, string prompt, string output, string reference) => Json(new
    {
        instance = new { input = new { text = prompt }, references = (object[])[new { output = new { text = reference }, tags = (string[])["correct"] }], split = "test", id = $"id{id}" },
        train_trial_index = 0,
        request = new { model = "openai/gpt2", prompt, temperature = 0.0, num_completions = 1, max_tokens = 100, stop_sequences = (string[])["\n"] },
        result = new
        {
            success = true,
            completions = (object[])[new { text = output, logprob = -12.5, tokens = output.Split(' ').Select(token => new { text = token, logprob = -0.5 }), finish_reason = new { reason = "stop" } }],
            cached = true,
            request_time = 0.5,
        },
        num_train_instances = 5,
        prompt_truncated = false,
    });

    public static byte[] Record(int id, string prompt, string output, string reference) => Json(new
    {
        model = "m", task = Task(id), category = "c", novelty = Novelty(id), instruction = "definition", instance = $"i-{id}", input = prompt, references = (string[])[reference], output, scores = new { f1 = 0.25 },
    });

    private static object Metadata(int id) => new { task = Task(id), category = "c", novelty = Novelty(id), instruction = "definition", instance = $"i-{id}" };

    private static string Task(int id) => FormattableString.Invariant($"task-{id % 20}");

    private static string Novelty(int id) => id % 20 < 10 ? "seen" : "unseen";

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, s_plain);

    private static string Json(object[] value) => JsonSerializer.Serialize(value, s_plain);
}
