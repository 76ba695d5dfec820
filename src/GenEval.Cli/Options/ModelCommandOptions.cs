using System.CommandLine;
using GenEval.Models;
using GenEval.Runs;

namespace GenEval.Cli.Options;

/// <summary>The arguments that name a model and say how it is asked.</summary>
internal sealed class ModelCommandOptions
{
    private readonly Option<string?> _model = new("--model") { Description = "The model's name, as the endpoint knows it.", HelpName = "NAME" };
    private readonly Option<string?> _endpoint = new("--endpoint") { Description = "An OpenAI-compatible endpoint, or fixture:FILE for recorded answers.", HelpName = "URL|fixture:FILE" };
    private readonly Option<string?> _key = new("--api-key-env") { Description = "The environment variable that has the key (OPENAI_API_KEY); with none set no key is sent.", HelpName = "VAR" };
    private readonly Option<string?> _version = new("--api-version") { Description = "Azure OpenAI's API version; its hosts are recognized, this makes any other host Azure's.", HelpName = "DATE" };
    private readonly Option<int?> _concurrency = new("--concurrency") { Description = "The most calls in flight (16); fewer where the endpoint says so.", HelpName = "N" };
    private readonly Option<int?> _requests = new("--requests-per-minute") { Description = "A hard limit on calls.", HelpName = "N" };
    private readonly Option<int?> _tokens = new("--tokens-per-minute") { Description = "A hard limit on tokens, of prompts and answers.", HelpName = "N" };
    private readonly Option<double?> _timeout = new("--timeout") { Description = "The longest that one call may take, in seconds (120).", HelpName = "S" };
    private readonly Option<int?> _retries = new("--retries") { Description = "How often a prompt is sent again after a failure that may pass (5).", HelpName = "N" };
    private readonly Option<int?> _repeats = new("--repeats") { Description = "How often each prompt is asked (1).", HelpName = "R" };
    private readonly Option<string?> _system = new("--system") { Description = "The system prompt, in place of the suite's.", HelpName = "TEXT" };
    private readonly Option<double?> _temperature = new("--temperature") { Description = "The sampling temperature; the endpoint's default where left out.", HelpName = "T" };
    private readonly Option<int?> _maxTokens = new("--max-tokens") { Description = "The longest answer, in tokens.", HelpName = "N" };
    private readonly Option<string[]> _stop = new("--stop") { Description = "A text that ends an answer; may be given several times.", HelpName = "TEXT" };
    private readonly Option<long?> _sampling = new("--sampling-seed") { Description = "The model's own seed, for endpoints that know one.", HelpName = "N" };
    private readonly Option<int?> _wordings = new("--wordings") { Description = "At most so many wordings of each novelty in a task, drawn by the seed.", HelpName = "N" };
    private readonly Option<int?> _inputs = new("--inputs") { Description = "At most so many inputs of each novelty in a task, drawn by the seed.", HelpName = "N" };
    private readonly Option<string[]> _labels = new("--run-label") { Description = "A word about the run that stands on its records: strategy=lora. May be given several times.", HelpName = "NAME=VALUE" };
    private readonly Option<bool> _cache = new("--cache") { Description = "Take answers from earlier runs of the store where everything that shapes them is the same." };
    private readonly Option<bool> _retryFailed = new("--retry-failed") { Description = "With --resume: also send again what ended as failed." };

    public Option<string?> Resume { get; } = new("--resume") { Description = "Go on with a run: send only what has no outcome. Model, endpoint and settings are the run's own where left out.", HelpName = "RUN|latest" };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[
            _model, _endpoint, _key, _version, _concurrency, _requests, _tokens, _timeout, _retries, _repeats, _system, _temperature, _maxTokens, _stop, _sampling,
            _wordings, _inputs, _labels, _cache, Resume, _retryFailed])
        {
            command.Add(option);
        }
    }

    /// <summary>The model as asked for; what is left out is that of the run that is resumed.</summary>
    public ModelOptions Model(ParseResult parsed, RunInfo? resumed)
    {
        ModelOptions basis = resumed is not null ? EvaluationRun.ModelOf(resumed) : new ModelOptions { Name = Needed(parsed, _model), Endpoint = Needed(parsed, _endpoint) };
        return basis with
        {
            Name = parsed.GetValue(_model) ?? basis.Name,
            Endpoint = parsed.GetValue(_endpoint) ?? basis.Endpoint,
            Key = ApiKey.FromEnvironment(parsed.GetValue(_key)),
            ApiVersion = parsed.GetValue(_version) ?? basis.ApiVersion,
            Concurrency = parsed.GetValue(_concurrency) ?? basis.Concurrency,
            RequestsPerMinute = parsed.GetValue(_requests),
            TokensPerMinute = parsed.GetValue(_tokens),
            Timeout = parsed.GetValue(_timeout) is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400)) : basis.Timeout,
            Retries = parsed.GetValue(_retries) ?? basis.Retries,
            System = parsed.GetValue(_system) ?? basis.System,
            Temperature = parsed.GetValue(_temperature) ?? basis.Temperature,
            MaxTokens = parsed.GetValue(_maxTokens) ?? basis.MaxTokens,
            Stop = parsed.GetValue(_stop) is { Length: > 0 } stop ? stop : basis.Stop,
            Seed = parsed.GetValue(_sampling) ?? basis.Seed,
        };
    }

    public RunOptions Run(ParseResult parsed, long seed, RunningLevels levels) => new()
    {
        Plan = new PlanOptions { Wordings = parsed.GetValue(_wordings), Inputs = parsed.GetValue(_inputs), Repeats = parsed.GetValue(_repeats) ?? 1, Seed = seed },
        Labels = parsed.GetValue(_labels) is { Length: > 0 } labels ? labels.Select(Label).DistinctBy(l => l.Name, StringComparer.Ordinal).ToDictionary(l => l.Name, l => l.Value, StringComparer.Ordinal) : null,
        UseCache = parsed.GetValue(_cache),
        RetryFailed = parsed.GetValue(_retryFailed),
        Levels = levels,
    };

    private static (string Name, string Value) Label(string text) => text.Split('=', 2) is [{ Length: > 0 } name, var value]
        ? (name, value)
        : throw new GenEvalException($"'{text}' is no label of a run; NAME=VALUE is expected.") { Id = "MapInvalid", Action = "For example: --run-label strategy=lora" };

    private static string Needed(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) ?? throw new GenEvalException($"{option.Name} is missing.")
    {
        Id = "ModelOptionInvalid",
        Action = "geneval run SUITE --model NAME --endpoint URL, or go on with a stored run: geneval run --resume latest",
    };
}
