using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace GenEval.PowerShell.Input;

/// <summary>Lets a map be given as PowerShell writes one, @{ completion = 'output' }, beside the command line's 'completion=output'.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MapTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        JsonValue.Unwrap(inputData) is IDictionary map
            ? JsonValue.Entries(map).Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Key}={JsonValue.Unwrap(e.Value)}")).ToArray()
            : inputData;
}
