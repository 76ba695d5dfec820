using Microsoft.ML;
using Microsoft.ML.Data;

namespace GenEval.MLNet;

/// <summary>An answer as ML.NET sees it.</summary>
internal sealed class AnswerRow
{
    public float[] Features { get; set; } = [];

    /// <summary>For binary ratings.</summary>
    public bool Label { get; set; }

    /// <summary>For scaled ratings.</summary>
    public float Value { get; set; }

    /// <summary>The rows as ML.NET reads them: the vector's length is part of its type.</summary>
    public static IDataView View(MLContext context, IEnumerable<AnswerRow> rows, int features)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(AnswerRow));
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        return context.Data.LoadFromEnumerable(rows, schema);
    }

    public static float[] Floats(double[] features) => Array.ConvertAll(features, value => (float)value);
}
