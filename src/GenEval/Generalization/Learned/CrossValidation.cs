using GenEval.Scoring;
using GenEval.Scoring.Learned;
using GenEval.Statistics;

namespace GenEval.Generalization.Learned;

/// <summary>A trainer's predictions for every rating by models that saw no rating of its group.</summary>
internal sealed class CrossValidation
{
    /// <summary>The name under which the importance of the texts themselves stands.</summary>
    private const string Text = "text";

    private const int Shuffles = 3;

    /// <summary>About how many rows a model predicts in one call.</summary>
    private const int PredictedAtOnce = 8192;

    private readonly RatedAnswers _data;
    private readonly IScorerTrainer _trainer;
    private readonly ScorerOptions _options;
    private readonly (ILearnedModel Model, FeatureRange[] Ranges)[] _models;

    private CrossValidation(RatedAnswers data, IScorerTrainer trainer, ScorerOptions options, int[] fold, CancellationToken cancellationToken)
    {
        (_data, _trainer, _options, Fold) = (data, trainer, options, fold);
        int folds = fold.Max() + 1;
        _models = new (ILearnedModel, FeatureRange[])[folds];
        Raw = new double[fold.Length];
        _ = Parallel.For(0, folds, new ParallelOptions { CancellationToken = cancellationToken }, k =>
        {
            _models[k] = Fit(row => fold[row] != k, cancellationToken);
            Predict(_models[k], row => fold[row] == k, Raw);
        });
    }

    public string Trainer => _trainer.Name;

    /// <summary>The fold of each rating.</summary>
    public int[] Fold { get; }

    /// <summary>The raw value of each.</summary>
    public double[] Raw { get; }

    public static CrossValidation Run(RatedAnswers data, IScorerTrainer trainer, ScorerOptions options, CancellationToken cancellationToken)
    {
        int[] fold = GroupFolds.Assign(data.Groups, int.Min(options.Folds, data.GroupCount), options.Seed);
        return new(data, trainer, options, fold, cancellationToken);
    }

    /// <summary>The model of all ratings.</summary>
    public (TrainedModel Model, FeatureRange[] Ranges) FitAll(CancellationToken cancellationToken)
    {
        int[] rows = [.. Enumerable.Range(0, Fold.Length)];
        FeatureRange[] ranges = RangesOf(rows);
        return (_trainer.Train(Data(rows, ranges), _options.Seed, cancellationToken), ranges);
    }

    /// <summary>
    /// Scores by scorers that saw no rating of the row's group and no answer of its model, neither for the weights nor for the calibration: what to
    /// expect of a model that nobody has rated.
    /// </summary>
    public double[] NewModels(string calibration, CancellationToken cancellationToken)
    {
        double[] scores = new double[Fold.Length];
        _ = Parallel.ForEach(_data.Models, new ParallelOptions { CancellationToken = cancellationToken }, model =>
        {
            // Every fold's fit predicts the held-out answers of this model, and those of the others to calibrate with.
            double[] raw = new double[Fold.Length];
            for (int k = 0; k < _models.Length; k++)
            {
                Predict(Fit(row => Fold[row] != k && !IsOf(row, model), cancellationToken), row => Fold[row] == k, raw);
            }

            for (int k = 0; k < _models.Length; k++)
            {
                int[] others = RowsOf(row => Fold[row] != k && !IsOf(row, model));
                Calibrator calibrator = Calibration.Fit(calibration, Array.ConvertAll(others, row => raw[row]), Array.ConvertAll(others, row => _data.Ratings[row]), _data.IsBinary);
                foreach (int row in RowsOf(row => Fold[row] == k && IsOf(row, model)))
                {
                    scores[row] = calibrator.Score(raw[row]);
                }
            }
        });
        return scores;
    }

    /// <summary>By how much agreement falls when a feature's values are dealt out anew among the ratings of a fold; the most first.</summary>
    public IReadOnlyList<FeatureImportance> Importance(CancellationToken cancellationToken)
    {
        double full = Agree(Raw) ?? 0;
        string[] names = _trainer.ReadsText ? [.. _data.FeatureNames, Text] : [.. _data.FeatureNames];
        double[] drops = new double[names.Length * Shuffles];
        IEnumerable<int[]> batches = Enumerable.Range(0, drops.Length).Chunk(int.Max(1, PredictedAtOnce / Fold.Length));
        _ = Parallel.ForEach(batches, new ParallelOptions { CancellationToken = cancellationToken }, batch =>
        {
            foreach ((int shuffle, double[] raw) in batch.Zip(Shuffled(batch)))
            {
                drops[shuffle] = full - (Agree(raw) ?? 0);
            }
        });
        return
        [
            .. names.Zip(drops.Chunk(Shuffles), (name, own) => new FeatureImportance(name, Moments.MeanOf(own), new ScorerInterval(own.Min(), own.Max())))
                .Where(i => i.Drop != 0).OrderByDescending(i => i.Drop).ThenBy(i => i.Feature, StringComparer.Ordinal),
        ];
    }

    private double? Agree(double[] raw) => _data.IsBinary ? AgreementFigures.Auc(raw, _data.Ratings) : AgreementFigures.Spearman(raw, _data.Ratings);

    /// <summary>Raw values with one feature dealt out anew, for each of some shuffles: a feature has its own, side by side.</summary>
    private double[][] Shuffled(int[] shuffles)
    {
        double[][] raw = [.. shuffles.Select(_ => new double[Fold.Length])];
        for (int k = 0; k < _models.Length; k++)
        {
            int[] rows = RowsOf(row => Fold[row] == k);
            List<double[]> features = new(rows.Length * shuffles.Length);
            List<ScoringItem> items = new(rows.Length * shuffles.Length);
            foreach (int shuffle in shuffles)
            {
                int feature = shuffle / Shuffles;
                bool isText = feature == _data.FeatureNames.Count;
                int[] from = Dealt(rows, shuffle);
                features.AddRange(rows.Select((row, i) => Inside(row, _models[k].Ranges, isText ? -1 : feature, from[i])));
                items.AddRange(Items(isText ? from : rows));
            }

            // All in one call, which has a price of its own with some backends.
            double[] values = _models[k].Model.Predict(features, items);
            for (int i = 0; i < values.Length; i++)
            {
                raw[i / rows.Length][rows[i % rows.Length]] = values[i];
            }
        }

        return raw;
    }

    private int[] Dealt(int[] rows, int shuffle)
    {
        int[] from = [.. rows];
        ReplicateStream stream = new(_options.Seed, shuffle);
        for (int i = from.Length - 1; i > 0; i--)
        {
            int j = stream.Below(i + 1);
            (from[i], from[j]) = (from[j], from[i]);
        }

        return from;
    }

    private (ILearnedModel Model, FeatureRange[] Ranges) Fit(Func<int, bool> wanted, CancellationToken cancellationToken)
    {
        int[] rows = RowsOf(wanted);
        if (rows.Length == 0 || (_data.IsBinary && rows.All(row => _data.Ratings[row] == _data.Ratings[rows[0]])))
        {
            // Nothing to learn from without this part; every answer is alike.
            return (new LinearModel(0, new double[_data.FeatureNames.Count]), RangesOf([.. Enumerable.Range(0, Fold.Length)]));
        }

        FeatureRange[] ranges = RangesOf(rows);
        return (_trainer.Train(Data(rows, ranges), _options.Seed, cancellationToken).Model, ranges);
    }

    private void Predict((ILearnedModel Model, FeatureRange[] Ranges) fitted, Func<int, bool> wanted, double[] raw)
    {
        int[] rows = RowsOf(wanted);
        double[] values = fitted.Model.Predict([.. rows.Select(row => Inside(row, fitted.Ranges))], Items(rows));
        for (int i = 0; i < rows.Length; i++)
        {
            raw[rows[i]] = values[i];
        }
    }

    private TrainingData Data(int[] rows, FeatureRange[] ranges) => new(
        [.. rows.Select(row => Inside(row, ranges))], Items(rows), Array.ConvertAll(rows, row => _data.Ratings[row]), Array.ConvertAll(rows, row => _data.Groups[row]), _data.IsBinary);

    private ScoringItem[] Items(int[] rows) => Array.ConvertAll(rows, row => _data.Answers[row].Item);

    private double[] Inside(int row, FeatureRange[] ranges, int shuffled = -1, int from = 0)
    {
        double[] features = [.. _data.Answers[row].Features];
        if (shuffled >= 0)
        {
            features[shuffled] = _data.Answers[from].Features[shuffled];
        }

        _ = LearnedScorer.Clamp(features, ranges);
        return features;
    }

    private bool IsOf(int row, string model) => string.Equals(_data.Answers[row].Model, model, StringComparison.Ordinal);

    private int[] RowsOf(Func<int, bool> wanted) => [.. Enumerable.Range(0, Fold.Length).Where(wanted)];

    private FeatureRange[] RangesOf(int[] rows)
    {
        FeatureRange[] ranges = new FeatureRange[_data.FeatureNames.Count];
        for (int f = 0; f < ranges.Length; f++)
        {
            double low = double.PositiveInfinity;
            double high = double.NegativeInfinity;
            foreach (int row in rows)
            {
                low = Math.Min(low, _data.Answers[row].Features[f]);
                high = Math.Max(high, _data.Answers[row].Features[f]);
            }

            ranges[f] = new(_data.FeatureNames[f], low, high);
        }

        return ranges;
    }
}
