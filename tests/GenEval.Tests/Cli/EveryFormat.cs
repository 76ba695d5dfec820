using System.Text.Json;
using GenEval.Reports;
using NJsonSchema;

namespace GenEval.Tests.Cli;

/// <summary>Has a command write its document in every format; the JSON is valid, a table no wider than the terminal.</summary>
internal static class EveryFormat
{
    private static readonly string[] s_formats = ["table", "json", "markdown", "html", "junit", "csv"];

    public static async Task<JsonElement> RunAsync(string schemaName, params string[] args)
    {
        JsonElement json = default;
        foreach (string format in s_formats)
        {
            Geneval run = await Geneval.RunAsync([.. args, "--format", format]);
            Assert.True(run.ExitCode == 0, $"{format}: {run.Error}");
            Assert.NotEmpty(run.Out);
            if (format == "json")
            {
                JsonSchema schema = await JsonSchema.FromJsonAsync(Schemas.Get(schemaName), TestContext.Current.CancellationToken);
                Assert.Empty(schema.Validate(run.Out));
                json = JsonElement.Parse(run.Out);
            }
            else if (format == "table")
            {
                Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 80, line));
            }
        }

        return json;
    }
}
