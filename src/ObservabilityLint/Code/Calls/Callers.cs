using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Who calls a method of the compilation.</summary>
internal static class Callers
{
    /// <summary>The method that an operation stands in itself, not in a lambda or local function of it.</summary>
    public static IMethodSymbol? MethodAround(IOperation operation)
    {
        for (var outer = operation.Parent; outer != null; outer = outer.Parent)
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation) return null;
        var declaration = operation.Syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>();
        return declaration is null ? null : operation.SemanticModel?.GetDeclaredSymbol(declaration) as IMethodSymbol;
    }

    /// <summary>The calls of the method, also those through an interface that it implements, and the creations of an object by a constructor.</summary>
    /// <param name="method">The method's definition.</param>
    /// <param name="compilation">Where they are looked for.</param>
    /// <param name="operationAt">Binds a node of it, and remembers what that took.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static IEnumerable<CallSite> Of(IMethodSymbol method, Compilation compilation, Func<SyntaxNode, IOperation?> operationAt, CancellationToken cancellation)
    {
        var name = method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name;
        var names = new NamedWords([name]);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!CallIndex.Of(tree).Mentions(name, cancellation)) continue;
            foreach (var call in CallIndex.Of(tree).Calls(names, cancellation))
                if (operationAt(call.Node) is { } operation && CallSite.Of(operation) is { Method: var called } site && IsOrImplements(method, (called.ReducedFrom ?? called).OriginalDefinition)) yield return site;
        }
    }

    /// <summary>The places that name the method without calling it: <c>Task.Run(Work)</c>.</summary>
    public static IEnumerable<IOperation> ReferencesTo(IMethodSymbol method, Compilation compilation, Func<SyntaxNode, IOperation?> operationAt, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!CallIndex.Of(tree).Mentions(method.Name, cancellation)) continue;
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
                if (node is IdentifierNameSyntax { Identifier.ValueText: var text } && text == method.Name && !IsCalled(node) && operationAt(WholeName(node)) is IMethodReferenceOperation { Method: var named } reference
                    && IsOrImplements(method, named.OriginalDefinition)) yield return reference;
        }
    }

    private static bool IsCalled(SyntaxNode name) => WholeName(name) is { Parent: InvocationExpressionSyntax call } whole && call.Expression == whole;

    private static SyntaxNode WholeName(SyntaxNode name) => name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;

    private static bool IsOrImplements(IMethodSymbol method, IMethodSymbol called)
        => SymbolEqualityComparer.Default.Equals(method, called)
            || called.ContainingType?.TypeKind == TypeKind.Interface && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(called), method);
}
