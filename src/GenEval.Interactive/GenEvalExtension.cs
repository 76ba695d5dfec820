using GenEval.Generalization;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;

namespace GenEval.Interactive;

/// <summary>
/// Adds to a kernel of .NET Interactive: lists of results shown as results (single ones are shown without it), charts of Plotly.NET as Plotly's JSON,
/// which needs no script from elsewhere, and the magic <c>#!geneval PATH</c>.
/// </summary>
public sealed class GenEvalExtension : IKernelExtension
{
    private const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>Called by .NET Interactive for packages; by hand: <c>GenEvalExtension.Load(Kernel.Root)</c>.</summary>
    public Task OnLoadAsync(Kernel kernel)
    {
        Load(kernel);
        return Task.CompletedTask;
    }

    /// <summary>Registers displays and the magic.</summary>
    public static void Load(Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ShowListsOf<Report>();
        ShowListsOf<Comparison>();
        ShowListsOf<GenEval.Reports.Figure>();
        Formatter.Register<GenericChart>((chart, context) => Write(context, GenericChart.toFigureJson(chart)), Plotly);
        Formatter.Register<GenericChart>((_, context) => Write(context, "A chart of Plotly.NET."), PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(GenericChart), Plotly, PlainTextFormatter.MimeType);
        KernelActionDirective directive = new("#!geneval")
        {
            Description = "Evaluates recorded answers and shows the levels: #!geneval PATH [--metric M] [--threshold E] [--seen FILE|GLOB] [--name VARIABLE]",
            KernelCommandType = typeof(EvaluateAnswers),
            Parameters =
            {
                new("--path", "A records file, a suite folder or another tool's log.") { AllowImplicitName = true, Required = true },
                new("--metric", "NAME or NAME:ARGUMENT."),
                new("--threshold", "The score above which a level counts as reached."),
                new("--seen", "The tasks that were tuned on: a file or a pattern."),
                new("--name", "The variable of the C# kernel that holds the reports."),
            },
        };
        kernel.AddDirective<EvaluateAnswers>(directive, (command, context) => command.RunAsync(context));
    }

    private static void ShowListsOf<T>()
    {
        foreach (string mimeType in (string[])[HtmlFormatter.MimeType, PlainTextFormatter.MimeType])
        {
            Formatter.Register<IEnumerable<T>>(
                (items, context) =>
                {
                    foreach (T item in items)
                    {
                        item.FormatTo(context, mimeType);
                        context.Writer.Write('\n');
                    }

                    return true;
                },
                mimeType);
        }
    }

    private static bool Write(FormatContext context, string text)
    {
        context.Writer.Write(text);
        return true;
    }
}
