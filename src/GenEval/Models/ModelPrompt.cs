using Microsoft.Extensions.AI;

namespace GenEval.Models;

/// <summary>What a model is asked.</summary>
/// <param name="User">The prompt.</param>
/// <param name="System">The system prompt, or null for none.</param>
/// <param name="Key">Which answer of a fixture is meant; null finds it by the prompt.</param>
public sealed record ModelPrompt(string User, string? System = null, PromptKey? Key = null)
{
    /// <summary>
    /// Looks at an answer; null accepts it, a text is said to the model as the next message of the same conversation. Asked twice, after that the
    /// call is <c>failed.unusable</c>.
    /// </summary>
    public Func<string, string?>? Check { get; init; }

    internal IList<ChatMessage> ToMessages() => System is null
        ? [new ChatMessage(ChatRole.User, User)]
        : [new ChatMessage(ChatRole.System, System), new ChatMessage(ChatRole.User, User)];
}

/// <summary>Which cell of a suite a prompt belongs to.</summary>
/// <param name="Task">The task's id.</param>
/// <param name="Instruction">The instruction's id.</param>
/// <param name="Instance">The instance's id.</param>
/// <param name="Repeat">The repeat, from 0.</param>
public sealed record PromptKey(string Task, string? Instruction, string? Instance, int Repeat);
