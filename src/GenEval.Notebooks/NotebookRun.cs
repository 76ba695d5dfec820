namespace GenEval.Notebooks;

/// <summary>What became of a cell.</summary>
public enum CellOutcome
{
    /// <summary>It ran to its end.</summary>
    Done,

    /// <summary>It needs something that is not here; <see cref="CellRun.Message"/> says what.</summary>
    Skipped,

    /// <summary>It ended with an error, or took too long.</summary>
    Failed,
}

/// <summary>A cell of code that was run, or skipped.</summary>
/// <param name="Number">Its place among all cells, from 1.</param>
/// <param name="Id">Its id.</param>
/// <param name="FirstLine">Its first line of code.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Message">Why it was skipped or failed; null where it is done.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record CellRun(int Number, string Id, string FirstLine, CellOutcome Outcome, string? Message, TimeSpan Elapsed);

/// <summary>A notebook after a run.</summary>
/// <param name="Notebook">With the outputs of this run; cells behind a failed one have none.</param>
/// <param name="Cells">The cells of code up to the failed one.</param>
/// <param name="NotReached">How many cells of code stand behind the failed one.</param>
public sealed record NotebookRun(Notebook Notebook, IReadOnlyList<CellRun> Cells, int NotReached)
{
    /// <summary>The cell that failed and ended the run, or null.</summary>
    public CellRun? Failed => Cells.FirstOrDefault(c => c.Outcome == CellOutcome.Failed);
}
