using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace GenEval.PowerShell.Help;

/// <summary>A parameter of a cmdlet.</summary>
/// <param name="Name">Without the dash.</param>
/// <param name="Type">What it takes; the type within where it is nullable.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Globbing">Whether it takes wildcards.</param>
/// <param name="Default">What holds where it is left out, as text.</param>
/// <param name="Uses">What it is in each parameter set.</param>
internal sealed record ParameterModel(string Name, Type Type, IReadOnlyList<string> Aliases, bool Globbing, string Default, IReadOnlyList<ParameterUse> Uses)
{
    public bool IsSwitch => Type == typeof(SwitchParameter);

    /// <summary>The type as PowerShell writes it in a syntax line: string[], double, Report[].</summary>
    public string TypeName
    {
        get
        {
            Type type = Type.IsArray ? Type.GetElementType()! : Type;
            string name = Type.GetTypeCode(type) switch
            {
                TypeCode.String => "string",
                TypeCode.Double => "double",
                TypeCode.Int32 when !type.IsEnum => "int",
                TypeCode.Int64 => "long",
                TypeCode.Boolean => "bool",
                _ => type.Name is nameof(PSObject) or nameof(System.Security.SecureString) ? type.Name.ToLowerInvariant() : type.Name,
            };
            return Type.IsArray ? name + "[]" : name;
        }
    }

    public static ParameterModel Of(PropertyInfo property, object instance)
    {
        IEnumerable<string> aliases = CommandModel.Attributes(property, nameof(AliasAttribute))
            .SelectMany(a => (IEnumerable<CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!).Select(a => (string)a.Value!);
        ParameterUse[] uses = [.. CommandModel.Attributes(property, nameof(ParameterAttribute)).Select(ParameterUse.Of)];
        return new(
            property.Name,
            Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
            [.. aliases],
            CommandModel.Attributes(property, nameof(SupportsWildcardsAttribute)).Any(),
            uses[0].Mandatory ? "None" : DefaultOf(property.GetValue(instance)),
            uses);
    }

    private static string DefaultOf(object? value) => value switch
    {
        null or "" => "None",
        bool or SwitchParameter => "False",
        string text => text,
        Enum word => Views.Word(word),
        IEnumerable items => items.Cast<object>().ToArray() is { Length: > 0 } all ? string.Join(", ", all) : "None",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

/// <summary>What a parameter is in one parameter set, or in all (<paramref name="Set"/> null).</summary>
internal sealed record ParameterUse(string? Set, bool Mandatory, int? Position, bool ByValue, bool ByName)
{
    /// <summary>As Get-Help writes it.</summary>
    public string Pipeline => (ByValue, ByName) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    public static ParameterUse Of(CustomAttributeData data) => new(
        CommandModel.Named<string>(data, "ParameterSetName"),
        CommandModel.Named<bool>(data, "Mandatory"),
        data.NamedArguments.Any(a => a.MemberName == "Position") ? CommandModel.Named<int>(data, "Position") : null,
        CommandModel.Named<bool>(data, "ValueFromPipeline"),
        CommandModel.Named<bool>(data, "ValueFromPipelineByPropertyName"));
}
