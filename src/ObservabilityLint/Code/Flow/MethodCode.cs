using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>The code of methods and accessors, and what it gives back.</summary>
internal static class MethodCode
{
    private const int MaximumReturns = 16;

    /// <summary>Null where the method has none, or it is out of sight.</summary>
    /// <param name="method">The method's definition.</param>
    /// <param name="operationAt">Binds a node of the sources in sight.</param>
    public static IOperation? Of(IMethodSymbol method, Func<SyntaxNode, IOperation?> operationAt)
    {
        method = method.PartialImplementationPart ?? method;
        if (method.DeclaringSyntaxReferences is not [var reference]) return null;
        return operationAt(reference.GetSyntax()) is { } code && code is not IMethodBodyOperation { BlockBody: null, ExpressionBody: null } ? code : null;
    }

    /// <summary>The values that the code of a method or a lambda gives back, those of an iterator one by one; null where they are too many to look at.</summary>
    public static List<IOperation>? ReturnsOf(IOperation code)
    {
        var function = code is ILocalFunctionOperation or IAnonymousFunctionOperation ? code : null;
        var returns = new List<IOperation>();
        foreach (var operation in code.Descendants())
        {
            if (operation is not IReturnOperation { ReturnedValue: { } value } || Body.FunctionOf(operation) != function) continue;
            if (returns.Count == MaximumReturns) return null;
            if (CallSite.Unwrap(value) is not IThrowOperation) returns.Add(value);
        }
        return returns;
    }

    /// <summary>False for code that calls nothing and creates nothing, as its syntax tells before it is bound.</summary>
    public static bool MayCall(SyntaxNode declaration)
    {
        foreach (var node in declaration.DescendantNodes())
            if (node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or QueryExpressionSyntax or InterpolatedStringExpressionSyntax) return true;
        return false;
    }

    /// <summary>Its values come one by one.</summary>
    public static bool IsIterator(IOperation code)
    {
        var function = code is ILocalFunctionOperation or IAnonymousFunctionOperation ? code : null;
        foreach (var operation in code.Descendants())
            if (operation.Kind is OperationKind.YieldReturn or OperationKind.YieldBreak && Body.FunctionOf(operation) == function) return true;
        return false;
    }

    /// <summary>The only method that a call can run; null where it may be one of several, or one out of sight.</summary>
    public static IMethodSymbol? OnlyTargetOf(IMethodSymbol method, Compilation compilation)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        method = method.PartialDefinitionPart ?? method;
        if (!Implementations.MayBeAnother(method)) return method;
        var implementations = Implementations.In(compilation);
        return implementations.AreAllInSight(method) && implementations.Of(method) is [var only] ? only : null;
    }
}
