using GenEval.Generalization.Drivers;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace GenEval.MLNet;

/// <summary>
/// Boosted regression trees (Friedman 2001) of ML.NET's, on one thread and with the seed set. Few and small, and their number is not tuned: ML.NET collects all garbage three times
/// a fit, which costs more than the trees.
/// </summary>
internal sealed class TreeDriverTrainer : IDriverTrainer
{
    private const int Trees = 30;
    private const int Leaves = 4;
    private const double Rate = 0.1;
    private const int Bins = 32;

    /// <summary>A leaf holds this share of the answers at least, so that it is not one task.</summary>
    private const double LeastShare = 0.05;
    private const int FewestInLeaf = 5;

    /// <summary>Rows of no more kinds than this, as levels alone are, need no trees.</summary>
    private const int MostKinds = 5;

    public string Name => "fastTree";

    public IDriverModel Train(DriverData data, long seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        double mean = data.Scores.Zip(data.Weights, (y, w) => y * w).Sum() / data.Weights.Sum();
        return DriverMeans.Of(data, mean, MostKinds) ?? (IDriverModel)Fit(data, mean, (int)(seed & int.MaxValue));
    }

    /// <summary>Trees of what the scores have beyond their mean, from which boosting would otherwise be a long way.</summary>
    private static DriverTrees Fit(DriverData data, double mean, int seed)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(DriverInput));
        schema[nameof(DriverInput.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, data.Rows[0].Length);
        MLContext context = new(seed);
        double share = data.Scores.Length / data.Weights.Sum();
        IDataView rows = context.Data.LoadFromEnumerable(
            data.Rows.Select((row, i) => new DriverInput { Features = AnswerRow.Floats(row), Value = (float)(data.Scores[i] - mean), Weight = (float)(data.Weights[i] * share) }).ToList(), schema);
        int leaf = Math.Max(FewestInLeaf, (int)(LeastShare * data.Scores.Length));
        return DriverTrees.Of(mean, context.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options
        {
            LabelColumnName = nameof(DriverInput.Value), FeatureColumnName = nameof(DriverInput.Features), ExampleWeightColumnName = nameof(DriverInput.Weight),
            NumberOfTrees = Trees, NumberOfLeaves = Leaves, LearningRate = Rate, MinimumExampleCountPerLeaf = leaf, MaximumBinCountPerFeature = Bins, NumberOfThreads = 1, Seed = seed,
        }).Fit(rows).Model.TrainedTreeEnsemble);
    }

    private sealed class DriverInput
    {
        public float[] Features { get; set; } = [];

        public float Value { get; set; }

        public float Weight { get; set; }
    }
}
