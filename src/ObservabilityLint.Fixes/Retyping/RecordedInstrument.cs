using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Retyping;

/// <summary>From a recorded value back to the declaration of its instrument.</summary>
internal static class RecordedInstrument
{
    /// <summary>The declaration, in whichever project, also of the instrument whose child a variable holds; null if it is not found, or if there are several.</summary>
    public static async Task<InstrumentDeclaration?> FindAsync(Document document, Location value, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var call = model?.SyntaxTree.GetRoot(cancellation).FindNode(value.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>();
        if (call is null || model!.GetOperation(call, cancellation) is not IInvocationOperation operation || Recordings.Of(operation) is not { } recording) return null;
        return await DeclarationOfAsync(GivenInstruments.Behind(recording.Instrument, new VariableValues(model, cancellation)), document.Project.Solution, cancellation).ConfigureAwait(false);
    }

    /// <summary>The declaration of the instrument that an expression stands for; null if it is not found, or if there are several.</summary>
    public static async Task<InstrumentDeclaration?> DeclarationOfAsync(IOperation expression, Solution solution, CancellationToken cancellation)
    {
        var holder = await HolderAsync(Target.SymbolOf(expression), solution, cancellation).ConfigureAwait(false);
        InstrumentDeclaration? found = null;
        foreach (var project in await ProjectInstruments.OfAllAsync(solution, cancellation).ConfigureAwait(false))
            foreach (var instrument in (holder is null ? [] : project.HeldBy(holder)).Union(project.DeclaredAt(expression.Syntax.GetLocation()).Where(declared => declared.Declaration.Syntax == expression.Syntax)))
            {
                if (found != null) return null;
                found = instrument.Declaration;
            }
        return found;
    }

    /// <summary>Where the variable is declared; for a member of an interface or a base, its only implementation.</summary>
    private static async Task<SyntaxReference?> HolderAsync(ISymbol? symbol, Solution solution, CancellationToken cancellation)
    {
        if (symbol is not IPropertySymbol { IsAbstract: true }) return symbol?.DeclaringSyntaxReferences.FirstOrDefault();
        var implementing = (await References.PropertiesAsync(symbol, solution, cancellation).ConfigureAwait(false)).Where(property => !property.IsAbstract).ToList();
        return implementing.Count > 0 && implementing.TrueForAll(other => SameDeclaration.Is(other, implementing[0])) ? implementing[0].DeclaringSyntaxReferences.FirstOrDefault() : null;
    }
}
