using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GenEval.Generalization;

namespace GenEval.PowerShell.Tests.Module;

/// <summary>The views name types, properties and functions by text; a name that no longer exists would only leave a cell empty.</summary>
public sealed partial class FormatFileTests
{
    private static readonly string[] s_names = [.. Directory.EnumerateFiles(Path.Combine(Shared.Root, "module"), "*.Format.ps1xml").Order(StringComparer.Ordinal)];
    private static readonly XElement s_file = new("Views", s_names.Select(f => XDocument.Load(f).Root));

    public static TheoryData<string> Views => [.. s_file.Descendants("View").Select(v => v.Element("Name")!.Value)];

    [Theory]
    [MemberData(nameof(Views))]
    public void A_view_is_of_a_type_that_exists_and_shows_properties_that_it_has(string view)
    {
        XElement element = s_file.Descendants("View").Single(v => v.Element("Name")!.Value == view);
        Type type = Find(element.Descendants("TypeName").Single().Value);
        foreach (string path in element.Descendants("PropertyName").Select(p => p.Value).Concat(element.Descendants("ScriptBlock").SelectMany(s => Path_().Matches(s.Value).Select(m => m.Groups["path"].Value))))
        {
            Type? at = type;
            foreach (string name in path.Split('.'))
            {
                // Members of the elements: $_.Warnings.Code
                at = at!.GetProperty(name)?.PropertyType
                    ?? (name == "Count" && at.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? typeof(int) : null)
                    ?? (at.IsGenericType ? at.GetGenericArguments()[0].GetProperty(name)?.PropertyType : null);
                Assert.True(at is not null, $"{view}: {type.Name} has no {path}");
            }
        }
    }

    [Fact]
    public void The_manifest_loads_every_file_of_views()
    {
        string manifest = File.ReadAllText(Path.Combine(Shared.Root, "GenEval.psd1"));
        Assert.All(s_names, f => Assert.Contains($"'module/{Path.GetFileName(f)}'", manifest, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_function_that_the_views_call_exists()
    {
        string[] called = [.. s_file.Descendants("ScriptBlock").SelectMany(s => Call().Matches(s.Value).Select(m => m.Groups["name"].Value)).Distinct()];
        Assert.NotEmpty(called);
        Assert.Equal([], called.Except(typeof(Views).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(m => m.Name)));
        Assert.All(s_file.Descendants("ScriptBlock").SelectMany(s => TypeName().Matches(s.Value).Select(m => m.Groups["name"].Value)), t => Assert.Equal(typeof(Views).FullName, t));
    }

    [Fact]
    public void What_the_cmdlets_write_has_a_list_and_a_table()
    {
        foreach (Type type in new[] { typeof(Report), typeof(Level), typeof(TaskRow), typeof(ScoreResult), typeof(Suites.Suite), typeof(Comparison), typeof(PowerReport), typeof(CheckReport), typeof(Runs.RunInfo), typeof(Models.ModelOptions), typeof(Reports.Figure), typeof(Scoring.Learned.ScorerModel), typeof(Scoring.Learned.ScorerCard), typeof(Notebooks.NotebookRun) })
        {
            XElement[] views = [.. s_file.Descendants("View").Where(v => v.Descendants("TypeName").Single().Value == type.FullName)];
            Assert.Contains(views, v => v.Element("ListControl") is not null);
            Assert.Contains(views, v => v.Element("TableControl") is not null);
        }
    }

    [Fact]
    public void A_table_has_as_many_cells_as_headers() => Assert.All(
        s_file.Descendants("TableControl"), t => Assert.Equal(t.Descendants("TableColumnHeader").Count(), t.Descendants("TableColumnItem").Count()));

    private static Type Find(string name) => typeof(Report).Assembly.GetType(name) ?? typeof(GenCommand).Assembly.GetType(name) ?? typeof(Notebooks.NotebookRun).Assembly.GetType(name)
        ?? throw new InvalidOperationException($"There is no type {name}.");

    [GeneratedRegex(@"\$_\.(?<path>\w+(\.[A-Z]\w+)*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Path_();

    [GeneratedRegex(@"Views\]::(?<name>\w+)\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();

    [GeneratedRegex(@"\[(?<name>GenEval[\w.]+)\]::", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeName();
}
