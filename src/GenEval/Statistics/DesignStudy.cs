namespace GenEval.Statistics;

/// <summary>How many of each facet; all at least 1.</summary>
/// <param name="Tasks">T.</param>
/// <param name="Inputs">Z, in each task.</param>
/// <param name="Wordings">I, of each input.</param>
/// <param name="Repeats">R, of each cell.</param>
public readonly record struct StudyDesign(double Tasks, double Inputs, double Wordings = 1, double Repeats = 1);

/// <summary>The standard errors to expect of a design.</summary>
/// <param name="InterTask">Of the mean over tasks; tasks, wordings and inputs random.</param>
/// <param name="InterTaskWordingsFixed">The same with the wordings as named.</param>
/// <param name="OneTask">Of one named task; its wordings and inputs random.</param>
/// <param name="OneTaskWordingsFixed">Of one named task under its named wordings.</param>
public readonly record struct PredictedErrors(double InterTask, double InterTaskWordingsFixed, double OneTask, double OneTaskWordingsFixed);

/// <summary>The two coefficients of generalizability theory, in [0, 1].</summary>
/// <param name="Relative">E rho^2: for ranking.</param>
/// <param name="Absolute">Phi: for the level itself.</param>
public readonly record struct Generalizability(double? Relative, double? Absolute);

/// <summary>D-studies (Brennan 2001): what the components of one study say of other designs. Components that are null count as 0.</summary>
public static class DesignStudy
{
    /// <summary>The standard errors of a design.</summary>
    public static PredictedErrors Errors(ComponentEstimates components, StudyDesign design)
    {
        Parts parts = new(components, design);
        double within = parts.Input + parts.Residual;
        return new PredictedErrors(
            Math.Sqrt(parts.Wording + (parts.Task + parts.TaskWording + within) / design.Tasks),
            Math.Sqrt((parts.Task + parts.TaskWording + within) / design.Tasks),
            Math.Sqrt(parts.Wording + parts.TaskWording + within),
            Math.Sqrt(within));
    }

    /// <summary>How well a design of so many inputs and wordings tells tasks apart.</summary>
    public static Generalizability OfTasks(ComponentEstimates components, StudyDesign design)
    {
        Parts parts = new(components, design);
        return Coefficients(parts.Task, parts.Input + parts.TaskWording + parts.Residual, parts.Wording);
    }

    /// <summary>
    /// How well a design tells models apart: models x (inputs : tasks), with the components of an analysis in which the crossed "wordings" are the
    /// models. E rho^2 = s2_p/(s2_p + s2_pt/T + s2_e/(TZ)); Phi adds s2_t/T + s2_zt/(TZ) to the error.
    /// </summary>
    public static Generalizability OfModels(ComponentEstimates components, StudyDesign design)
    {
        Parts parts = new(components, design with { Wordings = 1 });
        return Coefficients(parts.Wording, (parts.TaskWording + parts.Residual) / design.Tasks, (parts.Task + parts.Input) / design.Tasks);
    }

    private static Generalizability Coefficients(double signal, double relative, double absolute) =>
        new(Share(signal, relative), Share(signal, relative + absolute));

    private static double? Share(double signal, double noise) => signal + noise > 0 ? signal / (signal + noise) : null;

    /// <summary>The components divided by what a task averages over.</summary>
    private readonly struct Parts
    {
        public Parts(ComponentEstimates components, StudyDesign design)
        {
            ArgumentNullException.ThrowIfNull(components);
            if (!(design is { Tasks: >= 1, Inputs: >= 1, Wordings: >= 1, Repeats: >= 1 }))
            {
                throw new ArgumentOutOfRangeException(nameof(design), design, "A design has at least one of each facet.");
            }

            ComponentEstimates used = components.Truncated();
            Task = used.Task ?? 0;
            Input = (used.Input ?? 0) / design.Inputs;
            Wording = (used.Wording ?? 0) / design.Wordings;
            TaskWording = (used.TaskWording ?? 0) / design.Wordings;
            Residual = ((used.Residual ?? 0) + (used.Repeat ?? 0) / design.Repeats) / (design.Inputs * design.Wordings);
        }

        public double Task { get; }

        public double Input { get; }

        public double Wording { get; }

        public double TaskWording { get; }

        public double Residual { get; }
    }
}
