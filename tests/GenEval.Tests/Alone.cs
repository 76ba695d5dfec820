namespace GenEval.Tests;

/// <summary>Tests that measure the whole process, such as its memory: they run when no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
