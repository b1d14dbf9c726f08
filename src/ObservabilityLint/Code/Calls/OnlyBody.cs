using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>The code that runs when a method or getter is called, where that is certain: no other class overrides it, and its source is in sight.</summary>
internal static class OnlyBody
{
    /// <summary>The body; the expression where it is nothing else; null where there is none, or several.</summary>
    public static IOperation? Of(IMethodSymbol method, VariableValues variables)
    {
        method = method.PartialImplementationPart ?? method;
        if (method.IsAbstract || method.IsVirtual || method.IsOverride && !method.IsSealed && !method.ContainingType.IsSealed || method.OriginalDefinition.DeclaringSyntaxReferences is not [var reference]) return null;
        if (variables.ModelOf(reference.SyntaxTree) is not { } model) return null;
        var declaration = reference.GetSyntax(variables.Cancellation);
        // The getter of `X => y` is declared by its arrow.
        return model.GetOperation(declaration is ArrowExpressionClauseSyntax arrow ? arrow.Expression : declaration, variables.Cancellation);
    }

    /// <summary>What the body returns by itself, not what functions inside it return.</summary>
    public static IEnumerable<IOperation> Returns(IOperation body)
    {
        if (body is not (IMethodBodyOperation or IBlockOperation or ILocalFunctionOperation or IAnonymousFunctionOperation)) yield return body;
        foreach (var operation in body.Descendants())
            if (operation is IReturnOperation { ReturnedValue: { } returned } && Body.FunctionOf(operation) is var function && (function is null || function == body)) yield return returned;
    }
}
