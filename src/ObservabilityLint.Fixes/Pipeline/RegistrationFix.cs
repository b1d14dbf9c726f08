using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Fixes.Pipeline;

/// <summary>Registers a source or meter in the pipeline, wherever in the solution that is, by the constant that it is created with where that can be named there.</summary>
public abstract class RegistrationFix : Fix
{
    private readonly PipelineSignals signal;

    private protected RegistrationFix(string id, PipelineSignals signal) : base(id) => this.signal = signal;

    private string Method => signal == PipelineSignals.Traces ? "AddSource" : "AddMeter";

    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model) return null;
        var found = UnregisteredNames.In(model, signal, new TextReader(new VariableValues(model, cancellation))).FirstOrDefault(one => one.Place.Span == diagnostic.Location.SourceSpan && one.Others.Select(other => other.SourceSpan).SequenceEqual(diagnostic.AdditionalLocations.Select(other => other.SourceSpan)));
        if (found?.Creation is not { } creation || ChainEnd.Of(model.Compilation, signal, signal == PipelineSignals.Traces ? StepKind.Source : StepKind.Meter, cancellation) is not { } behind) return null;
        if (document.Project.Solution.GetDocument(behind.SyntaxTree) is not { } target || await target.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } there) return null;
        if (NameAt(creation, there, behind.Span.End) is not { } name) return null;
        var edits = new SolutionEdits();
        edits.Insert(target.Id, behind.Span.End, ChainEnd.Laid(behind, $"{Method}({name})", await target.GetTextAsync(cancellation).ConfigureAwait(false)));
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, [], cancellation).ConfigureAwait(false) ? new Proposal($"Register it with {Method}", edits) : null;
    }

    /// <summary>The constant, the name of the source that is kept, or the text itself.</summary>
    private static string? NameAt(NamedCreation creation, SemanticModel there, int position)
    {
        if (creation.Argument is { } argument && Target.SymbolOf(CallSite.Unwrap(argument)) is { IsStatic: true } constant && Written(constant, there, position) is { } known) return known;
        if (creation.Name is { } name) return SymbolDisplay.FormatLiteral(name, quote: true);
        return Target.Of(creation.Call.Operation) is { IsStatic: true } holder && Written(holder, there, position) is { } held ? held + ".Name" : null;
    }

    private static string? Written(ISymbol member, SemanticModel there, int position)
    {
        if (member is not (IFieldSymbol or IPropertySymbol) || SymbolIn(member, there.Compilation) is not { } symbol || !there.IsAccessible(position, symbol)) return null;
        if (there.LookupSymbols(position, name: symbol.Name) is [var found] && SymbolEqualityComparer.Default.Equals(found, symbol)) return symbol.Name;
        return $"{symbol.ContainingType.ToMinimalDisplayString(there, position)}.{symbol.Name}";
    }

    /// <summary>The pipeline may stand in a project that does not know the one of the source.</summary>
    private static ISymbol? SymbolIn(ISymbol member, Compilation compilation)
        => member.DeclaringSyntaxReferences is [var declared] && Sources.CompilationOf(declared.SyntaxTree, compilation) != null ? member : member.DeclaringSyntaxReferences.IsEmpty ? member : null;
}
