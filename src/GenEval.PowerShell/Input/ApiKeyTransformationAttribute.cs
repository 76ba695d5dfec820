using System.Management.Automation;
using System.Security;

namespace GenEval.PowerShell.Input;

/// <summary>
/// Takes what Get-Secret, Read-Host -AsSecureString and Get-Credential give. A plain text is refused here, and not by PowerShell, whose message
/// would show it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiKeyTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => JsonValue.Unwrap(inputData) switch
    {
        SecureString secret => secret,
        PSCredential credential => credential.Password,
        null => null!,
        _ => throw new ArgumentTransformationMetadataException(
            "A key is a SecureString: give that of Get-Secret NAME or Read-Host -AsSecureString, or name an environment variable with -ApiKeyEnv."),
    };
}
