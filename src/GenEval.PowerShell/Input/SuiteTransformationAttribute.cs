using System.Management.Automation;
using GenEval.Suites;

namespace GenEval.PowerShell.Input;

/// <summary>Lets a suite be named by its folder.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SuiteTransformationAttribute : ArgumentTransformationAttribute
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
            return SuiteReader.Read(engineIntrinsics.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path));
        }
        catch (GenEvalException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }
}
