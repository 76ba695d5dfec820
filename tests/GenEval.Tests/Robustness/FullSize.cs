namespace GenEval.Tests.Robustness;

/// <summary>
/// The robustness suite, <c>--filter Suite=Robustness</c>: what a run survives. A small version of each test is part of every test run; with
/// GENEVAL_FULL=1 they have the size at which rare moments are met, and take the better part of an hour.
/// </summary>
internal static class FullSize
{
    public const string Trait = "Suite";
    public const string Name = "Robustness";

    public static bool IsAsked => Environment.GetEnvironmentVariable("GENEVAL_FULL") is "1";

    public static int Of(int small, int full) => IsAsked ? full : small;
}
