using System.Management.Automation;
using System.Security;
using System.Text.Json;
using GenEval.Models;
using GenEval.PowerShell.Commands;
using GenEval.PowerShell.Input;
using GenEval.Runs.Judging;
using GenEval.Suites;

namespace GenEval.PowerShell.Tests.Cmdlets;

public sealed class NewGenModelTests
{
    private const string Secret = "sk-test-0123456789abcdef";

    [Fact]
    public void Every_parameter_reaches_the_model()
    {
        using NewGenModelCommand command = new()
        {
            ParameterSetName = "Environment",
            Name = "m",
            Endpoint = "http://localhost:11434",
            ApiVersion = "2024-10-21",
            Temperature = 0.5,
            MaxTokens = 99,
            Stop = ["end"],
            Seed = 7,
            System = "Be short.",
            ThrottleLimit = 3,
            RequestsPerMinute = 60,
            TokensPerMinute = 1000,
            Retries = 2,
            TimeoutSec = 5,
        };
        command.Run();
        ModelOptions model = Assert.IsType<ModelOptions>(Assert.Single(command.Recording.Output));
        Assert.Equal(("m", "http://localhost:11434", "2024-10-21"), (model.Name, model.Endpoint, model.ApiVersion));
        Assert.Equal((0.5, 99, "end", 7L, "Be short."), (model.Temperature, model.MaxTokens, Assert.Single(model.Stop!), model.Seed, model.System));
        Assert.Equal((3, 60, 1000, 2, TimeSpan.FromSeconds(5)), (model.Concurrency, model.RequestsPerMinute, model.TokensPerMinute, model.Retries, model.Timeout));
    }

    [Fact]
    public void A_key_from_a_secure_string_is_nowhere_to_be_seen()
    {
        using NewGenModelCommand command = new() { ParameterSetName = "ApiKey", Name = "m", Endpoint = "http://localhost:1", ApiKey = Secure(Secret) };
        command.Run();
        ModelOptions model = (ModelOptions)command.Recording.Output[0]!;
        Assert.Equal("[key]", model.Key!.Redact(Secret));
        string shown = $"{model} {JsonSerializer.Serialize(model)} {string.Concat(command.Recording.Verbose)} {Views.Key(model.Key)}";
        Assert.DoesNotContain(Secret, shown, StringComparison.Ordinal);
        Assert.Contains("a secure string", Assert.Single(command.Recording.Verbose), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_comes_from_the_variable_that_is_named_and_one_that_is_not_set_is_warned_about()
    {
        string variable = "GENEVAL_TEST_" + Guid.NewGuid().ToString("n");
        using NewGenModelCommand missing = new() { ParameterSetName = "Environment", Name = "m", Endpoint = "http://localhost:1", ApiKeyEnv = variable };
        missing.Run();
        Assert.Contains(variable, Assert.Single(missing.Recording.Warnings), StringComparison.Ordinal);
        Environment.SetEnvironmentVariable(variable, Secret);
        try
        {
            using NewGenModelCommand command = new() { ParameterSetName = "Environment", Name = "m", Endpoint = "http://localhost:1", ApiKeyEnv = variable };
            command.Run();
            Assert.Equal("[key]", ((ModelOptions)command.Recording.Output[0]!).Key!.Redact(Secret));
            Assert.Empty(command.Recording.Warnings);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, value: null);
        }
    }

    [Fact]
    public void Secure_strings_and_credentials_are_keys_and_a_plain_text_is_refused_without_being_shown()
    {
        ApiKeyTransformationAttribute transformation = new();
        SecureString secure = Secure(Secret);
        Assert.Same(secure, transformation.Transform(new(), new PSObject(secure)));
        Assert.Same(secure, transformation.Transform(new(), new PSCredential("me", secure)));
        ArgumentTransformationMetadataException error = Assert.Throws<ArgumentTransformationMetadataException>(() => transformation.Transform(new(), Secret));
        Assert.DoesNotContain(Secret, error.Message, StringComparison.Ordinal);
        Assert.Contains("Get-Secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://x", 1, "EndpointInvalid")]
    [InlineData("fixture:nowhere.jsonl", 1, "FixtureInvalid")]
    [InlineData("http://localhost:1", 0, "ModelOptionInvalid")]
    public void What_cannot_work_is_found_before_anything_is_sent(string endpoint, int limit, string id)
    {
        using NewGenModelCommand command = new() { ParameterSetName = "Environment", Name = "m", Endpoint = endpoint, ThrottleLimit = limit };
        ErrorRecord error = Assert.Throws<TerminatingErrorException>(() => command.Run()).ErrorRecord;
        Assert.Equal(id, error.FullyQualifiedErrorId);
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
    }

    [Fact]
    public void A_fixture_is_found_from_the_sessions_location()
    {
        using NewGenModelCommand command = new() { ParameterSetName = "Environment", Name = ModelRuns.Model, Endpoint = "fixture:responses/constructed.jsonl" };
        command.SessionState.Path.Location = Scratch.Legal;
        command.Run();
        Assert.Equal("fixture:" + Path.Combine(Scratch.Legal, "responses", "constructed.jsonl"), ((ModelOptions)command.Recording.Output[0]!).Endpoint);
    }

    [Fact]
    public void A_fixture_of_embeddings_is_a_model_for_Embedding_and_one_of_neither_kind_is_an_error()
    {
        using Scratch scratch = new();
        string vectors = scratch.Write("vectors.jsonl", """{"input": "Paris", "embedding": [1, 0]}""", """{"input": "Lyon", "embedding": [0.6, 0.8]}""");
        using NewGenModelCommand command = new() { ParameterSetName = "Environment", Name = "e", Endpoint = "fixture:vectors.jsonl" };
        command.SessionState.Path.Location = scratch.Folder;
        command.Run();
        ModelOptions model = Assert.IsType<ModelOptions>(Assert.Single(command.Recording.Output));
        Assert.Equal("fixture:" + vectors, model.Endpoint);
        EmbeddingSettings settings = Assert.IsType<EmbeddingSettings>(new EmbeddingTransformationAttribute().Transform(new(), new PSObject(model)));
        using EmbeddingSource source = new(settings);
        Assert.Equal(2, source.Embed(["Paris", "Lyon"], TestContext.Current.CancellationToken).Count);

        // As a model that answers it is an error that says what is missing; so is a file that holds nothing.
        using InvokeGenEvaluationCommand ask = new() { ParameterSetName = "Model", Suite = SuiteReader.Read(Scratch.Legal), Model = model, Store = ModelRuns.Store(scratch) };
        ErrorRecord error = Assert.Throws<TerminatingErrorException>(() => ask.Run()).ErrorRecord;
        Assert.Equal("FixtureInvalid", error.FullyQualifiedErrorId);
        Assert.Contains("not a recorded answer", error.Exception.Message, StringComparison.Ordinal);
        foreach (string file in (string[])[scratch.Write("empty.jsonl", ""), scratch.Write("neither.jsonl", """{"input": "Paris"}""")])
        {
            using NewGenModelCommand neither = new() { ParameterSetName = "Environment", Name = "e", Endpoint = "fixture:" + file };
            Assert.Equal("FixtureInvalid", Assert.Throws<TerminatingErrorException>(() => neither.Run()).ErrorRecord.FullyQualifiedErrorId);
        }

        // A setting out of range is one of embeddings' too.
        using NewGenModelCommand range = new() { ParameterSetName = "Environment", Name = "e", Endpoint = "fixture:" + vectors, ThrottleLimit = 0 };
        Assert.Equal("ModelOptionInvalid", Assert.Throws<TerminatingErrorException>(() => range.Run()).ErrorRecord.FullyQualifiedErrorId);
    }

    private static SecureString Secure(string text)
    {
        SecureString secure = new();
        foreach (char c in text)
        {
            secure.AppendChar(c);
        }

        return secure;
    }
}
