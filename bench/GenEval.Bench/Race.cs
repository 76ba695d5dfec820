namespace GenEval.Bench;

/// <summary>One way of doing the work.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Pass">Does the work once and returns how many items that were.</param>
internal sealed record Contender(string Name, Func<int> Pass);

/// <summary>How fast a contender was, in items per second over the rounds.</summary>
internal sealed record Pace(string Name, double Median, double Slowest, double Fastest);

/// <summary>
/// Measures contenders against each other: all are warmed up, then they take turns, forwards and backwards, so that a
/// machine that slows down hits all alike. What counts is the processor time of the whole process (the collector's included), so that other
/// programs on the machine do not; the work itself runs on one thread.
/// </summary>
internal static class Race
{
    private const int Rounds = 9;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(200);

    public static IReadOnlyList<Pace> Run(params Contender[] contenders)
    {
        List<double>[] paces = [.. contenders.Select(_ => new List<double>())];
        foreach (Contender contender in contenders)
        {
            _ = Turn(contender, s_warmUp);
        }

        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                int turn = round % 2 == 0 ? i : contenders.Length - 1 - i;
                paces[turn].Add(Turn(contenders[turn], s_turn));
            }
        }

        return [.. contenders.Select((contender, i) => Summarize(contender.Name, paces[i]))];
    }

    private static double Turn(Contender contender, TimeSpan atLeast)
    {
        long items = 0;
        TimeSpan start = Environment.CpuUsage.TotalTime;
        TimeSpan elapsed;
        do
        {
            items += contender.Pass();
            elapsed = Environment.CpuUsage.TotalTime - start;
        }
        while (elapsed < atLeast);
        return items / elapsed.TotalSeconds;
    }

    private static Pace Summarize(string name, List<double> paces)
    {
        paces.Sort();
        return new Pace(name, paces[paces.Count / 2], paces[0], paces[^1]);
    }
}
