using GenEval.Suites;

namespace GenEval.Generalization;

/// <summary>Mean lengths of a level's texts, in UTF-16 units; whole-number sums, so the order of records does not matter.</summary>
internal sealed class TextLengths
{
    private long _inputs;
    private long _inputUnits;
    private long _references;
    private long _referenceUnits;

    public double? Input => _inputs == 0 ? null : (double)_inputUnits / _inputs;

    public double? Reference => _references == 0 ? null : (double)_referenceUnits / _references;

    public void Add(EvaluationRecord record)
    {
        if (record.Input is { } input)
        {
            _inputs++;
            _inputUnits += input.Length;
        }

        foreach (string reference in record.References ?? [])
        {
            _references++;
            _referenceUnits += reference.Length;
        }
    }
}
