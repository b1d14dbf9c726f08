using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>Makes a function that returns a task await it instead.</summary>
internal static class AwaitedReturns
{
    /// <summary>False where a return cannot be rewritten; what the compiler minds besides is for its check to find.</summary>
    public static bool Add(SolutionEdits edits, DocumentId document, SyntaxNode function, ITypeSymbol result, SemanticModel model, CancellationToken cancellation)
    {
        if (!TaskType.Is(result)) return false;
        if (AsyncFunction.ExpressionOf(function) is { } only)
        {
            edits.Add(document, new TextSpan(only.SpanStart, 0), "await ");
            Enclose(edits, document, only);
            edits.Add(document, AsyncFunction.PlaceOfModifier(function), "async ");
            return true;
        }
        if (AsyncFunction.BlockOf(function) is not { } block) return false;
        var hasValue = result is INamedTypeSymbol { IsGenericType: true };
        foreach (var statement in block.DescendantNodes().OfType<ReturnStatementSyntax>())
        {
            if (LiveRange.FunctionAround(statement) != function) continue;
            if (statement.Expression is not { } value || model.GetOperation(value, cancellation) is not { } operation) return false;
            var simple = CallSite.Unwrap(operation);
            if (simple is ILiteralOperation or IDefaultValueOperation) return false;
            if (!hasValue && simple is IPropertyReferenceOperation { Property: { Name: "CompletedTask", IsStatic: true } }) edits.Add(document, TextSpan.FromBounds(statement.ReturnKeyword.Span.End, value.Span.End), "");
            else if (hasValue && simple is IInvocationOperation { TargetMethod: { Name: "FromResult", IsStatic: true }, Arguments: [{ Syntax: ArgumentSyntax { Expression: var known } }] }) edits.Add(document, value.Span, known.ToString());
            else Await(edits, document, statement, value, hasValue, AsyncFunction.IsLast(statement, function));
        }
        edits.MakesAsync(document, function);
        edits.Add(document, AsyncFunction.PlaceOfModifier(function), "async ");
        return true;
    }

    private static void Await(SolutionEdits edits, DocumentId document, ReturnStatementSyntax statement, ExpressionSyntax value, bool hasValue, bool isLast)
    {
        edits.Add(document, statement.ReturnKeyword.Span, hasValue ? "return await" : "await");
        Enclose(edits, document, value);
        if (!hasValue && !isLast) StatementAfter.Add(edits, document, statement, "return;");
    }

    /// <summary>What an <c>await</c> before it would not take whole.</summary>
    private static void Enclose(SolutionEdits edits, DocumentId document, ExpressionSyntax value)
    {
        if (value is not (InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax or ElementAccessExpressionSyntax or ObjectCreationExpressionSyntax or ParenthesizedExpressionSyntax))
        {
            edits.Add(document, new TextSpan(value.SpanStart, 0), "(");
            edits.Add(document, new TextSpan(value.Span.End, 0), ")");
        }
    }
}
