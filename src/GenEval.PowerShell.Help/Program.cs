using System.Xml;
using System.Xml.Linq;
using GenEval.PowerShell;
using GenEval.PowerShell.Help;

if (args is not [string docs, string output])
{
    Console.Error.WriteLine("usage: GenEval.PowerShell.Help DOCS OUTPUT");
    return 2;
}

try
{
    Directory.CreateDirectory(output);
    IEnumerable<(CommandModel, HelpPage)> commands = CommandModel.All(typeof(GenCommand).Assembly)
        .Select(c => (c, HelpPage.Read(Path.Combine(docs, c.Name + ".md"))));
    XDocument maml = Maml.Of(commands);
    string file = Path.Combine(output, typeof(GenCommand).Assembly.GetName().Name + ".dll-Help.xml");
    using (XmlWriter writer = XmlWriter.Create(file, new() { Indent = true }))
    {
        maml.Save(writer);
    }

    foreach (string topic in Directory.EnumerateFiles(docs, "about_*.md"))
    {
        File.WriteAllText(Path.Combine(output, Path.GetFileNameWithoutExtension(topic) + ".help.txt"), AboutTopic.Of(topic));
    }

    return 0;
}
catch (FormatException e)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 1;
}
