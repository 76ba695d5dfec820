using System.Globalization;
using System.Management.Automation;
using GenEval.Generalization;
using GenEval.Models;
using GenEval.Notebooks;
using GenEval.Reports;
using GenEval.Scoring.Learned;
using GenEval.Statistics;
using Words = GenEval.Reports.Words;

namespace GenEval.PowerShell;

/// <summary>What module/GenEval.Format.ps1xml shows: numbers the same under every culture, words as documents write them, hostile text made harmless.</summary>
public static class Views
{
    public static string Text(string? text) => SafeText.Line(text);

    public static string Block(string? text) => SafeText.Block(text, max: 2000);

    public static string Number(double? value) => Numbers.Score(value);

    public static string Signed(double? value) => Numbers.Signed(value);

    public static string Short(double? value) => Numbers.Short(value);

    public static string PValue(double? value) => Numbers.PValue(value);

    public static string Range(Interval? interval) => Numbers.Range(interval);

    public static string Share(ShareEstimate share) => Numbers.Share(share);

    /// <summary>A member of an enumeration as documents write it: doesNot.</summary>
    public static string Word(Enum value) => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];

    /// <summary>A verdict in its colour.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="style">$PSStyle, which knows the user's colours; PowerShell takes them out where output is redirected.</param>
    public static string Verdict(Verdict verdict, PSObject? style) => Paint(Word(verdict), verdict, style);

    /// <summary>A rung on one line: its estimate, interval, verdict and size.</summary>
    public static string Level(Level? level, string? reason, PSObject? style) => level is null
        ? "- (" + Text(reason ?? "no records") + ")"
        : $"{Number(level.Estimate)}  [{Range(level.Interval)}]  {Verdict(level.Verdict, style)}  {Numbers.Count(level.Tasks)} tasks, {Numbers.Count(level.Records)} records"
            + (level.Unscored > 0 ? $", {Numbers.Count(level.Unscored)} unscored" : "");

    /// <summary>A gap on one line: its estimate, interval and p value.</summary>
    public static string Gap(Gap? gap, string? reason) => gap is null
        ? "- (" + Text(reason ?? "a rung is missing") + ")"
        : $"{Numbers.Signed(gap.Estimate)}  [{Range(gap.Interval)}]  {P(gap.PValue)}";

    /// <summary>A difference on one line: its estimate, interval and p value, or why it has none.</summary>
    public static string Difference(Difference? difference, string? reason) => difference?.Estimate is null
        ? "- (" + Text(difference?.Reason ?? reason ?? "no pairs") + ")"
        : difference.Interval is null ? $"{Numbers.Signed(difference.Estimate)}  ({Text(difference.Reason)})"
        : $"{Numbers.Signed(difference.Estimate)}  [{SignedRange(difference.Interval)}]  {P(difference.PAdjusted ?? difference.PValue)}";

    /// <summary>An interval of a difference.</summary>
    public static string SignedRange(Interval? interval) => interval is { } i ? $"{Numbers.Signed(i.Lower)} to {Numbers.Signed(i.Upper)}" : Numbers.None;

    /// <summary>A transfer ratio on one line, with the gains that it is of.</summary>
    public static string Transfer(TransferRatio? transfer) => transfer is null ? "-"
        : (transfer.Estimate is null ? "- (" + Text(transfer.Reason) + ")" : $"{Number(transfer.Estimate)}  [{Range(transfer.Interval)}]")
            + $"; gains {Numbers.Signed(transfer.SeenGain)} seen, {Numbers.Signed(transfer.UnseenGain)} unseen";

    /// <summary>A design on one line: 10 tasks x 50 inputs.</summary>
    public static string Design(PowerDesign? design) => design is null ? "-" : Outlines.Design(design);

    /// <summary>Where a text stands: task/instance.</summary>
    public static string Place(TextPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return Text($"{place.Task}/{place.Id}");
    }

    /// <summary>Levels on all and on clean inputs, a line each.</summary>
    public static string Contrasts(IReadOnlyDictionary<string, LevelContrast?> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        return string.Join(Environment.NewLine, levels.Where(l => l.Value is not null)
            .Select(l => $"{l.Key}: {Number(l.Value!.All.Estimate)} on all, {Number(l.Value.Clean?.Estimate)} on clean inputs"));
    }

    /// <summary>Where a key came from, never what it is.</summary>
    public static string Key(ApiKey? key) => key is null ? "none" : $"from {Text(key.Source)}";

    /// <summary>A time of this place, to the second.</summary>
    public static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>With thousands separators.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What a document comes to, in a sentence.</summary>
    public static string Headline(object document) => Text(DocumentRenderer.Headline(document));

    /// <summary>A scorer in a few words: how it was trained, on what.</summary>
    public static string Scorer(ScorerCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return $"{Text(card.Trainer)}, trained on {Numbers.Count(card.Data.Inputs)} inputs";
    }

    /// <summary>How scores agree with ratings, on one line.</summary>
    public static string Agreement(ScorerAgreement? agreement, string? reason) => agreement is null ? "- (" + Text(reason ?? "not measured") + ")"
        : $"{(agreement.Spearman is null ? "AUC" : "rank correlation")} {Number(agreement.Auc ?? agreement.Spearman)}"
            + (agreement.Interval is { } i ? $"  [{Number(i.Lower)} to {Number(i.Upper)}]" : "") + $"  calibration error {Number(agreement.CalibrationError)}";

    /// <summary>Why a member of a scorer's card is null, by its name.</summary>
    public static string? CardReason(ScorerCard card, string member)
    {
        ArgumentNullException.ThrowIfNull(card);
        return card.Reason.GetValueOrDefault(member);
    }

    /// <summary>How many cells of a notebook came to what: 3 done, 1 failed.</summary>
    public static string Outcomes(NotebookRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return string.Join(", ", run.Cells.CountBy(c => c.Outcome).OrderBy(c => c.Key).Select(c => $"{Numbers.Count(c.Value)} {Word(c.Key)}"));
    }

    /// <summary>A span of time in seconds.</summary>
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    /// <summary>Counts by name on one line: sameInput 1, nearDuplicate 0.</summary>
    public static string Tally(IReadOnlyDictionary<string, int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return string.Join(", ", counts.Select(c => $"{Text(c.Key)} {Numbers.Count(c.Value)}"));
    }

    /// <summary>The diagnosis in words: its name, then what it means.</summary>
    public static string Diagnosis(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return $"{Words.Of(report.Diagnosis.Kind)}. {Words.Sentence(report)}";
    }

    /// <summary>Why a member of a report is null, by its path.</summary>
    public static string? Reason(Report report, string path)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Reason.GetValueOrDefault(path);
    }

    private static string P(double? value) => $"p {(value is >= .001 ? "= " : "")}{PValue(value)}";

    private static string Paint(string text, Verdict verdict, PSObject? style)
    {
        string colour = verdict switch
        {
            Generalization.Verdict.Generalizes => "Green",
            Generalization.Verdict.DoesNot => "Red",
            _ => "Yellow",
        };
        return style?.Properties["Foreground"]?.Value is { } foreground && PSObject.AsPSObject(foreground).Properties[colour]?.Value is string on
            ? $"{on}{text}{style.Properties["Reset"]?.Value}"
            : text;
    }
}
