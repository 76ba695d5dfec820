namespace GenEval.Suites.Formats;

/// <summary>The official split of Super-NaturalInstructions: which tasks are for tuning and which are held out.</summary>
internal static class SuperNiSplit
{
    /// <summary>Seen for a tuning task, unseen for a held-out one, null for excluded tasks and where no split is beside the file.</summary>
    public static Novelty? Of(string file, string task)
    {
        string tasks = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string[] places = [tasks, Path.Combine(tasks, "splits", "default"), Path.Combine(tasks, "..", "splits", "default"), Path.Combine(tasks, "splits"), Path.Combine(tasks, "..", "splits")];
        if (places.FirstOrDefault(place => File.Exists(Path.Combine(place, "test_tasks.txt"))) is not { } folder)
        {
            return null;
        }

        return Lists(folder, "test_tasks.txt", task) ? Novelty.Unseen : Lists(folder, "train_tasks.txt", task) ? Novelty.Seen : null;
    }

    private static bool Lists(string folder, string list, string task)
    {
        string path = Path.Combine(folder, list);
        return File.Exists(path) && File.ReadLines(path).Any(line => line.Trim().Equals(task, StringComparison.Ordinal));
    }
}
