using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>What a function that makes the entries of a cache is given: the key that the cache is asked for, <c>name</c> in <c>cache.GetOrAdd(name, key =&gt; Make(key))</c>.</summary>
internal static class CacheKey
{
    /// <summary>The key behind the parameter of such a function; null for other parameters. A method is such a function if it is private and named nowhere else.</summary>
    public static IOperation? Of(IParameterReferenceOperation reference, VariableValues variables)
        => reference.Parameter is { Ordinal: 0, ContainingSymbol: IMethodSymbol { DeclaringSyntaxReferences: [var declared] } function } parameter && CreationOf(function, reference, variables) is { } made && CallOf(made) is { } call
            && !variables.IsWritten(parameter.Name, declared.GetSyntax(variables.Cancellation)) ? call.Argument("key") : null;

    /// <summary>The lambda, or where the method is named.</summary>
    private static IOperation? CreationOf(IMethodSymbol function, IOperation inside, VariableValues variables)
    {
        if (function.MethodKind == MethodKind.AnonymousFunction)
        {
            var outer = inside.Parent;
            while (outer is not (null or IAnonymousFunctionOperation) || outer is IAnonymousFunctionOperation lambda && !SymbolEqualityComparer.Default.Equals(lambda.Symbol, function)) outer = outer.Parent;
            return outer;
        }
        if (function is not ({ MethodKind: MethodKind.LocalFunction } or { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private, ContainingType.DeclaringSyntaxReferences.Length: 1 })) return null;
        var (index, model) = (CallIndex.Of(inside.Syntax.SyntaxTree), variables.ModelOf(inside.Syntax.SyntaxTree));
        if (index.CallsOf([function.Name], variables.Cancellation).Any()) return null;
        SyntaxNode? only = null;
        foreach (var mention in index.MentionsOf(function.Name, variables.Cancellation))
            if (only != null || mention.Parent is not ArgumentSyntax) return null;
            else only = mention;
        return only != null && model?.GetOperation(only, variables.Cancellation) is IMethodReferenceOperation named && SymbolEqualityComparer.Default.Equals(named.Method.OriginalDefinition, function.OriginalDefinition) ? named : null;
    }

    /// <summary>The call that is given the function for new entries.</summary>
    private static CallSite? CallOf(IOperation function)
        => CallSite.TakerOf(function) is IArgumentOperation { Parameter.Name: "valueFactory" or "addValueFactory", Parent: IInvocationOperation { TargetMethod: { Name: "GetOrAdd" or "AddOrUpdate", ContainingType: var cache } } call }
            && (cache.Is("System.Collections.Concurrent", "ConcurrentDictionary`2") || cache.Is("System.Collections.Immutable", "ImmutableInterlocked")) ? CallSite.Of(call) : null;
}
