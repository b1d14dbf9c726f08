using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Conversion;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;

namespace ObservabilityLint.Fixes.Retyping;

/// <summary>
/// Makes an instrument one of another kind: the creation, the types of all variables that hold it, the recordings that have another name there, and the name.
/// All of it, or nothing: only where every use is in sight, and the changed code compiles.
/// </summary>
internal static class KindEdits
{
    public static async Task<Proposal?> ForAsync(Document document, InstrumentDeclaration instrument, KindChange? change, CancellationToken cancellation)
    {
        var solution = document.Project.Solution;
        if (change is null || await DeclarationAt.OperationAsync(instrument, solution, cancellation).ConfigureAwait(false) is not { } creation) return null;
        var uses = await InstrumentUses.FindAsync(creation, solution, cancellation).ConfigureAwait(false);
        if (!uses.AreComplete)
        {
            Withheld.Because(Withheld.OutOfSight);
            return null;
        }

        var edits = new SolutionEdits();
        var declared = solution.GetDocument(instrument.Syntax.SyntaxTree)!;
        foreach (var type in TypesIn(instrument.Syntax)) Rename(type, declared.Id);
        foreach (var recording in uses.Recordings)
        {
            Subtract(recording);
            Set(recording);
        }
        if (!await HolderTypes.AddAsync(edits, solution, uses.Holders, Rewrite, cancellation).ConfigureAwait(false)) return null;
        if (!await NameOfKind.AddAsync(edits, declared, instrument, change.Kind, cancellation).ConfigureAwait(false)) return null;
        return await CompileCheck.PassesAsync(solution, edits, uses.Holders, cancellation).ConfigureAwait(false) ? new Proposal($"Change to {change.Kind}", edits) : null;

        void Rename(SimpleNameSyntax name, DocumentId place)
        {
            if (change.Identifiers.TryGetValue(name.Identifier.ValueText, out var newName)) edits.Add(place, name.Identifier.Span, newName);
        }

        IEnumerable<TextChange> Rewrite(TypeSyntax type, SemanticModel model)
        {
            foreach (var name in type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
                if (change.Identifiers.TryGetValue(name.Identifier.ValueText, out var newName)) yield return new TextChange(name.Identifier.Span, newName);
                else if (AliasedType.Of(name, model) is { } aliased && change.Identifiers.TryGetValue(aliased.Name, out var newType)) yield return new TextChange(name.Span, AliasedType.Named(newType, aliased, name, model));
        }

        void Set(Recording recording)
        {
            if (change.Set is { } set && recording is { Effect: RecordingEffect.Set, Call.Syntax: InvocationExpressionSyntax call } && NameOf(call) is { } method) edits.Add(solution.GetDocument(call.SyntaxTree)!.Id, method.Identifier.Span, set);
        }

        // `Inc(-x)` is `Dec(x)`, where there is one; an argument that is passed by name keeps its sign.
        void Subtract(Recording recording)
        {
            if (change.Decrease is not { } decrease || recording.Effect != RecordingEffect.Add || recording.Value is not { Syntax: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negated }) return;
            if (negated.Parent is not ArgumentSyntax { NameColon: null } || recording.Call.Syntax is not InvocationExpressionSyntax call || NameOf(call) is not { } method) return;
            var place = solution.GetDocument(call.SyntaxTree)!.Id;
            edits.Add(place, method.Identifier.Span, decrease);
            var operand = negated.Operand is ParenthesizedExpressionSyntax inner ? inner.Expression : negated.Operand;
            edits.Add(place, negated.Span, operand.ToString());
        }
    }

    /// <summary>The called method, and the types of objects that are made for its parameters.</summary>
    private static IEnumerable<SimpleNameSyntax> TypesIn(SyntaxNode creation)
    {
        if (creation is not InvocationExpressionSyntax call) yield break;
        if (NameOf(call) is { } method) yield return method;
        foreach (var argument in call.ArgumentList.Arguments)
            if (argument.Expression is ObjectCreationExpressionSyntax { Type: var type })
                foreach (var name in type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()) yield return name;
    }

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        var name => name as SimpleNameSyntax,
    };
}
