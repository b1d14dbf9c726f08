using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>
/// Turns the member that a span is kept in, or returned by, into one of the span's context: where whoever reads it does so by <c>?.Context</c>, or compares it with null, so that no code sees another type than before.
/// </summary>
internal sealed class ContextOnly
{
    private readonly SolutionEdits edits = new();
    private readonly SyntaxNode given;
    private bool isRead;

    private ContextOnly(SyntaxNode given) => this.given = given;

    /// <param name="given">The span, where it is returned or stored.</param>
    /// <param name="solution">The solution.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static async Task<Proposal?> ProposeAsync(IOperation given, Solution solution, CancellationToken cancellation)
    {
        var value = CallSite.Outermost(given);
        var holder = value.Parent switch
        {
            IReturnOperation => given.SemanticModel?.GetEnclosingSymbol(given.Syntax.SpanStart, cancellation) is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction, IsAsync: false, IsVirtual: false, IsOverride: false, IsAbstract: false, ExplicitInterfaceImplementations.IsEmpty: true } method && IsActivity(method.ReturnType) && !Implements(method) ? method : null,
            ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field: var field } } => IsActivity(field.Type) ? field : null,
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { IsIndexer: false, IsVirtual: false, IsOverride: false, IsAbstract: false } property } } => IsActivity(property.Type) && !Implements(property) ? property : (ISymbol?)null,
            _ => null,
        };
        if (holder is not { DeclaringSyntaxReferences: [var declared] } || await References.MayBeUsedElsewhereAsync(holder, solution, cancellation).ConfigureAwait(false)) return null;
        var change = new ContextOnly(given.Syntax);
        var declaration = await declared.GetSyntaxAsync(cancellation).ConfigureAwait(false);
        if (solution.GetDocument(declaration.SyntaxTree) is not { } document || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || !change.Retype(declaration, model, document.Id)) return null;
        if (solution.GetDocument(given.Syntax.SyntaxTree) is not { } place) return null;
        change.edits.Add(place.Id, new TextSpan(given.Syntax.Span.End, 0), "?.Context");
        foreach (var referenced in await References.FindAsync(holder, solution, cancellation).ConfigureAwait(false))
            foreach (var location in referenced.Locations)
                if (location.IsCandidateLocation || await location.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root || !change.Read(WholeOf(root.FindNode(location.Location.SourceSpan, getInnermostNodeForTie: true)), location.Document.Id, isHeld: false)) return null;
        if (!change.isRead) return null;
        return await CompileCheck.PassesAsync(solution, change.edits, [holder], cancellation).ConfigureAwait(false) ? new Proposal("Hand on the context of the span", change.edits) : null;
    }

    /// <summary>What a method returns beside the span is null.</summary>
    private bool Retype(SyntaxNode declaration, SemanticModel model, DocumentId document)
    {
        var type = declaration switch
        {
            MethodDeclarationSyntax method => OnlyGiven(method) ? method.ReturnType : null,
            LocalFunctionStatementSyntax local => OnlyGiven(local) ? local.ReturnType : null,
            PropertyDeclarationSyntax { Initializer: null, ExpressionBody: null } property => property.Type,
            VariableDeclaratorSyntax { Initializer: null, Parent: VariableDeclarationSyntax { Variables.Count: 1 } field } => field.Type,
            _ => null,
        };
        if (type is null) return false;
        edits.Add(document, type.Span, new NamesInScope(model, declaration).TypeName(Activities.Namespace, "ActivityContext") + "?");
        return true;
    }

    private bool OnlyGiven(SyntaxNode method) => method.DescendantNodes(node => node == method || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>()
        .All(returned => returned.Expression is { } value && (value.IsKind(SyntaxKind.NullLiteralExpression) || value.Span.Contains(given.Span)));

    /// <summary>False where a read is none of the context alone.</summary>
    private bool Read(ExpressionSyntax? whole, DocumentId document, bool isHeld)
    {
        switch (whole?.Parent)
        {
            case ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "Context" } } access when access.Expression == whole:
                edits.Add(document, TextSpan.FromBounds(whole.Span.End, access.Span.End), "");
                isRead = true;
                return true;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison:
                return (comparison.Left == whole ? comparison.Right : comparison.Left).IsKind(SyntaxKind.NullLiteralExpression);
            case IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } or UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } } }:
            case ExpressionStatementSyntax:
                return true;
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment when assignment.Left == whole && !isHeld:
                return assignment.Right == given || assignment.Right.IsKind(SyntaxKind.NullLiteralExpression);
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var variable, Parent: VariableDeclarationSyntax { Type.IsVar: true, Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Parent: { } block } } } } when !isHeld:
                return block.DescendantNodes().OfType<IdentifierNameSyntax>().Where(use => use.Identifier.ValueText == variable).All(use => Read(use, document, isHeld: true));
            default:
                return false;
        }
    }

    /// <summary>With what stands before the name, and the call of a method.</summary>
    private static ExpressionSyntax? WholeOf(SyntaxNode name)
    {
        var whole = name is ArgumentSyntax { Expression: var argument } ? argument : name as ExpressionSyntax;
        if (whole?.Parent is MemberAccessExpressionSyntax access && access.Name == whole) whole = access;
        return whole?.Parent is InvocationExpressionSyntax call && call.Expression == whole ? call : whole;
    }

    private static bool IsActivity(ITypeSymbol type) => type.Is(Activities.Namespace, "Activity");

    private static bool Implements(ISymbol member) => member.ContainingType.AllInterfaces.Any(implemented => implemented.GetMembers(member.Name).Any(declared => SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(declared), member)));
}
