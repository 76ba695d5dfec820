using System.Text;
using Microsoft.Extensions.AI;

namespace GenEval.Models;

/// <summary>An attempt's outcome: a reply that ends it, or a wait until the next (null: Polly's growing pause with jitter).</summary>
internal readonly record struct Attempt(ModelReply? Reply, TimeSpan? Wait, string? Why = null);

/// <summary>A prompt on its way to one outcome, with what its attempts met.</summary>
internal sealed class Conversation(ModelPrompt prompt, Func<ModelReply, ValueTask>? keep)
{
    private StringBuilder? _trail;

    public ModelPrompt Prompt { get; } = prompt;

    public Func<ModelReply, ValueTask>? Keep { get; } = keep;

    public IList<ChatMessage> Messages { get; } = prompt.ToMessages();

    public ModelReply? Empty { get; set; }

    /// <summary>An attempt that was made already and is still to be looked at.</summary>
    public Attempt? Made { get; set; }

    public int Attempts { get; set; }

    public int Counted { get; set; }

    /// <summary>When it first met an endpoint that was too busy for all.</summary>
    public long? SwampedSince { get; set; }

    public int FollowUps { get; set; }

    public Attempt? TakeMade()
    {
        Attempt? made = Made;
        Made = null;
        return made;
    }

    public Attempt Again(string why, TimeSpan? wait)
    {
        _trail = (_trail is null ? new StringBuilder() : _trail.Append(' ')).Append(why);
        return new Attempt(Reply: null, wait, why);
    }

    public Attempt End(ModelReply reply) => new(reply with { Attempts = Attempts, Trail = _trail?.ToString() }, Wait: null);
}
