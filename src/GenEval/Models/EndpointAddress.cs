namespace GenEval.Models;

/// <summary>Where calls go: the address of an operation under the base address that a person typed, in OpenAI's or Azure's manner.</summary>
internal sealed record EndpointAddress(Uri Uri, bool IsAzure, bool IsOpenAI)
{
    private static readonly string[] s_azureHosts = [".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com"];

    /// <summary>The address of <c>chat/completions</c> or <c>embeddings</c>.</summary>
    /// <exception cref="GenEvalException">The endpoint is no http address, or holds a user name or password.</exception>
    public static EndpointAddress Of(ModelOptions model, string operation)
    {
        if (!Uri.TryCreate(model.Endpoint, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new GenEvalException($"The endpoint '{model.EndpointName}' is neither an http(s) address nor fixture:FILE.")
            {
                Id = "EndpointInvalid",
                Action = "Give the base address, such as https://api.openai.com/v1 or http://localhost:11434.",
            };
        }

        if (uri.UserInfo.Length > 0)
        {
            throw new GenEvalException($"The endpoint '{model.EndpointName}' holds a user name or password, which would be stored with the run.")
            {
                Id = "EndpointInvalid",
                Action = "Put the key in an environment variable and name it with --api-key-env.",
            };
        }

        bool azure = model.ApiVersion is not null || s_azureHosts.Any(host => uri.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase));
        string path = uri.AbsolutePath.TrimEnd('/');
        string query = uri.Query;
        if (path.EndsWith("/" + operation, StringComparison.Ordinal))
        {
            return new(WithVersion(uri, path, query, azure, model), azure, IsOpenAIHost(uri));
        }

        path = path.EndsWith("/chat/completions", StringComparison.Ordinal) ? path[..^"/chat/completions".Length] : path;
        path = azure && !path.Contains("/openai/", StringComparison.Ordinal)
            ? $"{path}/openai/deployments/{Uri.EscapeDataString(model.Name)}"
            : path.Length == 0 ? "/v1" : path;
        return new(WithVersion(uri, $"{path}/{operation}", query, azure, model), azure, IsOpenAIHost(uri));
    }

    private static Uri WithVersion(Uri uri, string path, string query, bool azure, ModelOptions model)
    {
        bool needsVersion = azure && !path.Contains("/openai/v1", StringComparison.Ordinal)
            && !query.Contains("api-version=", StringComparison.OrdinalIgnoreCase);
        string version = needsVersion ? "api-version=" + Uri.EscapeDataString(model.ApiVersion ?? "2024-10-21") : "";
        string joined = query.Length > 1 && version.Length > 0 ? $"{query[1..]}&{version}" : query.TrimStart('?') + version;
        return new UriBuilder(uri) { Path = path, Query = joined }.Uri;
    }

    private static bool IsOpenAIHost(Uri uri) => uri.Host.Equals("api.openai.com", StringComparison.OrdinalIgnoreCase);
}
