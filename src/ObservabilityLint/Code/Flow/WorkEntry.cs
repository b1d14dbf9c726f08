using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>Whether a function is where a thread, a task or the program begins: what it changes for its thread goes away with it.</summary>
internal static class WorkEntry
{
    /// <summary>True too for what may be one: a lambda, and a method that its type hands on as a delegate or calls in a lambda. A type of the same name is not the method (<c>AsyncUnaryCall</c> of gRPC).</summary>
    public static bool MayBe(IMethodSymbol function, CancellationToken cancellation)
    {
        if (function.MethodKind == MethodKind.AnonymousFunction || function.Name is "Main" or WellKnownMemberNames.TopLevelStatementsEntryPointMethodName || IsOfWorkItem(function)) return true;
        foreach (var part in function.ContainingType.DeclaringSyntaxReferences)
            foreach (var node in part.GetSyntax(cancellation).DescendantNodes())
                if (node is SimpleNameSyntax { Identifier.ValueText: var name } mention && name == function.Name && !SyntaxFacts.IsInTypeOnlyContext(mention) && IsOwn(node, function.ContainingType) && (!IsCalled(node) || node.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() != null)) return true;
        return false;
    }

    /// <summary>The thread pool calls it, and takes back what it has changed.</summary>
    private static bool IsOfWorkItem(IMethodSymbol function)
    {
        if (!function.Name.EndsWith("Execute", StringComparison.Ordinal)) return false;
        foreach (var implemented in function.ContainingType.AllInterfaces)
            if (implemented.Is("System.Threading", "IThreadPoolWorkItem")) return true;
        return false;
    }

    /// <summary>Not the method of that name which another object has, as where one is wrapped around the other.</summary>
    private static bool IsOwn(SyntaxNode name, INamedTypeSymbol type)
    {
        if (name.Parent is not MemberAccessExpressionSyntax access || access.Name != name) return true;
        var receiver = access.Expression;
        while (receiver is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax) receiver = receiver is ParenthesizedExpressionSyntax { Expression: var inner } ? inner : ((PostfixUnaryExpressionSyntax)receiver).Operand;
        return receiver switch
        {
            ThisExpressionSyntax => true,
            CastExpressionSyntax { Type: var cast } => TypeNames.Bare(cast) == type.Name,
            SimpleNameSyntax { Identifier.ValueText: var owner } => owner == type.Name || IsGivenThis(owner, access),
            _ => false,
        };
    }

    /// <summary>The state of a callback is the object itself: <c>Queue(static own => own.Work(), this)</c></summary>
    private static bool IsGivenThis(string name, SyntaxNode use)
    {
        if (use.FirstAncestorOrSelf<LambdaExpressionSyntax>() is not { Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: var arguments } } } lambda) return false;
        var isParameter = lambda is SimpleLambdaExpressionSyntax { Parameter.Identifier.ValueText: var only } ? only == name : lambda is ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [{ Identifier.ValueText: var single }] } && single == name;
        if (!isParameter) return false;
        foreach (var argument in arguments)
            if (argument.Expression is ThisExpressionSyntax) return true;
        return false;
    }

    private static bool IsCalled(SyntaxNode name)
    {
        var called = name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? name.Parent : name;
        return called.Parent is InvocationExpressionSyntax;
    }
}
