using GenEval.Suites;

namespace GenEval.Tests.Learned;

/// <summary>Made-up rated answers: people mostly call an answer right that names the reference's city.</summary>
internal static class RatedRecords
{
    private static readonly string[] s_cities = ["Paris", "Berlin", "Madrid", "Rome", "Vienna", "Prague", "Lisbon", "Oslo", "Athens", "Dublin"];

    /// <param name="count">How many.</param>
    /// <param name="tasks">Of how many tasks.</param>
    /// <param name="models">Of how many models.</param>
    /// <param name="seed">Of what is right and of people's slips (one in twelve).</param>
    /// <param name="scaled">Whether they are rated 1 to 5.</param>
    public static List<EvaluationRecord> Make(int count = 300, int tasks = 6, int models = 2, int seed = 1, bool scaled = false)
    {
        Random random = new(seed);
        List<EvaluationRecord> records = [];
        for (int i = 0; i < count; i++)
        {
            string city = s_cities[random.Next(s_cities.Length)];
            bool right = random.Next(3) > 0;
            bool rated = random.Next(12) == 0 ? !right : right;
            string said = right ? city : s_cities[(Array.IndexOf(s_cities, city) + 1 + random.Next(8)) % s_cities.Length];
            records.Add(new EvaluationRecord
            {
                Model = $"model-{i % models}",
                Task = $"task-{i % tasks}",
                InstructionText = "Name the capital.",
                Input = $"What is the capital of land {i / models}, seed {seed}?",
                References = [city],
                Output = (i % 4) switch { 0 => said, 1 => $"The capital is {said}.", 2 => $"I think it is {said}, in the year {1900 + (i % 90)}.", _ => $"{said}!" },
                Rating = scaled ? new Rating((rated ? 4 : 1) + random.Next(2), 1, 5, IsBinary: false) : Rating.Of(rated),
            });
        }

        return records;
    }
}
