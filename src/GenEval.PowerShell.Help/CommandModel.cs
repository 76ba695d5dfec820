using System.Management.Automation;
using System.Reflection;

namespace GenEval.PowerShell.Help;

/// <summary>
/// A cmdlet as its attributes describe it. They are read as data: the PowerShell that this is built against is hollow, and its attributes
/// forget what they are given.
/// </summary>
internal sealed record CommandModel(string Name, bool ShouldProcess, string? DefaultSet, IReadOnlyList<ParameterModel> Parameters, IReadOnlyList<Type> Output)
{
    public string Verb => Name[..Name.IndexOf('-', StringComparison.Ordinal)];

    public string Noun => Name[(Name.IndexOf('-', StringComparison.Ordinal) + 1)..];

    /// <summary>The parameter sets, the default one first; null is the only set of a cmdlet without named ones.</summary>
    public IReadOnlyList<string?> Sets
    {
        get
        {
            string?[] named = [.. Parameters.SelectMany(p => p.Uses).Select(u => u.Set).Where(s => s is not null).Distinct().OrderByDescending(s => s == DefaultSet)];
            return named.Length == 0 ? [null] : named;
        }
    }

    public static IEnumerable<CommandModel> All(Assembly assembly) => assembly.GetExportedTypes()
        .Where(t => Attributes(t, nameof(CmdletAttribute)).Any()).Select(Of).OrderBy(c => c.Name, StringComparer.Ordinal);

    /// <summary>The parameters of a set in the order in which a syntax line names them.</summary>
    public IEnumerable<(ParameterModel Parameter, ParameterUse Use)> In(string? set) => Parameters
        .Select(p => (Parameter: p, Use: p.Uses.FirstOrDefault(u => u.Set == set || u.Set is null)!))
        .Where(p => p.Use is not null)
        .OrderBy(p => p.Use.Position ?? int.MaxValue)
        .ThenByDescending(p => p.Use.Mandatory);

    private static CommandModel Of(Type type)
    {
        CustomAttributeData cmdlet = Attributes(type, nameof(CmdletAttribute)).First();
        object instance = Activator.CreateInstance(type)!;
        return new(
            $"{cmdlet.ConstructorArguments[0].Value}-{cmdlet.ConstructorArguments[1].Value}",
            Named<bool>(cmdlet, "SupportsShouldProcess"),
            Named<string>(cmdlet, "DefaultParameterSetName"),
            [.. Declared(type).DistinctBy(p => p.Name).Where(p => Attributes(p, nameof(ParameterAttribute)).Any()).Select(p => ParameterModel.Of(p, instance))],
            [.. Attributes(type, nameof(OutputTypeAttribute)).SelectMany(OutputTypes)]);
    }

    // A class before its base, as PowerShell lists them, each in the order of its file.
    private static IEnumerable<PropertyInfo> Declared(Type type) => type.BaseType is { } parent && parent.Assembly == type.Assembly
        ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Concat(Declared(parent))
        : type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    private static IEnumerable<Type> OutputTypes(CustomAttributeData data) =>
        ((IEnumerable<CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!).Select(a => (Type)a.Value!);

    internal static IEnumerable<CustomAttributeData> Attributes(MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(a => a.AttributeType.Name == name);

    internal static T? Named<T>(CustomAttributeData data, string name) =>
        data.NamedArguments.Where(a => a.MemberName == name).Select(a => (T?)a.TypedValue.Value).FirstOrDefault();
}
