using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Analysis;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Pipeline;

/// <summary>Registers the spans of a library where the pipeline begins.</summary>
public abstract class InstrumentationFix : Fix
{
    private protected InstrumentationFix(string id) : base(id)
    {
    }

    /// <summary>What is missing, by the diagnostic that says so.</summary>
    private protected abstract MissingRegistration? Find(SemanticModel model, TelemetryFacts facts, Diagnostic diagnostic, CancellationToken cancellation);

    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || TelemetryFacts.For(model.Compilation, cancellation) is not { } facts) return null;
        if (Find(model, facts, diagnostic, cancellation) is not { Start.Start.Call: InvocationExpressionSyntax start } missing || ChainEnd.FirstUse(start) is not { } behind) return null;
        // The pipeline may stand in another project.
        if (document.Project.Solution.GetDocument(behind.SyntaxTree) is not { } target) return null;
        var edits = new SolutionEdits();
        edits.Insert(target.Id, behind.Span.End, ChainEnd.Laid(behind, missing.Registration, await target.GetTextAsync(cancellation).ConfigureAwait(false)));
        if (missing.Registration == "AddHttpClientInstrumentation()") await TypeInScope.ImportAsync(edits, target, behind.SpanStart, OpenTelemetryNamespaces.Trace, "HttpClientInstrumentationTracerProviderBuilderExtensions", cancellation).ConfigureAwait(false);
        if (missing.Registration == "AddNpgsql()") await TypeInScope.ImportAsync(edits, target, behind.SpanStart, "Npgsql", "TracerProviderBuilderExtensions", cancellation).ConfigureAwait(false);
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal($"Add {missing.Registration}", edits) : null;
    }
}
