using GenEval.Scoring.Text;

namespace GenEval.Scoring.Learned;

/// <summary>
/// What a learned scorer looks at: the metrics, what the answer has of its references' words, characters, numbers and dates and where, what it adds
/// to them, negation and doubt, and lengths. Pure: the same answer has the same features in every batch, on every thread and machine.
/// </summary>
public sealed class AnswerFeatures
{
    /// <summary>Raised when a feature changes its meaning; scorer files of another version are refused.</summary>
    public const int Version = 1;

    /// <summary>The longest part of a text that is looked at, in UTF-16 units; the rest counts as length only.</summary>
    public const int LongestText = 1 << 16;

    private static readonly IScorer[] s_metrics =
    [
        .. from name in (string[])["rougeL", "rouge1", "rouge2", "exact_match", "exact_string", "f1", "bleu", "chrf", "contains", "levenshtein", "numeric", "multiple_choice"]
           select Scorers.Create(name),
    ];

    [ThreadStatic]
    private static AnswerFeatures? s_own;

    private readonly WordBook _book = new();
    private readonly FeatureText _answer = new();
    private readonly FeatureText _reference = new();
    private readonly FeatureText _prompt = new();
    private readonly ReferenceMatch _match = new();
    private readonly HashSet<int> _input = [];
    private readonly HashSet<int> _known = [];
    private readonly double[] _one = new double[Count];

    private AnswerFeatures()
    {
    }

    /// <summary>The features' names, in the order of the vector.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetNames<AnswerFeature>().Select(name => char.ToLowerInvariant(name[0]) + name[1..])];

    /// <summary>The same, with those by embeddings behind them where a scorer has them.</summary>
    public static IReadOnlyList<string> NamesOf(bool embedded) => embedded ? [.. Names, .. EmbeddingFeatures.Names] : Names;

    /// <summary>How many features there are without embeddings.</summary>
    public static int Count => Names.Count;

    /// <summary>Writes the features of an answer that has a reference; every value is finite.</summary>
    /// <param name="item">The answer; at least one reference.</param>
    /// <param name="features">As long as <see cref="Count"/>.</param>
    public static void Extract(in ScoringItem item, Span<double> features) => (s_own ??= new()).Fill(item, features);

    private void Fill(in ScoringItem item, Span<double> features)
    {
        features.Clear();
        ScoringItem cut = Cut(item);
        for (int metric = 0; metric < s_metrics.Length; metric++)
        {
            features[metric] = s_metrics[metric].Score(cut).Value ?? 0;
        }

        Set(features, AnswerFeature.JsonMatch, Json(cut));
        _book.Begin();
        _input.Clear();
        _known.Clear();
        _answer.Read(cut.Output, _book);
        Prompt(cut, features);
        References(cut, features);
        Answer(features);
    }

    private static ScoringItem Cut(in ScoringItem item)
    {
        bool fits = item.Output.Length <= LongestText && item.Input is not { Length: > LongestText } && item.Instruction is not { Length: > LongestText };
        for (int i = 0; fits && i < item.References.Count; i++)
        {
            fits = item.References[i].Length <= LongestText;
        }

        return fits ? item : new ScoringItem(Cut(item.Output)!, [.. item.References.Select(r => Cut(r)!)], Cut(item.Input), Cut(item.Instruction));
    }

    private static string? Cut(string? text) => text is { Length: > LongestText } ? text[..LongestText] : text;

    /// <summary>Only references that look like an object or array are compared as JSON: everything else the other metrics see better.</summary>
    private static double Json(in ScoringItem item)
    {
        for (int i = 0; i < item.References.Count; i++)
        {
            if (PythonText.Strip(item.References[i]) is ['{' or '[', ..])
            {
                return s_json.Score(item).Value ?? 0;
            }
        }

        return 0;
    }

    private void Prompt(in ScoringItem item, Span<double> features)
    {
        Set(features, AnswerFeature.InstructionRecall, PromptRecall(item.Instruction));
        Set(features, AnswerFeature.InputRecall, PromptRecall(item.Input));
        Set(features, AnswerFeature.InputWords, Math.Log(1 + _prompt.Words.Count));
        foreach (Word word in _prompt.Words)
        {
            _ = _input.Add(word.Number);
            _ = _known.Add(word.Number);
        }
    }

    /// <summary>The share of the content words of a prompt that the answer has.</summary>
    private double PromptRecall(string? text)
    {
        _prompt.Read(text ?? "", _book);
        double all = 0;
        double found = 0;
        foreach (Word word in _prompt.Words)
        {
            if (!word.Is(WordMark.Function))
            {
                all++;
                found += _answer.Words.Exists(w => w.Number == word.Number) ? 1 : 0;
            }
        }

        return all == 0 ? 0 : found / all;
    }

    private void References(in ScoringItem item, Span<double> features)
    {
        double best = double.NegativeInfinity;
        double recalls = 0;
        double whole = 0;
        double mismatches = 0;
        bool adds = _answer.Words.Exists(w => w.Is(WordMark.Number) && !_input.Contains(w.Number));
        // In an order of their own: of two that are equally alike the same one is described, however they came.
        foreach (string reference in item.References.Order(StringComparer.Ordinal))
        {
            _reference.Read(reference, _book);
            double alike = _match.Measure(_answer, _reference, _input, _one);
            for (int f = (int)AnswerFeature.WordRecall; f <= (int)AnswerFeature.DateRecall; f++)
            {
                features[f] = Math.Max(features[f], _one[f]);
            }

            double recall = _one[(int)AnswerFeature.SoftRecall];
            recalls += recall;
            whole += recall > 0.999 ? 1 : 0;
            mismatches += adds && _reference.Words.Exists(w => w.Is(WordMark.Number)) && _one[(int)AnswerFeature.NumberRecall] < 1 ? 1 : 0;
            foreach (Word word in _reference.Words)
            {
                _ = _known.Add(word.Number);
            }

            if (alike > best)
            {
                best = alike;
                Describe(features);
            }
        }

        Set(features, AnswerFeature.MeanRecall, recalls / item.References.Count);
        Set(features, AnswerFeature.SharedReferences, whole / item.References.Count);
        Set(features, AnswerFeature.NumberMismatch, mismatches / item.References.Count);
        Set(features, AnswerFeature.References, Math.Log(item.References.Count));
    }

    /// <summary>What the reference that is most like the answer is, and whether the answer contradicts it.</summary>
    private void Describe(Span<double> features)
    {
        int content = 0, known = 0, numbers = 0, names = 0;
        for (int i = 0; i < _reference.Words.Count; i++)
        {
            Word word = _reference.Words[i];
            if (!word.Is(WordMark.Function))
            {
                content++;
                known += _input.Contains(word.Number) ? 1 : 0;
                numbers += word.Is(WordMark.Number) ? 1 : 0;
                names += _reference.Capitals[i] ? 1 : 0;
            }
        }

        Set(features, AnswerFeature.ReferenceWords, Math.Log(1 + _reference.Words.Count));
        Set(features, AnswerFeature.LengthRatio, Math.Log((1.0 + _answer.Characters) / (1.0 + _reference.Characters)));
        Set(features, AnswerFeature.ReferenceInInput, content == 0 ? 0 : (double)known / content);
        Set(features, AnswerFeature.ReferenceNumbers, content == 0 ? 0 : (double)numbers / content);
        Set(features, AnswerFeature.ReferenceNames, content == 0 ? 0 : (double)names / content);
        bool agrees = _one[(int)AnswerFeature.NumberRecall] > 0;
        Set(features, AnswerFeature.NumberConflict, numbers > 0 && !agrees && _answer.Words.Exists(w => w.Is(WordMark.Number) && !_input.Contains(w.Number)) ? 1 : 0);
        Set(features, AnswerFeature.NegationConflict, Has(_answer, WordMark.Negation) == Has(_reference, WordMark.Negation) ? 0 : 1);
        int said = YesNo(_answer);
        int wanted = YesNo(_reference);
        Set(features, AnswerFeature.YesNo, said * wanted);
    }

    private void Answer(Span<double> features)
    {
        int content = 0, foreign = 0, names = 0, numbers = 0, negations = 0, doubts = 0;
        for (int i = 0; i < _answer.Words.Count; i++)
        {
            Word word = _answer.Words[i];
            negations += word.Is(WordMark.Negation) ? 1 : 0;
            doubts += word.Is(WordMark.Doubt) ? 1 : 0;
            if (word.Is(WordMark.Function))
            {
                continue;
            }

            content++;
            if (_known.Add(word.Number))
            {
                foreign++;
                numbers += word.Is(WordMark.Number) ? 1 : 0;
                names += _answer.Capitals[i] && !word.Is(WordMark.Number) ? 1 : 0;
            }
        }

        Set(features, AnswerFeature.AnswerWords, Math.Log(1 + _answer.Words.Count));
        Set(features, AnswerFeature.AnswerSentences, Math.Log(1 + _answer.Sentences));
        Set(features, AnswerFeature.ForeignWords, content == 0 ? 0 : (double)foreign / content);
        Set(features, AnswerFeature.ForeignNames, Math.Log(1 + names));
        Set(features, AnswerFeature.ForeignNumbers, Math.Log(1 + numbers));
        Set(features, AnswerFeature.Negations, Math.Log(1 + negations));
        Set(features, AnswerFeature.Doubts, Math.Log(1 + doubts));
        Set(features, AnswerFeature.EndsSentence, _answer.EndsSentence ? 1 : 0);
        Set(features, AnswerFeature.EndsQuestion, _answer.EndsQuestion ? 1 : 0);
        Set(features, AnswerFeature.Empty, _answer.Words.Count == 0 ? 1 : 0);
    }

    private static bool Has(FeatureText text, WordMark mark) => text.Words.Exists(word => word.Is(mark));

    /// <summary>1 for a text that begins with yes or true, -1 for no or false, else 0.</summary>
    private static int YesNo(FeatureText text) => text.Words.Count == 0 ? 0 : text.Words[0].Letters switch
    {
        "yes" or "true" => 1,
        "no" or "false" => -1,
        _ => 0,
    };

    private static void Set(Span<double> features, AnswerFeature feature, double value) => features[(int)feature] = value;

    private static readonly IScorer s_json = Scorers.Create("json_match");
}
