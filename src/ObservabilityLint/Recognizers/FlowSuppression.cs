using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace ObservabilityLint.Recognizers;

/// <summary>Code that takes care that no span flows into what it starts.</summary>
internal static class FlowSuppression
{
    /// <summary>
    /// True if something before the place, in a block around it, stops the flow of the execution context or sets the current span: then the author has thought of it,
    /// whether it is undone in between or not.
    /// </summary>
    public static bool Precedes(SyntaxNode place, IOperation body)
    {
        foreach (var operation in body.Descendants())
            if (operation.Syntax.SpanStart < place.SpanStart && (operation is IInvocationOperation { TargetMethod.Name: "SuppressFlow" } || SetsCurrent(operation)) && ReachOf(operation.Syntax).Contains(place.Span)) return true;
        return false;
    }

    /// <summary>The statement that it is a part of where that is a <c>using</c> with a body, and otherwise the block around.</summary>
    private static TextSpan ReachOf(SyntaxNode operation) => operation.FirstAncestorOrSelf<StatementSyntax>() switch
    {
        UsingStatementSyntax scope => scope.Span,
        { Parent: GlobalStatementSyntax { Parent: { } file } } => file.Span,
        { Parent: { } block } => block.Span,
        _ => operation.Span,
    };

    /// <summary>True if the code sets the current span by hand, or stops all instrumentation.</summary>
    public static bool IsIn(IOperation code)
    {
        foreach (var operation in code.DescendantsAndSelf())
            if (SetsCurrent(operation) || InstrumentationSuppressions.Is(operation)) return true;
        return false;
    }

    private static bool SetsCurrent(IOperation operation)
        => operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Current", IsStatic: true, ContainingType: var type } } } && type.Is(Activities.Namespace, "Activity");
}
