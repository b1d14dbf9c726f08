using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Whether a function keeps a span for others, to be ended some time later: in a field, a dictionary, a tuple, or an object that it gives out.</summary>
internal static class KeptSpan
{
    /// <summary>How many objects may hold one another.</summary>
    private const int MaximumDepth = 3;

    /// <summary>What of a span makes it a parent elsewhere.</summary>
    private static readonly string[] Telling = ["Context", "Id", "SpanId", "TraceId"];

    /// <summary>Not where the function hands it to a method, or captures it: what becomes of it then is not known.</summary>
    public static bool Is(SpanStart start, TracedBody body) => start.Hold switch
    {
        SpanHold.Local => IsLocalKept((ILocalSymbol)start.Holder!, body, MaximumDepth),
        SpanHold.Member or SpanHold.Argument or SpanHold.Other => IsKept(start.Call, body, MaximumDepth),
        _ => false,
    };

    /// <summary>Some other code of the file, or of the only type that can have it, gives spans a parent, or says which is current: it may do so with this one. A parent that came as text is another one, where nobody asks a span for its context.</summary>
    public static bool MayBeGivenAsParent(SpanStart kept, SemanticModel model, ContextFacts facts, CancellationToken cancellation)
    {
        var (isRead, isParsed) = (false, false);
        var home = kept.Hold == SpanHold.Member ? PrivateMember.HomeOf(kept.Holder!, kept.Syntax, Telling) : CollectionOf(kept) is { } member ? PrivateCollection.HomeOf(member, kept.Syntax, Telling) : null;
        foreach (var body in facts.Of(model, cancellation))
        {
            if (home != null && !home.Span.Contains(body.Root.Syntax.Span)) continue;
            foreach (var start in body.All<SpanStart>())
                if (start.Call.Syntax != kept.Call.Syntax && InheritedWork.HasOwnOrigin(start))
                {
                    if (start.Links != null || !ParsedParent.Is(start.Parent!)) return true;
                    isParsed = true;
                }
            foreach (var change in body.All<CurrentChange>())
                if (!change.IsNone) return true;
            if (IsLinkedIn(body, kept.Live.Function)) return true;
            isRead |= IsContextReadIn(body);
        }
        return isParsed && isRead;
    }

    private static bool IsContextReadIn(TracedBody body)
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IPropertyReferenceOperation { Property: { Name: var asked, ContainingType: var type } } && Array.IndexOf(Telling, asked) >= 0 && SpanFactories.IsSpan(type)) return true;
        return false;
    }

    /// <summary>A span gets its parent or a link after its start. What the function that keeps the span gives it is of somebody else.</summary>
    private static bool IsLinkedIn(TracedBody body, SyntaxNode keeper)
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IInvocationOperation { TargetMethod: { Name: "AddLink" or "SetParentId", ContainingType: { Name: "Activity" or "TelemetrySpan" } } } && LiveRange.FunctionAround(operation.Syntax) != keeper) return true;
        return false;
    }

    private static bool IsLocalKept(ILocalSymbol local, TracedBody body, int depth)
    {
        var home = local.DeclaringSyntaxReferences is [var declaration] ? LiveRange.FunctionAround(declaration.GetSyntax()) : null;
        var isKept = false;
        foreach (var operation in body.Root.Descendants())
        {
            if (operation is not ILocalReferenceOperation reference || !SymbolEqualityComparer.Default.Equals(reference.Local, local)) continue;
            if (LiveRange.FunctionAround(reference.Syntax) != home) return false;
            if (IsKept(reference, body, depth)) isKept = true;
            else if (SpanChain.Whole(reference).Parent is IArgumentOperation) return false;
        }
        return isKept;
    }

    private static bool IsKept(IOperation value, TracedBody body, int depth)
    {
        value = SpanChain.Whole(value);
        return depth > 0 && value.Parent switch
        {
            // `new Scope { Span = … }`, `new() { ["span"] = … }`
            ISimpleAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation holder } } => IsGivenOut(holder, body, depth - 1),
            ISimpleAssignmentOperation or IArgumentOperation when MapAround(value) is { } map => IsMapOfOthers(map),
            // An object that the function has by itself is seen by others only where it is given out.
            IAssignmentOperation { Target: IMemberReferenceOperation { Instance: ILocalReferenceOperation { Local: var holder } } } assignment => assignment.Value == value && IsGivenOut(holder, body, depth - 1),
            IAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation } assignment => assignment.Value == value,
            ITupleOperation tuple => IsGivenOut(tuple, body, depth - 1),
            IArgumentOperation { Parent: IObjectCreationOperation holder } argument when KeptArgument.Is(argument) => IsGivenOut(holder, body, depth - 1),
            IArgumentOperation when ListAround(value) is { } list => IsListOfOthers(list),
            _ => false,
        };
    }

    /// <summary>The dictionary that a value is put into.</summary>
    private static IOperation? MapAround(IOperation value) => value.Parent switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map } } assignment when assignment.Value == value => map,
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd", Arguments.Length: 2, Instance: { } map } } => map,
        // `CollectionExtensions.TryAdd`
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "TryAdd", IsExtensionMethod: true }, Arguments: [{ Value: var map }, _, { } last] } } argument when argument == last => CallSite.Unwrap(map),
        _ => null,
    };

    private static IOperation? ListAround(IOperation value)
        => value.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add" or "Push" or "Enqueue", Arguments.Length: 1, Instance: { } list } } ? list : null;

    /// <summary>The only field or property whose collection the span is put into.</summary>
    private static ISymbol? CollectionOf(SpanStart kept)
    {
        ISymbol? only = null;
        foreach (var use in kept.Holder is ILocalSymbol local ? new Body(Body.RootOf(kept.Call)).UsesOf(local) : [kept.Call])
        {
            var value = SpanChain.Whole(use);
            if ((MapAround(value) ?? ListAround(value)) is not { } collection) continue;
            if (Target.SymbolOf(CallSite.ObjectOf(collection)) is not { } member || only != null && !SymbolEqualityComparer.Default.Equals(only, member)) return null;
            only = member;
        }
        return only;
    }

    private static bool IsGivenOut(IOperation holder, TracedBody body, int depth)
    {
        holder = SpanChain.Whole(holder);
        if (holder.Parent is IReturnOperation) return true;
        if (holder.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } declarator })
            return !SpanHolder.IsUsing(declarator.Syntax) && IsGivenOut(local, body, depth);
        return IsKept(holder, body, depth);
    }

    private static bool IsGivenOut(ILocalSymbol holder, TracedBody body, int depth)
        => (Escape.Of(holder, body.Root) & (EscapeKinds.Returned | EscapeKinds.Passed | EscapeKinds.Captured)) == EscapeKinds.Returned || IsLocalKept(holder, body, depth);

    /// <summary>A dictionary that the function has not made itself: <c>context.Items</c>, a field.</summary>
    private static bool IsMapOfOthers(IOperation map)
    {
        map = CallSite.ObjectOf(map);
        return map is IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation && map.Type is { } type && (IsMap(type) || IsAnyMap(type));
    }

    /// <summary>A stack, a queue, a bag that the function has not made itself.</summary>
    private static bool IsListOfOthers(IOperation list)
    {
        list = CallSite.ObjectOf(list);
        return list is IFieldReferenceOperation or IPropertyReferenceOperation && list.Type is { } type && type.ContainingNamespace?.ToDisplayString() is "System.Collections.Generic" or "System.Collections.Concurrent" or "System.Collections.Immutable";
    }

    private static bool IsAnyMap(ITypeSymbol type)
    {
        foreach (var implemented in type.AllInterfaces)
            if (IsMap(implemented)) return true;
        return false;
    }

    private static bool IsMap(ITypeSymbol type) => type.MetadataName is "IDictionary`2" or "IDictionary";
}
