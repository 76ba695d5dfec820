using System.Xml.Linq;
using GenEval.PowerShell.Help;

namespace GenEval.PowerShell.Tests.Module;

public sealed class HelpTests
{
    private static readonly string s_docs = Path.Combine(Shared.Root, "docs", "en-US");

    private static readonly CommandModel[] s_commands = [.. CommandModel.All(typeof(GenCommand).Assembly)];

    public static TheoryData<string> Names => [.. s_commands.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_has_the_syntax_that_the_attributes_say(string name)
    {
        string file = Path.Combine(s_docs, name + ".md");
        string expected = string.Join('\n', Syntax.Of(Command(name)));
        string page = File.ReadAllText(file);
        if (Environment.GetEnvironmentVariable("GENEVAL_ACCEPT") == "1")
        {
            int start = page.IndexOf("```\n", StringComparison.Ordinal) + 4;
            page = page[..start] + expected + "\n" + page[page.IndexOf("```\n", start, StringComparison.Ordinal)..];
            File.WriteAllText(file, page);
        }

        Assert.Equal(expected, Assert.Single(HelpPage.Read(file).Sections["Syntax"].Code));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_describes_the_parameters_that_there_are_and_has_two_examples(string name)
    {
        HelpPage page = HelpPage.Read(Path.Combine(s_docs, name + ".md"));
        Assert.Equal(name, page.Title);
        Assert.Equal(
            Command(name).Parameters.Select(p => "-" + p.Name).Order(StringComparer.Ordinal),
            page.Sections["Parameters"].Parts.Select(p => p.Title).Order(StringComparer.Ordinal));
        Assert.True(page.Sections["Examples"].Parts.Count >= 2, "two examples");
        Assert.All(page.Sections["Parameters"].Parts, p => Assert.NotEmpty(p.Blocks()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_names_errors_that_the_topic_explains(string name)
    {
        string topic = File.ReadAllText(Path.Combine(s_docs, "about_GenEval_Errors.md"));
        string[] ids = [.. HelpPage.Read(Path.Combine(s_docs, name + ".md")).Sections["Errors"].Lines.Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(2)
            .Select(l => l.Split('|')[1].Trim())];
        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.Contains($"| {id} |", topic, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_leads_to_things_that_exist(string name)
    {
        IEnumerable<string> links = HelpPage.Read(Path.Combine(s_docs, name + ".md")).Sections["Related links"].Blocks().Select(b => b.Text[2..]);
        Assert.All(links, l => Assert.True(File.Exists(Path.Combine(s_docs, l + ".md")), l));
    }

    [Fact]
    public void The_help_has_every_cmdlet_with_every_parameter_set()
    {
        XDocument maml = Maml.Of(s_commands.Select(c => (c, HelpPage.Read(Path.Combine(s_docs, c.Name + ".md")))));
        XNamespace command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
        Assert.Equal(s_commands.Select(c => c.Name), maml.Descendants(command + "details").Select(d => d.Element(command + "name")!.Value));
        Assert.Equal(s_commands.Sum(c => c.Sets.Count), maml.Descendants(command + "syntaxItem").Count());
    }

    [Theory]
    [InlineData("about_GenEval")]
    [InlineData("about_GenEval_Levels")]
    [InlineData("about_GenEval_Statistics")]
    [InlineData("about_GenEval_Errors")]
    public void A_topic_has_its_synopsis_where_PowerShell_looks_and_fits_80_columns(string name)
    {
        string[] lines = AboutTopic.Of(Path.Combine(s_docs, name + ".md")).Split('\n');
        Assert.Equal(["TOPIC", "    " + name, "", "SHORT DESCRIPTION"], lines[..4]);
        Assert.EndsWith(".", lines[4], StringComparison.Ordinal);
        Assert.Equal([], lines.Where(l => l.Length > 80 && !l.StartsWith("        ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_page_that_lacks_a_section_is_refused()
    {
        using Scratch scratch = new();
        string page = scratch.Write("Get-Thing.md", "# Get-Thing", "Gets it.", "## Description");
        Assert.Contains("Parameters", Assert.Throws<FormatException>(() => HelpPage.Read(page)).Message, StringComparison.Ordinal);
    }

    private static CommandModel Command(string name) => s_commands.Single(c => c.Name == name);
}
