using GenEval.Statistics;

namespace GenEval.Bench.Coverage;

/// <summary>Counts how often an interval holds the truth.</summary>
internal sealed class CoverageTally
{
    private int _defined;
    private int _covered;
    private int _lowerErrors;
    private int _upperErrors;
    private double _width;

    /// <summary>The share of defined intervals that hold the truth; null where none was defined.</summary>
    public double? Coverage => _defined == 0 ? null : (double)_covered / _defined;

    public double LowerError => (double)_lowerErrors / _defined;

    public double UpperError => (double)_upperErrors / _defined;

    public double Width => _width / _defined;

    public int Defined => _defined;

    public int Undefined { get; private set; }

    public void Add(double truth, Interval? interval, Interval? bound)
    {
        if (interval is not { } ends)
        {
            Undefined++;
            return;
        }

        _defined++;
        _covered += ends.Lower <= truth && truth <= ends.Upper ? 1 : 0;
        _lowerErrors += bound is { } lower && lower.Lower > truth ? 1 : 0;
        _upperErrors += bound is { } upper && upper.Upper < truth ? 1 : 0;
        _width += ends.Upper - ends.Lower;
    }
}
