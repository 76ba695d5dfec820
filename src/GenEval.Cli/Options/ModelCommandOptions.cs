using System.CommandLine;
using GenEval.Models;
using GenEval.Runs;

namespace GenEval.Cli.Options;

/// <summary>The arguments that name a model and say how it is asked.</summary>
internal sealed class ModelCommandOptions
{
    private readonly Option<string> _model = new("--model") { Description = "The model's name, as the endpoint knows it.", Required = true, HelpName = "NAME" };
    private readonly Option<string> _endpoint = new("--endpoint") { Description = "An OpenAI-compatible endpoint, or fixture:FILE for recorded answers.", Required = true, HelpName = "URL|fixture:FILE" };
    private readonly Option<string?> _key = new("--api-key-env") { Description = "The environment variable that has the key (OPENAI_API_KEY); with none set no key is sent.", HelpName = "VAR" };
    private readonly Option<int?> _concurrency = new("--concurrency") { Description = "The most calls in flight (16); fewer where the endpoint says so.", HelpName = "N" };
    private readonly Option<int?> _repeats = new("--repeats") { Description = "How often each prompt is asked (1).", HelpName = "R" };
    private readonly Option<double?> _temperature = new("--temperature") { Description = "The sampling temperature; the endpoint's default where left out.", HelpName = "T" };
    private readonly Option<int?> _maxTokens = new("--max-tokens") { Description = "The longest answer, in tokens.", HelpName = "N" };
    private readonly Option<int?> _wordings = new("--wordings") { Description = "At most so many wordings of each novelty in a task, drawn by the seed.", HelpName = "N" };
    private readonly Option<int?> _inputs = new("--inputs") { Description = "At most so many inputs of each novelty in a task, drawn by the seed.", HelpName = "N" };
    private readonly Option<bool> _cache = new("--cache") { Description = "Take answers from earlier runs of the store where everything that shapes them is the same." };

    public Option<string?> Resume { get; } = new("--resume") { Description = "Go on with a run: send only what has no outcome.", HelpName = "RUN|latest" };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_model, _endpoint, _key, _concurrency, _repeats, _temperature, _maxTokens, _wordings, _inputs, _cache, Resume])
        {
            command.Add(option);
        }
    }

    public ModelOptions Model(ParseResult parsed)
    {
        ModelOptions options = new()
        {
            Name = parsed.GetRequiredValue(_model),
            Endpoint = parsed.GetRequiredValue(_endpoint),
            Key = ApiKey.FromEnvironment(parsed.GetValue(_key)),
            Temperature = parsed.GetValue(_temperature),
            MaxTokens = parsed.GetValue(_maxTokens),
        };
        return parsed.GetValue(_concurrency) is { } concurrency ? options with { Concurrency = concurrency } : options;
    }

    public RunOptions Run(ParseResult parsed, long seed, RunningLevels levels) => new()
    {
        Plan = new PlanOptions { Wordings = parsed.GetValue(_wordings), Inputs = parsed.GetValue(_inputs), Repeats = parsed.GetValue(_repeats) ?? 1, Seed = seed },
        UseCache = parsed.GetValue(_cache),
        Levels = levels,
    };
}
