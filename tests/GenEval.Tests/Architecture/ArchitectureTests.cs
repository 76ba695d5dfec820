using System.Reflection;

namespace GenEval.Tests.Architecture;

/// <summary>Data flows one way: suite, plan, responses, scores, report, faces. A folder of the core uses only the folders before it.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly s_core = typeof(GenEvalException).Assembly;

    private static readonly Dictionary<string, string[]> s_allowed = new(StringComparer.Ordinal)
    {
        ["Statistics"] = [],
        ["Suites"] = [],
        ["Scoring"] = ["Suites"],
        ["Models"] = [],
        ["Runs"] = ["Suites", "Models", "Scoring"],
        ["Generalization"] = ["Suites", "Scoring", "Statistics"],
        ["Reports"] = ["Generalization", "Suites", "Scoring", "Statistics"],
    };

    public static TheoryData<string> Folders => [.. s_allowed.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_depends_only_on_the_folders_before_it(string folder)
    {
        string[] wrong = [.. s_core.GetTypes().Where(t => Folder(t) == folder)
            .SelectMany(t => ReferencedTypes.Of(t).Where(r => r.Assembly == s_core)
                .Select(r => (From: t, To: Folder(r)))
                .Where(e => e.To is not null && e.To != folder && !s_allowed[folder].Contains(e.To, StringComparer.Ordinal))
                .Select(e => $"{e.From.FullName} uses {e.To}"))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_of_the_core_is_one_of_the_design()
    {
        string[] folders = [.. s_core.GetTypes().Select(Folder).OfType<string>().Distinct(StringComparer.Ordinal)];
        Assert.Subset(s_allowed.Keys.ToHashSet(StringComparer.Ordinal), folders.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void Statistics_uses_no_package_but_MathNet()
    {
        string[] assemblies = [.. s_core.GetTypes().Where(t => Folder(t) == "Statistics").SelectMany(ReferencedTypes.Of)
            .Select(t => t.Assembly.GetName().Name!).Distinct(StringComparer.Ordinal)
            .Where(n => n != "GenEval" && n != "MathNet.Numerics" && !n.StartsWith("System.", StringComparison.Ordinal))];
        Assert.Empty(assemblies);
    }

    /// <summary>The test can fail: a known upward use is seen.</summary>
    [Fact]
    public void A_use_inside_a_method_body_is_seen() =>
        Assert.Contains(typeof(GenEval.Suites.SuiteFormatException), ReferencedTypes.Of(typeof(UsesACoreType)));

    private static string? Folder(Type type)
    {
        string? space = type.Namespace;
        for (Type? outer = type.DeclaringType; space is null && outer is not null; outer = outer.DeclaringType)
        {
            space = outer.Namespace;
        }

        return space?.StartsWith("GenEval.", StringComparison.Ordinal) == true ? space.Split('.')[1] : null;
    }

    private sealed class UsesACoreType
    {
        public override string ToString() => new GenEval.Suites.SuiteFormatException("message", "file").Message;
    }
}
