namespace GenEval.Models;

/// <summary>Where whoever wants to listen finds the traces and metrics of calls, by OpenTelemetry's GenAI conventions.</summary>
public static class ModelTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "GenEval";
}
