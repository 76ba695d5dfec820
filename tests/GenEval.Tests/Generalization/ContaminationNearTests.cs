using GenEval.Generalization;

namespace GenEval.Tests.Generalization;

public sealed class ContaminationNearTests
{
    [Fact]
    public void MinHash_estimates_the_Jaccard_index_within_its_standard_deviation()
    {
        // 300 pairs that share 100 of 300 members: the mean of the estimates has a standard deviation of sqrt(2/9 / 128 / 300) = .0024.
        Random random = new(5);
        double sum = 0;
        for (int pair = 0; pair < 300; pair++)
        {
            ulong[] members = [.. Enumerable.Range(0, 300).Select(_ => (ulong)random.NextInt64())];
            sum += MinHash.Similarity(MinHash.Signature(members.AsSpan(0, 200)), MinHash.Signature(members.AsSpan(100)));
        }

        Assert.InRange(sum / 300, (1 / 3.0) - 0.01, (1 / 3.0) + 0.01);
    }

    [Fact]
    public void Every_pair_that_brute_force_finds_is_found_and_no_other()
    {
        Random random = new(11);
        ShingleSet[] seen = [.. Enumerable.Range(0, 150).Select(_ => Random(random))];
        string[][] words = [.. Enumerable.Range(0, 40).Select(_ => Words(random, 30))];
        ShingleSet[] originals = [.. words.Select(Of)];
        ShingleSet[] changed = [.. words.Select(w => Of([.. w[..27], .. Words(random, 3)]))];
        ShingleSet[] all = [.. seen, .. originals];
        HashSet<(int, int)> expected = [];
        for (int i = 0; i < all.Length; i++)
        {
            for (int j = 0; j < changed.Length; j++)
            {
                if (all[i].Jaccard(changed[j]) >= 0.7)
                {
                    expected.Add((i, j));
                }
            }
        }

        IReadOnlyList<NearPair> found = NearDuplicateFinder.Find(all, changed, 0.7, TestContext.Current.CancellationToken);
        Assert.Equal(40, expected.Count);
        Assert.Equal(expected, [.. found.Select(p => (p.Seen, p.New))]);
        Assert.Equal(found.OrderBy(p => p.New).ThenBy(p => p.Seen), found);
    }

    [Fact]
    public void A_thousand_equal_texts_are_one_pair_each_and_texts_without_a_3_gram_none()
    {
        ShingleSet[] same = [.. Enumerable.Repeat(0, 1000).Select(_ => Of(["a", "b", "c", "d"]))];
        Assert.Equal(1000, NearDuplicateFinder.Find(same, same, 0.7, TestContext.Current.CancellationToken).Count);
        Assert.Empty(NearDuplicateFinder.Find([Of(["a", "b"]), Of([])], [Of(["a", "b"]), Of([])], 0.7, TestContext.Current.CancellationToken));
    }

    private static ShingleSet Random(Random random) => Of(Words(random, random.Next(5, 40)));

    private static string[] Words(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => $"w{random.Next(1000)}")];

    private static ShingleSet Of(string[] words) => new(WordScanner.Words(string.Join(' ', words)));
}
