using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace GenEval.Notebooks;

/// <summary>C# cells, by Roslyn scripting in this process.</summary>
internal sealed class CSharpKernel(string folder) : ICellKernel
{
    private readonly ScriptOptions _options = ScriptReferences.Options(folder);
    private readonly InteractiveAssemblyLoader _loader = ScriptReferences.Loader();
    private readonly PackageContext _packages = new();
    private readonly List<PackageName> _named = [];
    private ScriptState<object>? _state;

    public async Task<CellError?> RunAsync(string code, int count, CellOutputs outputs, CancellationToken cancellationToken)
    {
        CellDirectives directives = CellDirectives.Read(code);
        PackageFiles files = await ReferencesAsync(directives, cancellationToken).ConfigureAwait(false);
        if ((directives.Problem ?? files.Problem) is { } problem)
        {
            return new CellError("Error", problem, []);
        }

        // What a cell prints must not depend on whose machine it is.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        NotebookGlobals.Outputs = outputs;
        try
        {
            _state = await NextAsync(directives.Code, files.Paths, cancellationToken).ConfigureAwait(false);
        }
        catch (CompilationErrorException e)
        {
            return new CellError("CompilationError", string.Join('\n', e.Diagnostics.Select(d => d.ToString())), []);
        }

        if (_state.Exception is { } exception)
        {
            return CellErrors.Of(exception);
        }

        if (_state.ReturnValue is { } value)
        {
            outputs.Result(MimeBundle.Of(value), count);
        }

        return null;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The packages of this cell and of all before it, chosen together so that they fit.</summary>
    private async Task<PackageFiles> ReferencesAsync(CellDirectives directives, CancellationToken cancellationToken)
    {
        if (directives.Packages.Count == 0)
        {
            return PackageFiles.None;
        }

        _named.AddRange(directives.Packages.Except(_named).ToArray());
        PackageFiles files = await PackageFiles.OfAsync(_named, cancellationToken).ConfigureAwait(false);
        foreach (Assembly assembly in _packages.Add(files.Paths))
        {
            _loader.RegisterDependency(assembly);
        }

        return files;
    }

    // References and usings of earlier cells stay.
    private Task<ScriptState<object>> NextAsync(string code, IReadOnlyList<string> references, CancellationToken cancellationToken) => _state is null
        ? CSharpScript.Create<object>(code, _options.AddReferences(references), typeof(NotebookGlobals), _loader).RunAsync(new NotebookGlobals(), _ => true, cancellationToken)
        : _state.ContinueWithAsync<object>(code, _options.WithImports().WithReferences(references), _ => true, cancellationToken);
}
