namespace GenEval.Suites;

/// <summary>A person's judgement of an answer: true or false, or a number on a scale.</summary>
/// <param name="Value">The rating as given; 1 and 0 for true and false.</param>
/// <param name="Low">The worst value of the scale.</param>
/// <param name="High">The best value of the scale; above <paramref name="Low"/>.</param>
/// <param name="IsBinary">Whether it was given as true or false.</param>
public readonly record struct Rating(double Value, double Low, double High, bool IsBinary)
{
    /// <summary>The rating on [0, 1]: (value - low) / (high - low).</summary>
    public double Normalized => (Value - Low) / (High - Low);

    /// <summary>A rating of true (correct) or false.</summary>
    public static Rating Of(bool correct) => new(correct ? 1 : 0, 0, 1, IsBinary: true);
}
