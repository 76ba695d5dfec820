using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Statistics;
using GenEval.Suites;

namespace GenEval.Generalization.Learned;

/// <summary>
/// Trains scorers on people's ratings and tests them. What stands on the card is measured on groups (tasks; inputs where there is one task) that
/// the predicting model had not seen, and does not depend on the order of the records, the number of threads or the culture.
/// </summary>
public static class ScorerTraining
{
    private const int FewestRatings = 20;
    private const int FewestOfAClass = 5;
    private const int FewRatings = 200;
    private const int FewTasks = 10;
    private const int TestedAtOnce = 128;

    /// <summary>Agreement (AUC, or rank correlation) that is no difference.</summary>
    private const double Margin = 0.002;

    /// <summary>The trainers by name, whether they are part of this build or not.</summary>
    public static IReadOnlyList<string> TrainerNames { get; } = [ScorerOptions.Auto, LearnedBackend.Linear, .. LearnedBackend.TrainerNames];

    /// <summary>Trains a scorer.</summary>
    /// <exception cref="GenEvalException">
    /// There are too few ratings, all are alike, or no feature varies; the trainer is unknown or not part of this build.
    /// </exception>
    public static ScorerModel Train(IEnumerable<EvaluationRecord> records, ScorerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        options ??= new();
        options.Validate();
        IReadOnlyList<IScorerTrainer> named = TrainerList.Of(options.Trainer, options.TextFeatures);
        if (options.Embedder is { } embedder)
        {
            options.Step?.Invoke($"asking '{embedder.Model}' for embeddings");
        }

        RatedAnswers data = RatedAnswers.Read(records, options.Embedder, cancellationToken);
        Refuse(data);
        IScorerTrainer[] trainers = [.. named.Where(t => t.Supports(data.IsBinary))];
        if (trainers.Length == 0)
        {
            throw new GenEvalException($"The trainer '{named[0].Name}' cannot fit {(data.IsBinary ? "binary" : "scaled")} ratings.")
            {
                Id = "TrainerUnsuited",
                Action = $"Choose another, for example --trainer {LearnedBackend.Linear}.",
            };
        }

        List<(CrossValidation Cv, string Method, double[] Scores, ScorerAgreement Agreement)> tried = [];
        foreach (IScorerTrainer trainer in trainers)
        {
            options.Step?.Invoke($"cross-validating {trainer.Name} on {Words.Count(data.Answers.Count, "rating")}");
            CrossValidation cv = CrossValidation.Run(data, trainer, options, cancellationToken);
            (string method, double[] calibrated) = Calibration.CrossFit(cv.Raw, data.Ratings, cv.Fold, data.IsBinary);
            tried.Add((cv, method, calibrated, Agreements.Of(calibrated, data, options)));
        }

        // Linear stands first, and what agrees no better than it by more than chance is no reason for a model that says less of itself.
        double most = tried.Max(t => Rank(t.Agreement));
        (CrossValidation best, string calibration, double[] scores, ScorerAgreement agreement) = tried.First(t => Rank(t.Agreement) >= most - Margin);
        options.Step?.Invoke($"training {best.Trainer}");
        (TrainedModel model, FeatureRange[] ranges) = best.FitAll(cancellationToken);
        (ScorerAgreement? newModels, Dictionary<string, ScorerAgreement> byModel) = NewModels(best, calibration, data, options, cancellationToken);
        Dictionary<string, string> reason = new(StringComparer.Ordinal) { ["test"] = "this is a training; geneval scorer test compares with other ratings", ["testClean"] = "no test" };
        if (newModels is null)
        {
            reason["newModels"] = "the ratings are of one model";
        }

        if (data.Embedding is null)
        {
            reason["embedding"] = "trained without an embedding model";
        }

        ScorerCard card = new()
        {
            Trainer = best.Trainer,
            Metric = LearnedScorer.About.Name,
            Ratings = data.Answers.Count,
            Tasks = data.Tasks,
            RatingKind = data.IsBinary ? "binary" : "scaled",
            CrossValidation = agreement,
            NewModels = newModels,
            NewModelsByModel = byModel,
            Baselines = Agreements.Baselines(data, options),
            Candidates = [.. tried.Select(t => new ScorerCandidate(t.Cv.Trainer, t.Agreement.Auc ?? t.Agreement.Spearman, t.Agreement.CalibrationError)).OrderByDescending(c => c.Agreement)],
            Calibration = calibration,
            CalibrationCurve = Agreements.Curve(scores, data.Ratings),
            Importance = best.Importance(cancellationToken),
            GroupedBy = data.GroupedByTask ? "task" : "input",
            Folds = best.Fold.Max() + 1,
            Data = new() { Sha256 = data.DataHash(), Inputs = data.Inputs, Models = data.Models, MeanRating = Moments.MeanOf(data.Ratings), Skipped = data.Skipped },
            FeaturesVersion = AnswerFeatures.Version,
            Features = ranges,
            Embedding = data.Embedding,
            Versions = TrainerList.Versions(best.Trainer),
            Settings = model.Settings,
            Seed = options.Seed,
            Confidence = options.Confidence,
            Warnings = [.. Warnings(data, agreement)],
            Reason = reason,
        };
        return new ScorerModel
        {
            Card = card,
            Model = model.Model,
            Payload = model.Payload,
            Calibrator = Calibration.Fit(calibration, best.Raw, data.Ratings, data.IsBinary),
            Items = Remember(data),
        };
    }

    /// <summary>Compares a scorer with ratings that it was not trained on; items that it was trained on are counted and warned about.</summary>
    /// <returns>The scorer's card, with the test's agreement, ratings, tasks, baselines and warnings.</returns>
    /// <exception cref="GenEvalException">There is no rated answer; the scorer was trained with embeddings, and the model of the options is not theirs.</exception>
    public static ScorerCard Test(ScorerModel scorer, IEnumerable<EvaluationRecord> records, ScorerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(records);
        options ??= new();
        options.Validate();
        LearnedScorer learned = new(scorer, options.Embedder);
        RatedAnswers data = RatedAnswers.Read(records, learned.Embedder, cancellationToken);
        (double Value, bool Outside)[] scores = [.. data.Answers.Chunk(TestedAtOnce).AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .SelectMany(some => learned.Predict(Array.ConvertAll(some, a => a.Item), Array.ConvertAll(some, a => a.Features))).Select(s => (s.Value!.Value, s.IsOutsideRange))];
        double[] values = Array.ConvertAll(scores, s => s.Value);
        HashSet<ulong> trained = TrainingItems.Unpack(scorer.Items.Hashes);
        int leaked = data.Answers.Count(a => trained.Contains(a.ItemHash));
        int outside = scores.Count(s => s.Outside);
        List<ScorerWarning> warnings = [];
        if (data.Skipped.TryGetValue(UnscoredReason.NotJudged, out int notJudged))
        {
            warnings.Add(new("notJudged", $"{Words.Count(notJudged, "rated answer")} left out: of one of their texts '{scorer.Card.Embedding!.Model}' gave no embedding."));
        }

        if (leaked > 0)
        {
            warnings.Add(new("leakedItems", $"{Words.Count(leaked)} of {Words.Count(values.Length)} rated answers are to inputs that the scorer was trained on, so the agreement on all of them flatters it; the agreement without them stands beside it."));
        }

        if (outside > 0)
        {
            warnings.Add(new("outsideRange", $"{Words.Count(outside)} of {Words.Count(values.Length)} answers are unlike any that the scorer was trained on (a feature, a length or the instruction's words outside its range)."));
        }

        Dictionary<string, string> reason = new(scorer.Card.Reason, StringComparer.Ordinal);
        reason.Remove("test");
        bool someClean = leaked > 0 && leaked < values.Length;
        if (someClean)
        {
            reason.Remove("testClean");
        }
        else
        {
            reason["testClean"] = leaked == 0 ? "no item is one that the scorer was trained on" : "every item is one that the scorer was trained on";
        }

        return scorer.Card with
        {
            Ratings = values.Length,
            Tasks = data.Tasks,
            Test = Agreements.Of(values, data, options),
            TestClean = someClean ? Agreements.Of(values, data, options, row => !trained.Contains(data.Answers[row].ItemHash)) : null,
            TestOutsideRange = outside,
            Baselines = Agreements.Baselines(data, options),
            CalibrationCurve = Agreements.Curve(values, data.Ratings),
            Warnings = warnings,
            Confidence = options.Confidence,
            Reason = reason,
        };
    }

    private static double Rank(ScorerAgreement agreement) => agreement.Auc ?? agreement.Spearman ?? double.NegativeInfinity;

    private static (ScorerAgreement? All, Dictionary<string, ScorerAgreement> ByModel) NewModels(
        CrossValidation cv, string calibration, RatedAnswers data, ScorerOptions options, CancellationToken cancellationToken)
    {
        Dictionary<string, ScorerAgreement> byModel = new(StringComparer.Ordinal);
        if (data.Models.Count < 2)
        {
            return (null, byModel);
        }

        options.Step?.Invoke($"predicting each of {Words.Count(data.Models.Count, "model")} without its own answers");
        double[] scores = cv.NewModels(calibration, cancellationToken);
        foreach (string model in data.Models)
        {
            byModel[model] = Agreements.Of(scores, data, options, row => data.Answers[row].Model == model);
        }

        return (Agreements.Of(scores, data, options), byModel);
    }

    private static void Refuse(RatedAnswers data)
    {
        int ratings = data.Answers.Count;
        if (ratings < FewestRatings)
        {
            throw new GenEvalException($"There are {Words.Count(ratings, "rated answer")}; a scorer needs {FewestRatings} or more, and says something from {FewRatings} on.") { Id = "TooFewRatings", Action = "Rate more answers." };
        }

        if (data.Ratings.All(r => r == data.Ratings[0]))
        {
            throw new GenEvalException($"All {Words.Count(ratings)} ratings are {(data.IsBinary ? data.Ratings[0] == 1 ? "true" : "false" : "equal")}: there is nothing to tell apart.")
            {
                Id = "OneClass",
                Action = "Add answers that people rated otherwise.",
            };
        }

        double ones = data.Ratings.Sum();
        if (data.IsBinary && Math.Min(ones, ratings - ones) < FewestOfAClass)
        {
            throw new GenEvalException($"Of {Words.Count(ratings)} ratings {Words.Count((long)ones)} are true; a scorer needs {FewestOfAClass} of each kind or more.") { Id = "OneClass", Action = "Add answers that people rated otherwise." };
        }

        if (data.GroupCount < 2)
        {
            throw new GenEvalException("All ratings are of one input of one task, so nothing can be held out to test the scorer with.") { Id = "OneInput", Action = "Rate answers to several inputs." };
        }

        double[] first = data.Answers[0].Features;
        if (data.Answers.All(a => a.Features.AsSpan().SequenceEqual(first)))
        {
            throw new GenEvalException($"All {Words.Count(ratings)} answers look alike to the scorer: no feature differs between them.") { Id = "ConstantFeatures", Action = "Check that output and references are the columns they should be; --map column=field renames them." };
        }
    }

    private static IEnumerable<ScorerWarning> Warnings(RatedAnswers data, ScorerAgreement agreement)
    {
        if (!data.GroupedByTask)
        {
            yield return new("oneTask", $"All ratings are of one task, so the agreement was measured on new inputs of it; on another task it may be anything.");
        }
        else if (data.Tasks < FewTasks)
        {
            yield return new("fewTasks", $"The ratings are of {Words.Count(data.Tasks, "task")}; with fewer than {FewTasks} the agreement on a new task is loosely known.");
        }

        if (data.Answers.Count < FewRatings)
        {
            yield return new("fewRatings", $"{Words.Count(data.Answers.Count, "rating")}: below {FewRatings} the scorer and what is said of it are loosely known.");
        }

        int skipped = data.Skipped.Values.Sum();
        if (skipped > 0)
        {
            yield return new("skipped", $"{Words.Count(skipped)} records were not used ({Words.List(data.Skipped.Select(s => $"{s.Key} {Words.Count(s.Value)}"))}).");
        }

        if ((agreement.Interval?.Lower ?? 1) <= (data.IsBinary ? 0.5 : 0))
        {
            yield return new("noAgreement", "The scorer does not clearly agree with people on what it was not trained on: do not use it.");
        }
    }

    private static TrainingItems Remember(RatedAnswers data)
    {
        var words = data.Answers.Select(a => (a.Task, a.Item.Instruction)).Distinct().Select(p => (p.Task, Words: TrainingItems.WordsOf(p.Instruction))).ToList();
        // How many tasks a word stands in, and so how many words of a task's instructions no other task has.
        Dictionary<ulong, int> tasks = words.SelectMany(w => w.Words.Select(word => (word, w.Task))).Distinct().CountBy(p => p.word).ToDictionary();
        double[] shares = [.. words.Where(w => w.Words.Count > 0).Select(w => (double)w.Words.Count(word => tasks[word] == 1) / w.Words.Count)];
        return new TrainingItems
        {
            Hashes = TrainingItems.Pack(data.Answers.Select(a => a.ItemHash)),
            Words = TrainingItems.Pack(tasks.Keys),
            MostNewWords = data.GroupedByTask && shares.Length > 0 ? Math.Max(Quantiles.Linear(shares, 0.95)!.Value, 0.5) : 0.5,
        };
    }
}
