namespace GenEval.Scoring.Learned;

/// <summary>
/// What a learned scorer sees of an answer, in the order of the vector. A scorer file names its features in this order, so a new one goes to the end
/// and raises <see cref="AnswerFeatures.Version"/>.
/// </summary>
internal enum AnswerFeature
{
    // The metrics; 0 where one has no score.
    RougeL,
    Rouge1,
    Rouge2,
    ExactMatch,
    ExactString,
    F1,
    Bleu,
    Chrf,
    Contains,
    Levenshtein,
    Numeric,
    MultipleChoice,
    JsonMatch,

    // Of the reference that gives the greatest value, in [0, 1].
    WordRecall,
    WordPrecision,
    ContentRecall,
    NewRecall,
    SoftRecall,
    WeakestWord,
    FirstWord,
    LastWord,
    Containment,
    ReverseContainment,
    LongestRun,
    SubsequenceRecall,
    SubsequencePrecision,
    Earliness,
    FirstSentenceRecall,
    HeadRecall,
    Tightness,
    TrigramRecall,
    TrigramPrecision,
    NameRecall,
    NumberRecall,
    DateRecall,

    // Over all references.
    MeanRecall,
    SharedReferences,
    NumberMismatch,
    References,

    // Of the reference that is most like the answer.
    ReferenceWords,
    LengthRatio,
    ReferenceInInput,
    ReferenceNumbers,
    ReferenceNames,
    NumberConflict,
    NegationConflict,
    YesNo,

    // Of the answer.
    AnswerWords,
    AnswerSentences,
    InputRecall,
    ForeignWords,
    ForeignNames,
    ForeignNumbers,
    Negations,
    Doubts,
    EndsSentence,
    EndsQuestion,
    Empty,

    // Of the prompt.
    InputWords,
    InstructionRecall,
}
