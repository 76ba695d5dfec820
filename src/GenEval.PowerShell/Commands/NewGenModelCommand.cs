using System.Management.Automation;
using System.Security;
using GenEval.Models;
using GenEval.PowerShell.Completion;
using GenEval.PowerShell.Input;
using GenEval.Runs.Judging;

namespace GenEval.PowerShell.Commands;

[Cmdlet(VerbsCommon.New, "GenModel", DefaultParameterSetName = EnvironmentSet)]
[OutputType(typeof(ModelOptions))]
public sealed class NewGenModelCommand : GenCommand
{
    private const string EnvironmentSet = "Environment";
    private const string ApiKeySet = "ApiKey";
    private const string Fixture = "fixture:";
    private static readonly ModelOptions s_defaults = new() { Name = "", Endpoint = "" };

    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Endpoint { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = ApiKeySet)]
    [ApiKeyTransformation]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    [Parameter(ParameterSetName = EnvironmentSet)]
    [ValidateNotNullOrEmpty]
    public string? ApiKeyEnv { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ApiVersion { get; set; }

    [Parameter]
    public double? Temperature { get; set; }

    [Parameter]
    public int? MaxTokens { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Stop { get; set; }

    [Parameter]
    public long? Seed { get; set; }

    [Parameter]
    [AllowEmptyString]
    public string? System { get; set; }

    [Parameter]
    [Alias("Concurrency")]
    public int ThrottleLimit { get; set; } = s_defaults.Concurrency;

    [Parameter]
    public int? RequestsPerMinute { get; set; }

    [Parameter]
    public int? TokensPerMinute { get; set; }

    [Parameter]
    public int Retries { get; set; } = s_defaults.Retries;

    [Parameter]
    public int TimeoutSec { get; set; } = (int)s_defaults.Timeout.TotalSeconds;

    protected override void EndProcessing()
    {
        ModelOptions model = Call(
            () => new ModelOptions
            {
                Name = Name,
                Endpoint = Endpoint.StartsWith(Fixture, StringComparison.Ordinal) ? Fixture + new PathResolver(this).FileOrPattern(Endpoint[Fixture.Length..]) : Endpoint,
                Key = ApiKey is null ? Models.ApiKey.FromEnvironment(ApiKeyEnv) : Models.ApiKey.FromSecureString(ApiKey),
                ApiVersion = ApiVersion,
                Temperature = Temperature,
                MaxTokens = MaxTokens,
                Stop = Stop,
                Seed = Seed,
                System = System,
                Concurrency = ThrottleLimit,
                RequestsPerMinute = RequestsPerMinute,
                TokensPerMinute = TokensPerMinute,
                Retries = Retries,
                Timeout = TimeSpan.FromSeconds(TimeoutSec),
            },
            Name);
        // Nothing is sent: a wrong address, a missing fixture or a setting out of range is found here and not in a nightly run.
        Call(() => Open(model), Endpoint);
        if (ApiKeyEnv is not null && model.Key is null)
        {
            WriteWarning($"The environment variable {ApiKeyEnv} is not set, so no key is sent.");
        }

        WriteVerbose(model.Key is null ? "No key is sent." : $"The key is that of {model.Key.Source}.");
        WriteObject(model);
    }

    private static void Open(ModelOptions model)
    {
        try
        {
            ModelClients.Open(model).Dispose();
        }
        catch (GenEvalException e) when (e.Id == "FixtureInvalid" && HasEmbeddings(model))
        {
            // It is a model for -Embedding, as the file of its settings would be.
        }
    }

    private static bool HasEmbeddings(ModelOptions model)
    {
        try
        {
            new EmbeddingSource(new EmbeddingSettings { Model = model }).Dispose();
            return true;
        }
        catch (GenEvalException)
        {
            return false;
        }
    }
}
