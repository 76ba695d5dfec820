namespace GenEval.Bench;

/// <summary>A measurement. Each class of this assembly that implements it, with a constructor without parameters, is found by its name.</summary>
internal interface IBench
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, in a line.</summary>
    string Summary { get; }

    /// <summary>Measures and writes a table in Markdown.</summary>
    void Run(TextWriter output);
}
