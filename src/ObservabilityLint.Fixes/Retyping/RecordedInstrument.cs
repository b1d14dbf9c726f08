using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Retyping;

/// <summary>From a recorded value back to the declaration of its instrument.</summary>
internal static class RecordedInstrument
{
    /// <summary>The declaration, in whichever project; null if it is not found, or if there are several.</summary>
    public static async Task<InstrumentDeclaration?> FindAsync(Document document, Location value, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var call = model?.SyntaxTree.GetRoot(cancellation).FindNode(value.SourceSpan).FirstAncestorOrSelf<InvocationExpressionSyntax>();
        if (call is null || model!.GetOperation(call, cancellation) is not IInvocationOperation operation || Recordings.Of(operation) is not { } recording) return null;
        var holder = Target.SymbolOf(recording.Instrument)?.DeclaringSyntaxReferences.FirstOrDefault();

        InstrumentDeclaration? found = null;
        foreach (var project in document.Project.Solution.Projects)
            foreach (var instrument in await ProjectInstruments.OfAsync(project, cancellation).ConfigureAwait(false))
            {
                var isHeld = holder != null && instrument.Target?.DeclaringSyntaxReferences.FirstOrDefault() is { } target && target.Span == holder.Span && target.SyntaxTree.FilePath == holder.SyntaxTree.FilePath;
                if (!isHeld && instrument.Syntax != recording.Instrument.Syntax) continue;
                if (found != null) return null;
                found = instrument;
            }
        return found;
    }
}
