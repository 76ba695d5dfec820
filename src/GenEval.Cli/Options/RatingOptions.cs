using System.CommandLine;
using GenEval.Suites;

namespace GenEval.Cli.Options;

/// <summary>The arguments of whatever reads ratings: where they are and how their columns are called.</summary>
internal sealed class RatingOptions
{
    private readonly InputOptions _input = new();

    public Argument<string[]> Ratings { get; } = new("RATINGS")
    {
        Description = "Records with \"rating\": true or false, or a number with \"ratingScale\": [low, high]. Several are pooled.",
        Arity = ArgumentArity.OneOrMore,
    };

    public void AddTo(Command command)
    {
        command.Add(Ratings);
        command.Add(_input.Map);
    }

    public IEnumerable<EvaluationRecord> Read(ParseResult parsed, CliConsole console, List<SuiteWarning> warnings)
    {
        RecordReadOptions reading = new()
        {
            Map = parsed.GetValue(_input.Map) is { Length: > 0 } pairs ? ColumnMap.Parse(pairs) : null,
            StandardInput = console.Input,
            Warn = warnings.Add,
        };
        return InputResolver.Read(parsed.GetRequiredValue(Ratings), reading);
    }
}
