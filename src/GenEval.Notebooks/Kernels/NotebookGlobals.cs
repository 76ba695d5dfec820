namespace GenEval.Notebooks;

/// <summary>What C# cells can call without a prefix, named as .NET Interactive names it.</summary>
public sealed class NotebookGlobals
{
    private static readonly AsyncLocal<CellOutputs?> s_outputs = new();

    internal NotebookGlobals()
    {
    }

    internal static CellOutputs? Outputs
    {
        get => s_outputs.Value;
        set => s_outputs.Value = value;
    }

#pragma warning disable IDE1006, CA1822 // .NET Interactive's names; members of a script's globals are instance members.
    /// <summary>Shows a value now.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="mimeTypes">In these forms; none for those that its type prefers.</param>
    public void display(object? value, params string[] mimeTypes) => NotebookDisplay.Display(value, mimeTypes);

    /// <summary>Markup that is shown as such.</summary>
    public object HTML(string content) => new Markup(content);
#pragma warning restore IDE1006, CA1822
}
