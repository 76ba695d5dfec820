using System.Collections;
using System.Management.Automation.Language;

namespace System.Management.Automation
{
    public interface IArgumentCompleter
    {
        IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters);
    }

    public sealed class CompletionResult(string completionText, string listItemText, CompletionResultType resultType, string toolTip)
    {
        public string CompletionText => completionText;

        public string ListItemText => listItemText;

        public CompletionResultType ResultType => resultType;

        public string ToolTip => toolTip;
    }

    public enum CompletionResultType
    {
        Text,
        History,
        Command,
        ProviderItem,
        ProviderContainer,
        Property,
        Method,
        ParameterName,
        ParameterValue,
    }
}

namespace System.Management.Automation.Language
{
    public sealed class CommandAst;
}
