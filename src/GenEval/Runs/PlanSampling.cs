using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GenEval.Suites;

namespace GenEval.Runs;

/// <summary>
/// Takes a part of a suite. What is taken is ranked by a hash of the seed and its id, so that the choice depends on nothing else: neither on the
/// order of the files nor on what else the suite holds. Each novelty is sampled by itself, so that no rung of the ladder is lost to chance.
/// </summary>
internal static class PlanSampling
{
    public static Suite Take(Suite suite, PlanOptions options)
    {
        // The wording's rank leaves the task out: where all tasks share their wordings they still do afterwards.
        List<SuiteTask> tasks = [.. suite.Tasks.Select(task => options.Wordings is not { } wordings ? task : task with
        {
            Instructions = Take(task.Instructions, wordings, i => i.Novelty, i => Rank(options.Seed, "wording", i.Id)),
        })];
        List<SuiteInstance> instances = options.Inputs is not { } inputs ? [.. suite.Instances]
            : [.. suite.Instances.GroupBy(i => i.Task, StringComparer.Ordinal)
                .SelectMany(task => Take([.. task], inputs, i => i.Novelty, i => Rank(options.Seed, "input", i.Task, i.Id)))];
        return suite with { Tasks = tasks, Instances = instances };
    }

    private static List<T> Take<T>(IReadOnlyList<T> items, int count, Func<T, Novelty?> novelty, Func<T, ulong> rank) where T : class
    {
        HashSet<T> taken = [.. items.GroupBy(novelty).SelectMany(group => group.OrderBy(rank).Take(count))];
        return [.. items.Where(taken.Contains)];
    }

    private static ulong Rank(long seed, params ReadOnlySpan<string> words) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed.ToString(CultureInfo.InvariantCulture) + '\0' + string.Join('\0', words))));
}
