using System.Reflection;

namespace GenEval.Scoring.Learned;

/// <summary>
/// What loads the models of trainers that the core does not have itself. There is one, GenEval.MLNet, part of the build where Microsoft.ML
/// restores; it is looked for by its fixed assembly name beside GenEval, and nowhere else.
/// </summary>
public abstract class LearnedBackend
{
    /// <summary>The trainer that is always there.</summary>
    public const string Linear = "linear";

    /// <summary>The assembly.</summary>
    public const string AssemblyName = "GenEval.MLNet";

    /// <summary>What to type for a scorer of the linear trainer.</summary>
    internal const string LinearScorer = "geneval scorer train RATINGS --output FILE --trainer " + Linear;

    private const string TypeName = "GenEval.MLNet.MLNetBackend";
    private static readonly Lazy<LearnedBackend?> s_installed = new(Load);

    /// <summary>ML.NET's trainers; a file that names another is refused, and code is loaded for these only.</summary>
    public static IReadOnlyList<string> TrainerNames { get; } = ["fastTree", "fastForest", "lightGbm", "sdca", "lbfgs"];

    /// <summary>The backend, or null where it is not built.</summary>
    public static LearnedBackend? Installed => s_installed.Value;

    /// <summary>The trainers that it has here; <c>lightGbm</c> only where its native library is.</summary>
    public abstract IReadOnlyList<string> Trainers { get; }

    /// <summary>The version of its library.</summary>
    public abstract string Version { get; }

    /// <summary>The model that it saved; whatever else stands in the bytes is an error, and runs no code.</summary>
    /// <exception cref="GenEvalException">The bytes are no model of this trainer.</exception>
    public abstract ILearnedModel Load(byte[] payload, ScorerCard card, string path);

    /// <summary>The backend, for what needs it.</summary>
    /// <param name="what">What needs it, to begin a sentence.</param>
    /// <param name="linear">What to type for the linear trainer.</param>
    /// <exception cref="GenEvalException">It is not there.</exception>
    public static LearnedBackend For(string what, string linear) => Installed ?? throw new GenEvalException(
        $"{what} needs ML.NET, and {AssemblyName} is not part of this build: the package Microsoft.ML did not restore when it was built.")
    {
        Id = "TrainerMissing",
        Action = $"Build where Microsoft.ML restores (dotnet build -p:WithMLNet=true says why it does not), or choose the linear trainer: {linear}.",
    };

    private static LearnedBackend? Load()
    {
        try
        {
            Assembly assembly = Assembly.Load(new AssemblyName(AssemblyName));
            return assembly.GetType(TypeName) is { } type ? (LearnedBackend?)Activator.CreateInstance(type) : null;
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return null;
        }
    }
}
