using Microsoft.Extensions.AI;

namespace GenEval.Models;

/// <summary>Opens a client for whatever <see cref="ModelOptions.Endpoint"/> names.</summary>
public static class ModelClients
{
    /// <summary>A client for an OpenAI-compatible address, or for <c>fixture:FILE</c>. The caller disposes of it.</summary>
    /// <exception cref="GenEvalException">The address or the fixture cannot be used.</exception>
    public static IChatClient Open(ModelOptions model)
    {
        model.Validate();
        return model.IsFixture ? FixtureChatClient.Load(model.Endpoint[ModelOptions.FixtureScheme.Length..], model.Name) : new OpenAIClient(model);
    }
}
