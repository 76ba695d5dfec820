using GenEval.Models;

namespace GenEval.Runs;

/// <summary>
/// Tells when going on is pointless: a key, an address or a model that is refused before anything was answered, or a long row of failures that are the
/// endpoint's and not the prompts', or a very long one of those that may be either. Better to stop a run that can be resumed than to mark a suite as failed.
/// </summary>
internal sealed class EndpointHealth(ModelOptions model, string work = "run")
{
    private readonly Lock _lock = new();
    private readonly int _longestRow = Math.Max(10, model.Concurrency);
    private readonly int _longestDoubt = Math.Max(100, 4 * model.Concurrency);
    private int _row;
    private int _doubt;
    private bool _hasAnswered;

    /// <summary>Takes note of an outcome; the reason to stop, or null.</summary>
    public GenEvalException? Judge(ModelReply reply)
    {
        lock (_lock)
        {
            if (reply.Failure is not { } kind || !(FailureKind.IsOfEndpoint(kind) || FailureKind.IsInDoubt(kind)))
            {
                _hasAnswered = true;
                (_row, _doubt) = (0, 0);
                return null;
            }

            if (FailureKind.IsInDoubt(kind))
            {
                return ++_doubt == _longestDoubt ? Doubt(reply.Error) : null;
            }

            _row++;
            bool isFinal = !_hasAnswered && kind is not FailureKind.Unreachable;
            return isFinal || _row >= _longestRow ? Explain(kind, reply.Error) : null;
        }
    }

    private GenEvalException Doubt(string? error) => new(string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"The {work} stopped: {model.EndpointName} failed {_longestDoubt} prompts in a row, each also when it was sent again ({error})."))
    {
        Id = "EndpointFailed",
        Action = $"See what is wrong there; then resume the {work}, with --retry-failed to send these again too.",
    };

    private GenEvalException Explain(string kind, string? error)
    {
        (string what, string action) = kind switch
        {
            FailureKind.Auth => ("does not accept the key",
                model.Key is null ? "No key was sent. Set OPENAI_API_KEY, or name a variable with --api-key-env." : $"Check the key in {model.Key.Source}."),
            FailureKind.NotFound => ("knows no such address or model", $"Check the endpoint's address, and that it serves '{model.Name}'."),
            FailureKind.Quota => ("has no quota left for now", $"Resume the {work} when there is."),
            _ => ("cannot be reached", $"Check that it runs and that the address is right, then resume the {work}."),
        };
        return new GenEvalException($"The {work} stopped: {model.EndpointName} {what} ({error}).") { Id = "EndpointFailed", Action = action };
    }
}
