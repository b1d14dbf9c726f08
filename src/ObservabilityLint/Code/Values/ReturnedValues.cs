using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>What a property, a method or a lambda gives back: the expression that it is, or that of each <c>return</c>.</summary>
internal static class ReturnedValues
{
    /// <summary>Of a member of the program that no other can stand in for; null where it is out of sight, or gives nothing.</summary>
    public static IReadOnlyList<IOperation>? Of(ISymbol member, VariableValues variables)
    {
        member = member.OriginalDefinition;
        if (member.IsVirtual || member.IsOverride || member.IsAbstract || member is IMethodSymbol { IsAsync: true } || member.DeclaringSyntaxReferences is not [var reference]) return null;
        variables.Note(member);
        return In(reference.GetSyntax(variables.Cancellation), variables);
    }

    /// <summary>Of a delegate that is made on the spot, from a lambda or from a method.</summary>
    public static IReadOnlyList<IOperation>? OfDelegate(IOperation made, VariableValues variables) => CallSite.Unwrap(made) switch
    {
        IDelegateCreationOperation { Target: var target } => OfDelegate(target, variables),
        IAnonymousFunctionOperation { Symbol.IsAsync: false } lambda => In(lambda.Syntax, variables),
        IMethodReferenceOperation { Method: var method } => Of(method, variables),
        _ => null,
    };

    private static List<IOperation>? In(SyntaxNode code, VariableValues variables)
    {
        var (expression, block) = BodyOf(code);
        var found = new List<IOperation>();
        if (expression is null && block is null || variables.ModelOf(code.SyntaxTree) is not { } model) return null;
        if (expression != null) return Add(expression) ? found : null;
        foreach (var node in block!.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
            if (node is YieldStatementSyntax || node is ReturnStatementSyntax { Expression: { } value } && !Add(value)) return null;
        return found.Count == 0 ? null : found;

        bool Add(ExpressionSyntax value)
        {
            if (model.GetOperation(value, variables.Cancellation) is not { } operation) return false;
            found.Add(operation);
            return true;
        }
    }

    private static (ExpressionSyntax? Expression, BlockSyntax? Block) BodyOf(SyntaxNode code)
    {
        switch (code)
        {
            case AnonymousFunctionExpressionSyntax lambda:
                return (lambda.ExpressionBody, lambda.Block);
            case MethodDeclarationSyntax method:
                return (method.ExpressionBody?.Expression, method.Body);
            case LocalFunctionStatementSyntax function:
                return (function.ExpressionBody?.Expression, function.Body);
            case PropertyDeclarationSyntax { ExpressionBody.Expression: var body }:
                return (body, null);
            case PropertyDeclarationSyntax { AccessorList.Accessors: var accessors }:
                foreach (var accessor in accessors)
                    if (accessor.IsKind(SyntaxKind.GetAccessorDeclaration)) return (accessor.ExpressionBody?.Expression, accessor.Body);
                break;
        }
        return (null, null);
    }
}
