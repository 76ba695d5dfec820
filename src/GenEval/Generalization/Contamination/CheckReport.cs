namespace GenEval.Generalization;

/// <summary>What a check found. The members of geneval.check/1.</summary>
[TypeFormatterSource(MimeTypes.Html, MimeTypes.Plain)]
public sealed record CheckReport
{
    /// <summary>The document's name and version.</summary>
    public string Schema => "geneval.check/1";

    /// <summary>New inputs that could be looked at: those with a text.</summary>
    public required int Items { get; init; }

    /// <summary>New inputs with a finding.</summary>
    public required int Flagged { get; init; }

    /// <summary>Findings by kind; an input may have several.</summary>
    public required IReadOnlyDictionary<string, int> ByKind { get; init; }

    /// <summary>Nearly equal texts on both sides of the line between seen and new, first instructions, then inputs.</summary>
    public required IReadOnlyList<NearDuplicate> NearDuplicates { get; init; }

    /// <summary>What an evaluation would stumble over.</summary>
    public required IReadOnlyList<CheckProblem> Problems { get; init; }

    /// <summary>Each finding with its evidence, by suite, task, input and kind.</summary>
    public required IReadOnlyList<ContaminationFinding> Findings { get; init; }

    /// <summary>When something was flagged.</summary>
    public required ContaminationOptions Rule { get; init; }

    /// <summary>What the new inputs were compared with, and what could not be.</summary>
    public required CheckScope Scope { get; init; }

    /// <summary>The levels of each run on all, clean and flagged inputs; empty without recorded answers.</summary>
    public required IReadOnlyList<RunContamination> Runs { get; init; }

    /// <summary>What a reader must know before trusting the numbers.</summary>
    public required IReadOnlyList<Warning> Warnings { get; init; }
}

/// <summary>Why a new input is flagged.</summary>
public enum ContaminationKind
{
    /// <summary>A training input has the very same text.</summary>
    SameInput,

    /// <summary>A training input is nearly the same: the Jaccard index of the 3-grams.</summary>
    NearDuplicate,

    /// <summary>Its n-grams stand in training inputs.</summary>
    TrainingOverlap,

    /// <summary>Its n-grams stand in the corpus.</summary>
    CorpusOverlap,
}

/// <summary>A flag on a new input, with its evidence.</summary>
public sealed record ContaminationFinding
{
    /// <summary>The suite, or null for plain records.</summary>
    public string? Suite { get; init; }

    /// <summary>The task's id.</summary>
    public required string Task { get; init; }

    /// <summary>The instance's id.</summary>
    public required string Instance { get; init; }

    /// <summary>Why.</summary>
    public required ContaminationKind Kind { get; init; }

    /// <summary>Where the same text stands: a file and line of the corpus, or a task and its input. Of several the one with most of it.</summary>
    public required string Place { get; init; }

    /// <summary>Words of the input.</summary>
    public required int Words { get; init; }

    /// <summary>Its n-grams.</summary>
    public required int NGrams { get; init; }

    /// <summary>Those found in all of the training inputs, or all of the corpus.</summary>
    public required int Hits { get; init; }

    /// <summary>Those of 13 words found.</summary>
    public required int LongHits { get; init; }

    /// <summary>hits / n-grams in [0, 1]; null with fewer words than an n-gram.</summary>
    public double? Share { get; init; }

    /// <summary>Words inside a found n-gram / words, in [0, 1].</summary>
    public double? Coverage { get; init; }

    /// <summary>Of the 3-grams with the training input at <see cref="Place"/>; null for the corpus.</summary>
    public double? Jaccard { get; init; }

    /// <summary>The share of the input's 3-grams that stand in it; null for the corpus.</summary>
    public double? Containment { get; init; }
}

/// <summary>Two texts that are nearly the same.</summary>
/// <param name="Kind"><c>instruction</c> or <c>input</c>.</param>
/// <param name="Seen">The text that was tuned on.</param>
/// <param name="New">The text that was not.</param>
/// <param name="Jaccard">Of their 3-grams, in [0, 1].</param>
/// <param name="Containment">The share of the new text's 3-grams that stand in the seen one.</param>
public sealed record NearDuplicate(string Kind, TextPlace Seen, TextPlace New, double Jaccard, double Containment);

/// <summary>Where a text stands.</summary>
/// <param name="Suite">The suite, or null for plain records.</param>
/// <param name="Task">The task's id.</param>
/// <param name="Id">The instruction's or instance's id.</param>
public sealed record TextPlace(string? Suite, string Task, string Id);

/// <summary>Something that an evaluation would stumble over.</summary>
/// <param name="Code">A stable name.</param>
/// <param name="Message">What, where, and what it does to the results.</param>
/// <param name="Suite">The suite, or null for plain records.</param>
public sealed record CheckProblem(string Code, string Message, string? Suite);

/// <summary>What was compared.</summary>
/// <param name="TrainingInputs">Inputs that were tuned on.</param>
/// <param name="NewInstructions">Wordings that were not.</param>
/// <param name="SeenInstructions">Wordings that were tuned on.</param>
/// <param name="CorpusFiles">Files of the corpus.</param>
/// <param name="CorpusBytes">Its bytes, decompressed.</param>
/// <param name="TooShort">New inputs with fewer words than an n-gram: only their equality was looked at.</param>
/// <param name="WithoutText">Records or instances whose text is not there: nothing was looked at.</param>
public sealed record CheckScope(int TrainingInputs, int NewInstructions, int SeenInstructions, int CorpusFiles, long CorpusBytes, int TooShort, long WithoutText);
