using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using GenEval.Models;

namespace GenEval.Tests.Models;

public sealed class TelemetryTests
{
    [Fact]
    public async Task A_call_is_a_span_and_its_measures_by_the_GenAI_conventions_without_its_texts()
    {
        const string model = "telemetry-test-model";
        ConcurrentQueue<Activity> spans = [];
        ConcurrentQueue<(string Name, double Value, string Tags)> measures = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "GenEval",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using MeterListener meter = new() { InstrumentPublished = (instrument, self) => { if (instrument.Meter.Name == "GenEval") { self.EnableMeasurementEvents(instrument); } } };
        meter.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measures.Enqueue((instrument.Name, value, Text(tags))));
        meter.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measures.Enqueue((instrument.Name, value, Text(tags))));
        meter.Start();

        using FaultServer server = new FaultServer((_, attempt) => attempt == 0 ? Fault.ServerError : Fault.Answer).Start();
        ModelOptions options = ModelCallerTests.Options(server.Endpoint) with { Name = model, Temperature = 0.5, MaxTokens = 9, Key = ApiKey.FromText("sk-0123456789abcdef", "test") };
        using OpenAIClient client = new(options);
        using ModelCaller caller = new(client, options);
        await caller.AskAsync(new ModelPrompt("a secret prompt"));

        Activity[] mine = [.. spans.Where(span => span.DisplayName == "chat " + model)];
        Assert.Equal(2, mine.Length);
        Assert.Equal("500", mine[0].GetTagItem("error.type"));
        Assert.Equal(ActivityStatusCode.Error, mine[0].Status);
        Assert.Equal(("chat", "openai", model, 0.5, 9), (mine[1].GetTagItem("gen_ai.operation.name"), mine[1].GetTagItem("gen_ai.provider.name"),
            mine[1].GetTagItem("gen_ai.request.model"), mine[1].GetTagItem("gen_ai.request.temperature"), mine[1].GetTagItem("gen_ai.request.max_tokens")));
        Assert.Equal((12L, 7L), (mine[1].GetTagItem("gen_ai.usage.input_tokens"), mine[1].GetTagItem("gen_ai.usage.output_tokens")));
        Assert.Equal("127.0.0.1", mine[1].GetTagItem("server.address"));
        (string Name, double Value, string Tags)[] taken = [.. measures.Where(m => m.Tags.Contains(model, StringComparison.Ordinal))];
        Assert.Equal(2, taken.Count(m => m.Name == "gen_ai.client.operation.duration"));
        Assert.Contains(taken, m => m.Name == "gen_ai.client.token.usage" && m.Value == 7 && m.Tags.Contains("gen_ai.token.type=output", StringComparison.Ordinal));

        string all = string.Join('\n', mine.SelectMany(span => span.TagObjects).Select(tag => $"{tag.Key}={tag.Value}")) + string.Join('\n', taken.Select(m => m.Tags));
        Assert.DoesNotContain("secret", all, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Réponse", all, StringComparison.Ordinal);
    }

    private static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(';', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
}
