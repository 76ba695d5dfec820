namespace GenEval.Cli;

/// <summary>What the process ends with; runbooks and CI act on these.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>A gate failed: the level asked for is not <c>generalizes</c>.</summary>
    public const int GateFailed = 1;

    /// <summary>Bad usage, bad input, or no record at all.</summary>
    public const int BadInput = 2;

    /// <summary>A run or an import is incomplete; wins over a failed gate.</summary>
    public const int Incomplete = 3;

    public const int Cancelled = 130;
}
