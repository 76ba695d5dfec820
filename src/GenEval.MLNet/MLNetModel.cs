using System.Collections.Immutable;
using GenEval.Scoring;
using GenEval.Scoring.Learned;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Transforms;

namespace GenEval.MLNet;

/// <summary>A model of ML.NET's: its <c>Score</c> is the raw value. Safe to use from many threads.</summary>
internal sealed class MLNetModel(MLContext context, ITransformer transformer, bool readsText) : ILearnedModel
{
    /// <summary>
    /// The model ready to predict. A linear one becomes the core's own: its sums then go in one order, in doubles, where ML.NET's depend on the width of the
    /// processor's vectors.
    /// </summary>
    public static ILearnedModel Of(MLContext context, ITransformer transformer, bool readsText)
    {
        if (readsText && transformer is IEnumerable<ITransformer> chain && chain.ToArray() is [ITransformer texts, ITransformer rest])
        {
            return Linear(rest) is { } linear ? new TextLinearModel(context, texts, linear) : new MLNetModel(context, transformer, readsText);
        }

        return Linear(transformer) ?? (ILearnedModel)new MLNetModel(context, transformer, readsText);
    }

    public double[] Predict(IReadOnlyList<double[]> features, IReadOnlyList<ScoringItem> items) => features.Count == 0 ? []
        : [.. transformer.Transform(Rows(context, features, items, readsText)).GetColumn<float>("Score").Select(score => (double)score)];

    private static IDataView Rows(MLContext context, IReadOnlyList<double[]> features, IReadOnlyList<ScoringItem> items, bool readsText) =>
        AnswerRow.View(context, features.Select((row, i) => AnswerRow.Of(row, items[i])), features[0].Length, readsText);

    private static LinearModel? Linear(ITransformer transformer)
    {
        if (transformer is not IEnumerable<ITransformer> chain
            || chain.ToArray() is not [NormalizingTransformer normalizer, ISingleFeaturePredictionTransformer<object> predictor]
            || normalizer.GetNormalizerModelParameters(0) is not NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>> affine
            || Parameters(predictor.Model) is not { } linear)
        {
            return null;
        }

        double intercept = linear.Bias;
        double[] weights = new double[linear.Weights.Count];
        for (int f = 0; f < weights.Length; f++)
        {
            weights[f] = (double)linear.Weights[f] * affine.Scale[f];
            intercept -= affine.Offset.IsDefaultOrEmpty ? 0 : weights[f] * affine.Offset[f];
        }

        return new LinearModel(intercept, weights);
    }

    private static LinearModelParameters? Parameters(object model) =>
        model as LinearModelParameters ?? (model as CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>)?.SubModel;

    /// <summary>A linear model on the features and ML.NET's of the texts.</summary>
    private sealed class TextLinearModel(MLContext context, ITransformer texts, LinearModel linear) : ILearnedModel
    {
        public double[] Predict(IReadOnlyList<double[]> features, IReadOnlyList<ScoringItem> items) => features.Count == 0 ? []
            : linear.Predict(
                [.. texts.Transform(Rows(context, features, items, readsText: true)).GetColumn<float[]>(nameof(AnswerRow.Features)).Select(row => Array.ConvertAll(row, value => (double)value))], items);
    }
}
