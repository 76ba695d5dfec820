using GenEval.Scoring;
using GenEval.Scoring.Learned;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GenEval.MLNet;

/// <summary>An answer as ML.NET sees it.</summary>
internal sealed class AnswerRow
{
    /// <summary>The columns of texts.</summary>
    public static readonly string[] Texts = [nameof(Output), nameof(References), nameof(Input), nameof(Instruction)];

    public float[] Features { get; set; } = [];

    /// <summary>For binary ratings.</summary>
    public bool Label { get; set; }

    /// <summary>For scaled ratings.</summary>
    public float Value { get; set; }

    public string Output { get; set; } = "";

    /// <summary>All of them, in an order of their own.</summary>
    public string References { get; set; } = "";

    public string Input { get; set; } = "";

    public string Instruction { get; set; } = "";

    public static AnswerRow Of(double[] features, ScoringItem item, double rating = 0) => new()
    {
        Features = Floats(features),
        Label = rating > 0.5,
        Value = (float)rating,
        Output = Cut(item.Output),
        References = string.Join(' ', item.References.Order(StringComparer.Ordinal).Select(Cut)),
        Input = Cut(item.Input),
        Instruction = Cut(item.Instruction),
    };

    /// <summary>The rows as ML.NET reads them: the vector's length is part of its type.</summary>
    /// <param name="context">ML.NET's.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="features">How many features each has.</param>
    /// <param name="texts">Whether the texts are columns too.</param>
    public static IDataView View(MLContext context, IEnumerable<AnswerRow> rows, int features, bool texts)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(AnswerRow));
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features);
        if (!texts)
        {
            schema.RemoveAll(column => Texts.Contains(column.MemberName, StringComparer.Ordinal));
        }

        return context.Data.LoadFromEnumerable(rows, schema);
    }

    /// <summary>Whether a model of this input reads the texts.</summary>
    public static bool HasTexts(DataViewSchema input) => input.GetColumnOrNull(nameof(Output)) is not null;

    public static float[] Floats(double[] features) => Array.ConvertAll(features, value => (float)value);

    private static string Cut(string? text) => text is { Length: > AnswerFeatures.LongestText } ? text[..AnswerFeatures.LongestText] : text ?? "";
}
