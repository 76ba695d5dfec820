using Microsoft.Extensions.AI;

namespace GenEval.Models;

public sealed partial class ModelCaller
{
    private const int MostFollowUps = 2;

    /// <summary>What a response means: design 6.1's statuses, and whether it is asked for again.</summary>
    private static Attempt Judge(Conversation conversation, ChatResponse response, TimeSpan duration)
    {
        string text = response.Text;
        string? finish = response.FinishReason?.Value;
        ErrorContent? refusal = Refusal(response);
        bool filtered = response.FinishReason == ChatFinishReason.ContentFilter;
        bool refused = refusal is not null || finish is "refusal";
        ModelReply reply = new()
        {
            Status = filtered ? ModelReply.Filtered : refused ? ModelReply.Refused : ModelReply.Answered,
            Text = (filtered || refused) && text.Length == 0 ? null : text,
            Finish = finish,
            Error = refusal?.Message,
            InputTokens = response.Usage?.InputTokenCount,
            OutputTokens = response.Usage?.OutputTokenCount,
            Duration = duration,
        };
        if (!reply.IsAnswered)
        {
            return conversation.End(reply);
        }

        if (string.IsNullOrWhiteSpace(text) && finish is null or "stop" && conversation.Empty is null)
        {
            conversation.Empty = reply;
            return conversation.Again("empty", TimeSpan.Zero);
        }

        if (conversation.Prompt.Check?.Invoke(text) is not { } followUp)
        {
            return conversation.End(reply);
        }

        if (conversation.FollowUps++ == MostFollowUps)
        {
            return conversation.End(reply with { Status = ModelReply.FailedPrefix + FailureKind.Unusable, Error = "The answer could not be used, also after asking again." });
        }

        conversation.Messages.Add(new ChatMessage(ChatRole.Assistant, text));
        conversation.Messages.Add(new ChatMessage(ChatRole.User, followUp));
        return conversation.Again(FailureKind.Unusable, TimeSpan.Zero);
    }

    private static ErrorContent? Refusal(ChatResponse response)
    {
        foreach (ChatMessage message in response.Messages)
        {
            foreach (AIContent content in message.Contents)
            {
                if (content is ErrorContent { ErrorCode: ChatWire.Refusal } refusal)
                {
                    return refusal;
                }
            }
        }

        return null;
    }

    private Attempt Fail(Conversation conversation, ModelCallException failure, long ticket, TimeSpan duration)
    {
        if (failure.IsOverload)
        {
            _limit.Overloaded(ticket, failure.RetryAfter, isFirst: conversation.Attempts == 1);
        }

        string kind = failure.Kind;
        TimeSpan? wait = failure.RetryAfter;
        bool again = failure.IsTransient;
        if (wait > _model.MaxRetryAfter)
        {
            (kind, again) = (FailureKind.Quota, false);
        }

        if (again && failure.IsOverload && _limit.IsSwamped)
        {
            // The endpoint is full: that says nothing of this prompt, and its own retries stay whole.
            conversation.SwampedSince ??= _time.GetTimestamp();
            if (_time.GetElapsedTime(conversation.SwampedSince.Value) < _model.MaxRetryAfter)
            {
                return conversation.Again(kind, Spread(wait));
            }

            (kind, again) = (FailureKind.Quota, false);
        }

        if (again && conversation.Counted++ < _model.Retries)
        {
            return conversation.Again(kind, Spread(wait));
        }

        if (conversation.Empty is { } empty)
        {
            // It answered before, with nothing; that is its answer.
            return conversation.End(empty);
        }

        return conversation.End(new ModelReply
        {
            Status = failure.IsFiltered ? ModelReply.Filtered : ModelReply.FailedPrefix + kind,
            Error = failure.Message,
            Duration = duration,
        });
    }

    /// <summary>The wait that was asked for and up to a tenth more, so that not all come back at once; null, with none asked, is the growing pause.</summary>
    private static TimeSpan? Spread(TimeSpan? wait) => wait > TimeSpan.Zero ? wait * (1 + (Random.Shared.NextDouble() / 10)) : null;
}
