using System.Globalization;
using System.Xml;
using GenEval.Generalization;

namespace GenEval.Reports;

/// <summary>Reports as JUnit XML: a suite a report, a case a level; doesNot is a failure, inconclusive an error, a level without records is skipped.</summary>
internal static class JUnitFormat
{
    public static void Write(IReadOnlyList<Report> reports, TextWriter writer)
    {
        XmlWriterSettings settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, CloseOutput = false };
        writer.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (XmlWriter xml = XmlWriter.Create(writer, settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "geneval");
            Totals(xml, [.. reports.SelectMany(Cases)]);
            foreach (Report report in reports)
            {
                Suite(report, xml);
            }

            xml.WriteEndElement();
        }

        writer.Write('\n');
    }

    private static IEnumerable<(LevelKind Kind, Level? Level)> Cases(Report report) => Words.Shown(report).Select(k => (k, report.Levels[k]));

    private static void Suite(Report report, XmlWriter xml)
    {
        string name = report.Suite is null ? SafeText.Line(report.Model) : $"{SafeText.Line(report.Suite)}: {SafeText.Line(report.Model)}";
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", $"{name} ({SafeText.Line(report.Metric)})");
        Totals(xml, [.. Cases(report)]);
        xml.WriteStartElement("properties");
        Property(xml, "diagnosis", Words.Name(report.Diagnosis.Kind));
        Property(xml, "threshold", report.Threshold.ToString("R", CultureInfo.InvariantCulture));
        Property(xml, "confidence", report.Confidence.ToString("R", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        foreach ((LevelKind kind, Level? level) in Cases(report))
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", $"geneval.{name}");
            xml.WriteAttributeString("name", $"{Words.Name(kind)} generalizes");
            Outcome(xml, report, kind, level);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("system-out");
        xml.WriteString(string.Join('\n', (string[])[.. report.Diagnosis.Reasons.Select(r => SafeText.Line(r, 600)), .. report.Warnings.Select(w => $"{SafeText.Line(w.Code)}: {SafeText.Line(w.Message, 600)}"), Words.Sum(report.Counts)]));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Outcome(XmlWriter xml, Report report, LevelKind kind, Level? level)
    {
        string? element = level?.Verdict switch
        {
            null => "skipped",
            Verdict.DoesNot => "failure",
            Verdict.Inconclusive => "error",
            _ => null,
        };
        if (element is not null)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("message", level is null
                ? SafeText.Line(Words.WhyNull(report, "levels." + Words.Name(kind)), 600)
                : $"{Words.Of(level.Verdict)}: {Numbers.Score(level.Estimate)} ({Numbers.Range(level.Interval)}) against the threshold {Numbers.Short(report.Threshold)}");
            if (level is not null)
            {
                xml.WriteAttributeString("type", Words.Name(level.Verdict));
            }

            xml.WriteEndElement();
        }
    }

    private static void Totals(XmlWriter xml, (LevelKind Kind, Level? Level)[] cases)
    {
        Attribute("tests", _ => true);
        Attribute("failures", l => l?.Verdict == Verdict.DoesNot);
        Attribute("errors", l => l?.Verdict == Verdict.Inconclusive);
        Attribute("skipped", l => l is null);
        xml.WriteAttributeString("time", "0");

        void Attribute(string name, Func<Level?, bool> counts) =>
            xml.WriteAttributeString(name, cases.Count(c => counts(c.Level)).ToString(CultureInfo.InvariantCulture));
    }

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }
}
