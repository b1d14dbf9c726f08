using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Where the values come from, and go to, that a function makes current or finds so.</summary>
internal static class CurrentValues
{
    /// <summary>What becomes current is the function's own span, whose end brings back what was there; or it is what was there before.</summary>
    public static bool IsOwn(CurrentChange change, TracedBody body)
    {
        foreach (var part in change.Value.DescendantsAndSelf())
        {
            // `activity.Parent`
            if (part is IPropertyReferenceOperation { Property.Name: "Parent" }) return true;
            if (part is not ILocalReferenceOperation { Local: var local }) continue;
            foreach (var start in body.All<SpanStart>())
                if (SymbolEqualityComparer.Default.Equals(start.Holder, local)) return true;
            foreach (var read in body.All<CurrentRead>())
                if (SymbolEqualityComparer.Default.Equals(SpanHolder.Of(read.Read).Holder, local)) return true;
        }
        return false;
    }

    /// <summary>Another span than the one that the call starts, or none, becomes current behind it; not only where it fails or starts nothing.</summary>
    public static bool IsPutAside(IOperation start, TracedBody body)
    {
        var function = LiveRange.FunctionAround(start.Syntax);
        var holder = SpanHolder.Of(start).Holder;
        foreach (var change in body.All<CurrentChange>())
            if (change.Syntax.SpanStart > start.Syntax.SpanStart && LiveRange.FunctionAround(change.Syntax) == function && change.Syntax.FirstAncestorOrSelf<CatchClauseSyntax>() is null
                && (holder is null || !IsOf(change, holder) && !NullBranch.IsIn(change.Syntax, holder.Name, function))) return true;
        return false;
    }

    /// <summary>It is the span itself that becomes current; <c>activity?.Parent</c> is another one.</summary>
    private static bool IsOf(CurrentChange change, ISymbol holder)
    {
        foreach (var part in change.Value.DescendantsAndSelf())
            if (SymbolEqualityComparer.Default.Equals(Target.SymbolOf(part), holder) && part.Parent is not (IMemberReferenceOperation or IConditionalAccessOperation)) return true;
        return false;
    }

    /// <summary>What was current before is handed to somebody who may restore it: a field, another method, the caller, a lambda. Not one whose changes are its own.</summary>
    public static bool IsKept(TracedBody body, CurrentChange change, CallGraph graph, CancellationToken cancellation)
    {
        var function = LiveRange.FunctionAround(change.Syntax);
        foreach (var read in body.All<CurrentRead>())
        {
            if (LiveRange.FunctionAround(read.Syntax) != function) continue;
            var (hold, holder) = SpanHolder.Of(read.Read);
            var isHandedOn = hold is SpanHold.Member or SpanHold.Argument or SpanHold.Returned
                || holder is ILocalSymbol && Escape.Of(holder, body.Root) is var escape && ((escape & (EscapeKinds.Returned | EscapeKinds.Captured)) != 0 || (escape & EscapeKinds.Passed) != 0 && !IsOnlyAsked(holder, body, graph, cancellation));
            if (isHandedOn && !new OtherFlow(body, graph, cancellation).Ends(read.Read, holder)) return true;
        }
        return body.Method is { MethodKind: MethodKind.Constructor, ContainingType: var type } && KeptBefore(type, graph, cancellation) is { } kept && !new OtherFlow(body, graph, cancellation).Ends(kept.Read, kept.Member);
    }

    /// <summary>The methods that get it, all in sight, ask it for its context and the like: they can restore nothing.</summary>
    private static bool IsOnlyAsked(ISymbol holder, TracedBody body, CallGraph graph, CancellationToken cancellation)
    {
        foreach (var use in body.Root.Descendants())
            if (SymbolEqualityComparer.Default.Equals(Target.SymbolOf(use), holder) && CallSite.Outermost(use).Parent is IArgumentOperation { Parent: var call } argument
                && !(call is IInvocationOperation { TargetMethod: var method } && argument.Parameter is { } parameter && graph.BodiesOf(method, cancellation) is { Length: > 0 } bodies && bodies.All(code => IsOnlyAsked(parameter, code)))) return false;
        return true;
    }

    private static bool IsOnlyAsked(IParameterSymbol parameter, IOperation code)
    {
        var isAsked = false;
        foreach (var use in code.Descendants())
        {
            if (use is not IParameterReferenceOperation { Parameter: var used } || used.Ordinal != parameter.Ordinal || !SymbolEqualityComparer.Default.Equals(used.ContainingSymbol.OriginalDefinition, parameter.ContainingSymbol.OriginalDefinition)) continue;
            if (CallSite.Outermost(use).Parent is not (IMemberReferenceOperation or IBinaryOperation or IIsPatternOperation or IConditionalAccessOperation)) return false;
            isAsked = true;
        }
        return isAsked;
    }

    /// <summary>A constructor keeps what was current before, and only an async method of its object makes it so again.</summary>
    public static bool IsGivenBackApart(TracedBody body, CurrentChange change, CallGraph graph, CancellationToken cancellation)
    {
        if (body.Method is not { MethodKind: MethodKind.Constructor, ContainingType: var type }) return false;
        var flow = new OtherFlow(body, graph, cancellation);
        foreach (var read in body.All<CurrentRead>())
            if (LiveRange.FunctionAround(read.Syntax) == LiveRange.FunctionAround(change.Syntax) && SpanHolder.Of(read.Read) is (SpanHold.Member, { } member) && flow.Ends(read.Read, member)) return true;
        return KeptBefore(type, graph, cancellation) is { } kept && flow.Ends(kept.Read, kept.Member);
    }

    /// <summary><c>private readonly Activity? before = Activity.Current;</c>: runs before the constructor.</summary>
    private static (IOperation Read, ISymbol Member)? KeptBefore(INamedTypeSymbol type, CallGraph graph, CancellationToken cancellation)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is not (IFieldSymbol { IsStatic: false } or IPropertySymbol { IsStatic: false }) || member.DeclaringSyntaxReferences is not [var declared]) continue;
            var initial = declared.GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax field => field.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value,
                _ => null,
            };
            if (initial is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Current" } && graph.OperationAt(initial, cancellation) is IPropertyReferenceOperation { Property.ContainingType: var owner } read && owner.Is(Activities.Namespace, "Activity")) return (read, member);
        }
        return null;
    }
}
