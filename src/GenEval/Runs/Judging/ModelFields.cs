using System.Globalization;
using GenEval.Models;
using GenEval.Suites;

namespace GenEval.Runs.Judging;

/// <summary>The fields by which a JSON file names a model. The file is meant to be shared, so a key in it is an error that does not repeat it.</summary>
internal static class ModelFields
{
    private static readonly string[] s_names =
    [
        "model", "endpoint", "apiKeyEnv", "apiVersion", "system", "temperature", "maxTokens", "seed", "stop", "concurrency", "requestsPerMinute", "tokensPerMinute", "retries", "timeoutSeconds",
        "inputPrice", "outputPrice",
    ];

    private static readonly string[] s_keys = ["apikey", "api_key", "api-key", "key", "secret", "token", "password", "authorization", "bearer"];

    public static ModelOptions Read(JsonFields fields, string path)
    {
        foreach (string name in fields.Names.Where(name => s_keys.Contains(name.ToLowerInvariant(), StringComparer.Ordinal)))
        {
            throw KeyInFile(fields, name, $"'{name}' would be a key in a file that is read, copied and stored.");
        }

        string? variable = fields.Optional("apiKeyEnv");
        if (variable is not null && !variable.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw KeyInFile(fields, "apiKeyEnv", "'apiKeyEnv' is the name of an environment variable, and what stands there is none.");
        }

        string endpoint = fields.Required("endpoint");
        ModelOptions model = new()
        {
            Name = fields.Required("model"),
            Endpoint = endpoint.StartsWith(ModelOptions.FixtureScheme, StringComparison.Ordinal) ? Beside(path, endpoint) : endpoint,
            Key = ApiKey.FromEnvironment(variable),
            ApiVersion = fields.Optional("apiVersion"),
            System = fields.Optional("system"),
            Temperature = fields.Number("temperature"),
            MaxTokens = Whole(fields, "maxTokens", 1),
            Seed = Whole(fields, "seed", int.MinValue),
            Stop = fields.Texts("stop") is { Count: > 0 } stop ? stop : null,
            RequestsPerMinute = Whole(fields, "requestsPerMinute", 1),
            TokensPerMinute = Whole(fields, "tokensPerMinute", 1),
        };
        model = model with
        {
            Concurrency = Whole(fields, "concurrency", 1) ?? model.Concurrency,
            Retries = Whole(fields, "retries", 0) ?? model.Retries,
            Timeout = fields.Number("timeoutSeconds") is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400)) : model.Timeout,
        };
        model.Validate();
        return model;
    }

    /// <summary>What a million tokens cost, where the file says so.</summary>
    public static TokenPrices Prices(JsonFields fields)
    {
        return new(Price("inputPrice"), Price("outputPrice"));

        decimal? Price(string name) => fields.Number(name) switch
        {
            null => null,
            { } number when number is >= 0 and <= 1e9 => (decimal)number,
            _ => throw fields.Problem(name, $"'{name}' is what a million tokens cost: a number from 0.", "Leave it out where the cost does not matter."),
        };
    }

    /// <summary>A whole number of at least <paramref name="least"/>, or null where there is none.</summary>
    public static int? Whole(JsonFields fields, string name, int least) => fields.Number(name) switch
    {
        null => null,
        { } number when number == Math.Floor(number) && number >= least && number <= int.MaxValue => (int)number,
        _ => throw fields.Problem(name, $"'{name}' must be a whole number{(least > int.MinValue ? $" from {least.ToString(CultureInfo.InvariantCulture)}" : "")}.", "Leave it out for the default."),
    };

    /// <summary>A slip in a name would be a setting that silently does nothing.</summary>
    public static void ThrowIfUnknown(JsonFields fields, IReadOnlyList<string> others)
    {
        string[] known = [.. s_names, .. others];
        if (fields.Names.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            throw fields.Problem(unknown, $"{Quote.Of(unknown)} is no field here; there are {string.Join(", ", known)}.", "Correct its name, or take it out.");
        }
    }

    private static SuiteFormatException KeyInFile(JsonFields fields, string name, string what)
    {
        SuiteFormatException problem = fields.Problem(name, what, "Put the key into an environment variable and write its name: \"apiKeyEnv\": \"OPENAI_API_KEY\".");
        return new SuiteFormatException(what, problem.File, problem.Line, problem.Column) { Id = "KeyInFile", Action = problem.Action };
    }

    /// <summary>A fixture stands beside the file that names it.</summary>
    private static string Beside(string path, string endpoint)
    {
        string file = endpoint[ModelOptions.FixtureScheme.Length..];
        return ModelOptions.FixtureScheme + (Path.IsPathRooted(file) ? file : Path.Combine(Path.GetDirectoryName(path) ?? "", file));
    }
}
