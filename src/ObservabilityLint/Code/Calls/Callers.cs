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

    /// <summary>The calls of the method, also those through an interface that it implements.</summary>
    public static IEnumerable<IInvocationOperation> Of(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        var models = new VariableValues(compilation, cancellation);
        var name = new NamedWords([method.Name]);
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var call in CallIndex.Of(tree).Calls(name, cancellation))
                if (models.ModelOf(tree)!.GetOperation(call.Node, cancellation) is IInvocationOperation { TargetMethod: var called } operation && IsOrImplements(method, called.OriginalDefinition)) yield return operation;
    }

    /// <summary>The places that name the method without calling it: <c>Task.Run(Work)</c>.</summary>
    public static IEnumerable<IOperation> ReferencesTo(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        var models = new VariableValues(compilation, cancellation);
        string[] name = [method.Name];
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!CallIndex.Of(tree).MentionsAny(name, cancellation)) continue;
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
                if (node is IdentifierNameSyntax { Identifier.ValueText: var text } && text == method.Name && models.ModelOf(tree)!.GetOperation(WholeName(node), cancellation) is IMethodReferenceOperation { Method: var named } reference
                    && IsOrImplements(method, named.OriginalDefinition)) yield return reference;
        }
    }

    private static SyntaxNode WholeName(SyntaxNode name) => name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;

    private static bool IsOrImplements(IMethodSymbol method, IMethodSymbol called)
        => SymbolEqualityComparer.Default.Equals(method, called)
            || called.ContainingType?.TypeKind == TypeKind.Interface && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(called), method);
}
