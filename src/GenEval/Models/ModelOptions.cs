using System.Globalization;

namespace GenEval.Models;

/// <summary>Which model is asked, where, how it samples and how hard it may be asked. Everything but the key may be stored and shown.</summary>
public sealed record ModelOptions
{
    /// <summary>The model's name as the endpoint knows it (for Azure the deployment).</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The base address of an OpenAI-compatible endpoint (<c>https://api.openai.com/v1</c>, <c>http://localhost:11434</c>), or <c>fixture:FILE</c>
    /// for recorded answers.
    /// </summary>
    public required string Endpoint { get; init; }

    /// <summary>The key, or null: then no Authorization header is sent.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>Azure OpenAI's <c>api-version</c>; with it, or on an Azure host, the address and the key header are Azure's.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>Sampling temperature; null leaves it to the endpoint.</summary>
    public double? Temperature { get; init; }

    /// <summary>The longest answer in tokens; null leaves it to the endpoint. A longer one ends with the finish <c>length</c>.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Texts that end an answer; null for none.</summary>
    public IReadOnlyList<string>? Stop { get; init; }

    /// <summary>The sampling seed, for endpoints that know one.</summary>
    public long? Seed { get; init; }

    /// <summary>The system prompt; null means the suite's.</summary>
    public string? System { get; init; }

    /// <summary>The longest that one call may take, the wait for its turn not counted.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The most calls in flight, from 1; the engine goes below it while the endpoint says 429 or 503.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>A hard limit on the calls sent in any 60 seconds; null for none.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>A hard limit on tokens, prompt and answer, in any 60 seconds; null for none.</summary>
    public int? TokensPerMinute { get; init; }

    /// <summary>How often a prompt is sent again after a failure that may pass, from 0.</summary>
    public int Retries { get; init; } = 5;

    /// <summary>The first pause before a retry; it doubles each time, with jitter, up to 30 seconds.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The longest <c>Retry-After</c> that is waited for, and the longest that an endpoint may be too busy for all; after that the run stops and can be
    /// resumed.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The endpoint as it may be stored and shown: without query and user information, where secrets could stand.</summary>
    public string EndpointName => IsFixture || !Uri.TryCreate(Endpoint, UriKind.Absolute, out Uri? uri)
        ? Endpoint
        : uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Whether the endpoint is a file of recorded answers.</summary>
    public bool IsFixture => Endpoint.StartsWith(FixtureScheme, StringComparison.Ordinal);

    internal const string FixtureScheme = "fixture:";

    /// <summary>Throws where a number is out of its range, so that a mistake is found before the first call.</summary>
    /// <exception cref="GenEvalException">A setting is out of its range.</exception>
    public void Validate()
    {
        Require(Name.Length > 0, "The model has no name.", "Name it as the endpoint does: --model NAME.");
        Require(Concurrency >= 1, $"A concurrency of {Concurrency} is not possible; the least is 1.");
        Require(Retries >= 0, $"{Retries} retries are not possible; the least is 0.");
        Require(Timeout > TimeSpan.Zero, "The timeout must be above 0.");
        Require(RetryDelay > TimeSpan.Zero, "The pause before a retry must be above 0.");
        Require(MaxTokens is null or > 0, $"At most {MaxTokens} tokens leave no room for an answer; the least is 1.");
        Require(Temperature is null or (>= 0 and <= 100), string.Create(CultureInfo.InvariantCulture, $"A temperature of {Temperature} is not possible; it is 0 or above."));
        Require(RequestsPerMinute is null or > 0, $"{RequestsPerMinute} requests a minute would never end; the least is 1.");
        Require(TokensPerMinute is null or > 0, $"{TokensPerMinute} tokens a minute would never end; the least is 1.");
    }

    private static void Require(bool holds, string message, string? action = null)
    {
        if (!holds)
        {
            throw new GenEvalException(message) { Id = "ModelOptionInvalid", Action = action };
        }
    }
}
