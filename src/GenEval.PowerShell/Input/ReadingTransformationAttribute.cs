using System.Management.Automation;
using GenEval.Models;
using GenEval.Runs.Judging;
using GenEval.Scoring.Learned;
using GenEval.Suites;

namespace GenEval.PowerShell.Input;

/// <summary>Lets a thing be named by where it lies.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class ReadingTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = JsonValue.Unwrap(inputData);
        string? path = value as string ?? (value as FileSystemInfo)?.FullName;
        if (path is null)
        {
            return inputData;
        }

        try
        {
            return Read(engineIntrinsics.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path));
        }
        catch (GenEvalException e)
        {
            throw new ArgumentTransformationMetadataException(Errors.Speak(e.Message), e);
        }
    }

    private protected abstract object Read(string path);
}

/// <summary>Lets a suite be named by its folder.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SuiteTransformationAttribute : ReadingTransformationAttribute
{
    private protected override object Read(string path) => SuiteReader.Read(path);
}

/// <summary>Lets a scorer be named by its file.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ScorerTransformationAttribute : ReadingTransformationAttribute
{
    private protected override object Read(string path) => ScorerFile.Read(path);
}

/// <summary>Lets an embedding model be named by its file, or be one of New-GenModel.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmbeddingTransformationAttribute : ReadingTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        JsonValue.Unwrap(inputData) is ModelOptions model ? new EmbeddingSettings { Model = model } : base.Transform(engineIntrinsics, inputData);

    private protected override object Read(string path) => EmbeddingSettings.Read(path);
}
