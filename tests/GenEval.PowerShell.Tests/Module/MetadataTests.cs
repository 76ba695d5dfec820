using System.Management.Automation;
using System.Reflection;

namespace GenEval.PowerShell.Tests.Module;

/// <summary>What the attributes say of every cmdlet; PowerShell binds by them.</summary>
public sealed class MetadataTests
{
    // https://learn.microsoft.com/powershell/scripting/developer/cmdlet/approved-verbs-for-windows-powershell-commands
    private static readonly string[] s_verbs =
        ["Assert", "Compare", "Export", "Get", "Import", "Invoke", "Measure", "New", "Remove", "Test"];

    public static TheoryData<Type> Commands => [.. typeof(GenCommand).Assembly.GetExportedTypes().Where(t => t.GetCustomAttribute<CmdletAttribute>() is not null)];

    public static TheoryData<PropertyInfo> Parameters => [.. Commands.SelectMany(c => c.Data.GetProperties()).Where(p => p.GetCustomAttributes<ParameterAttribute>().Any())];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_cmdlet_is_sealed_named_for_its_class_and_says_what_it_writes(Type command)
    {
        CmdletAttribute cmdlet = command.GetCustomAttribute<CmdletAttribute>()!;
        Assert.True(command.IsSealed);
        Assert.True(command.IsSubclassOf(typeof(GenCommand)));
        Assert.Contains(cmdlet.VerbName, s_verbs);
        Assert.Matches("^Gen[A-Z][a-z]+$", cmdlet.NounName);
        Assert.False(cmdlet.NounName.EndsWith('s'), "nouns are singular");
        Assert.Equal($"{cmdlet.VerbName}{cmdlet.NounName}Command", command.Name);
        Assert.NotEmpty(command.GetCustomAttributes<OutputTypeAttribute>());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void What_writes_asks_first(Type command)
    {
        CmdletAttribute cmdlet = command.GetCustomAttribute<CmdletAttribute>()!;
        // What writes a file or a store, and what sends prompts that somebody pays for.
        Assert.Equal(cmdlet.VerbName is "Export" or "Remove" || cmdlet is { VerbName: "Import", NounName: "GenRun" } or { VerbName: "Invoke" } or { NounName: "GenChart" }, cmdlet.SupportsShouldProcess);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Parameter_sets_are_named_consistently(Type command)
    {
        CmdletAttribute cmdlet = command.GetCustomAttribute<CmdletAttribute>()!;
        string?[] sets = [.. command.GetProperties().SelectMany(p => p.GetCustomAttributes<ParameterAttribute>()).Select(p => p.ParameterSetName).Where(s => s is not null).Distinct()];
        Assert.Equal(sets.Length > 0, cmdlet.DefaultParameterSetName is not null);
        Assert.True(sets.Length == 0 || sets.Contains(cmdlet.DefaultParameterSetName));
        Assert.Equal(sets.Contains("Path"), sets.Contains("LiteralPath"));
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_parameter_is_PascalCase_and_a_literal_path_can_come_from_Get_ChildItem(PropertyInfo parameter)
    {
        Assert.Matches("^[A-Z][A-Za-z]+$", parameter.Name);
        if (parameter.Name == "LiteralPath")
        {
            Assert.Contains("PSPath", parameter.GetCustomAttribute<AliasAttribute>()!.AliasNames);
        }
    }

    [Fact]
    public void Text_parameters_refuse_nothing_silently() => Assert.Equal(
        [],
        Parameters.Select(p => p.Data)
            .Where(p => p.PropertyType == typeof(string) || p.PropertyType == typeof(string[]))
            .Where(p => p.GetCustomAttribute<ValidateNotNullOrEmptyAttribute>() is null && p.GetCustomAttribute<AllowEmptyStringAttribute>() is null)
            .Select(p => $"{p.DeclaringType!.Name}.{p.Name}"));
}
