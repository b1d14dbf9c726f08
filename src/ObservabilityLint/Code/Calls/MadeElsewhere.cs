using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ObservabilityLint.Code;

/// <summary>
/// Types whose objects others than the code in sight may make and fill: serializers, containers, binders and mappers learn of a type by an attribute on it, by <c>typeof</c>, as a type argument, or from the parameters of what they call.
/// </summary>
internal sealed class MadeElsewhere(Compilation compilation)
{
    /// <summary>Generic types that make no objects of their type arguments.</summary>
    private static readonly HashSet<string> Holders =
    [
        "List", "IList", "IEnumerable", "IAsyncEnumerable", "ICollection", "IReadOnlyList", "IReadOnlyCollection", "IReadOnlySet", "ISet", "HashSet", "Dictionary", "IDictionary", "IReadOnlyDictionary", "ConcurrentDictionary", "KeyValuePair",
        "Queue", "ConcurrentQueue", "PriorityQueue", "Stack", "ConcurrentStack", "ConcurrentBag", "BlockingCollection", "LinkedList", "SortedDictionary", "ImmutableArray", "ImmutableList", "ImmutableDictionary", "ImmutableHashSet", "FrozenDictionary", "FrozenSet",
        "Task", "ValueTask", "TaskCompletionSource", "AsyncLocal", "ThreadLocal", "WeakReference", "StrongBox", "Func", "Action", "Predicate", "Nullable", "Lazy", "Span", "ReadOnlySpan", "Memory", "ReadOnlyMemory", "Channel", "ChannelReader", "ChannelWriter", "IEquatable", "IComparable", "IComparer", "IEqualityComparer",
        "IObservable", "IObserver", "Subject", "EventHandler", "Select", "OfType", "Cast", "ToDictionary", "CreateUnbounded", "CreateBounded",
    ];

    private static readonly HashSet<string> Harmless = ["DebuggerDisplayAttribute", "DebuggerStepThroughAttribute", "ExcludeFromCodeCoverageAttribute", "ObsoleteAttribute", "NullableAttribute", "NullableContextAttribute", "StructLayoutAttribute", "EditorBrowsableAttribute"];

    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> known = new(SymbolEqualityComparer.Default);

    public bool MayBe(INamedTypeSymbol type)
    {
        for (var made = type.OriginalDefinition; made is { SpecialType: SpecialType.None, DeclaringSyntaxReferences.IsEmpty: false }; made = made.BaseType?.OriginalDefinition)
            if (known.GetOrAdd(made, Find)) return true;
        return false;
    }

    private bool Find(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
            if (attribute.AttributeClass is { Name: var name } && !Harmless.Contains(name)) return true;
        foreach (var tree in WordFiles.In(compilation, CancellationToken.None).With(type.Name, CancellationToken.None))
            foreach (var node in tree.GetRoot().DescendantNodes())
                if (node is SimpleNameSyntax { Identifier.ValueText: var text } && text == type.Name && IsMakers(node)) return true;
        return false;
    }

    /// <summary>Judged by the name: that of another type counts too.</summary>
    private static bool IsMakers(SyntaxNode name)
    {
        for (var outer = name.Parent; outer != null; outer = outer.Parent)
        {
            switch (outer)
            {
                case TypeOfExpressionSyntax:
                    return true;
                case TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.ValueText: var generic } }:
                    if (!Holders.Contains(generic)) return true;
                    continue;
                case ParameterSyntax parameter:
                    return IsFilledByCaller(parameter);
                case NameSyntax or TypeSyntax:
                    continue;
                default:
                    return false;
            }
        }
        return false;
    }

    /// <summary>Of a lambda, or of a method that a framework may call: one with an attribute, or of a class that inherits.</summary>
    private static bool IsFilledByCaller(ParameterSyntax parameter) => parameter.AttributeLists.Count > 0 || parameter.Parent?.Parent switch
    {
        AnonymousFunctionExpressionSyntax => true,
        MethodDeclarationSyntax method => method.AttributeLists.Count > 0 || method.Parent is TypeDeclarationSyntax { BaseList: not null } && HasModifier(method, "public"),
        _ => false,
    };

    private static bool HasModifier(MethodDeclarationSyntax method, string modifier)
    {
        foreach (var token in method.Modifiers)
            if (token.ValueText == modifier) return true;
        return false;
    }
}
