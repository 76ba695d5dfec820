using GenEval.Generalization.Drivers;
using Microsoft.ML.Trainers.FastTree;

namespace GenEval.MLNet;

/// <summary>
/// A start value and the trees that add to it, taken out of ML.NET's model: an importance asks for a million predictions, each of which ML.NET would wrap in a
/// view. Immutable.
/// </summary>
internal sealed class DriverTrees(double start, IReadOnlyList<DriverTree> trees) : IDriverModel
{
    /// <summary>The trees of a model, on top of a start value.</summary>
    public static DriverTrees Of(double start, RegressionTreeEnsemble boosted) => new(start, [.. boosted.Trees.Zip(boosted.TreeWeights, (tree, weight) => new DriverTree(tree, weight))]);

    public double Predict(ReadOnlySpan<double> row)
    {
        double sum = start;
        foreach (DriverTree tree in trees)
        {
            sum += tree.Value(row);
        }

        return sum;
    }
}

/// <summary>A regression tree: at each node a feature, as ML.NET's single precision, against a threshold.</summary>
internal sealed class DriverTree(RegressionTreeBase tree, double weight)
{
    private readonly int[] _feature = [.. tree.NumericalSplitFeatureIndexes];
    private readonly float[] _threshold = [.. tree.NumericalSplitThresholds];
    private readonly int[] _atMost = [.. tree.LeftChild];
    private readonly int[] _above = [.. tree.RightChild];
    private readonly double[] _leaves = [.. tree.LeafValues.Select(v => v * weight)];

    public double Value(ReadOnlySpan<double> row)
    {
        int node = _feature.Length == 0 ? ~0 : 0;
        while (node >= 0)
        {
            node = (float)row[_feature[node]] <= _threshold[node] ? _atMost[node] : _above[node];
        }

        return _leaves[~node];
    }
}
