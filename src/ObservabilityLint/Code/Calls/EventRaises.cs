using System;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Where an event is raised, which only the type can do that declares it.</summary>
internal static class EventRaises
{
    /// <summary>Where a method or lambda is made the handler of an event, or is so no longer: <c>shop.Placed += OnPlaced</c>; null for any other use.</summary>
    public static IEventAssignmentOperation? SubscriptionOf(IOperation handler) => CallSite.TakerOf(handler) as IEventAssignmentOperation;

    /// <summary>The calls of its handlers; default where they are not all in sight: it is handed on, or its handlers are kept by code of its own.</summary>
    public static ImmutableArray<CallSite> Of(IEventAssignmentOperation subscription, Func<SyntaxNode, IOperation?> operationAt, CancellationToken cancellation)
    {
        if (subscription.EventReference is not IEventReferenceOperation { Event.OriginalDefinition: { IsAbstract: false, IsVirtual: false, IsOverride: false, AddMethod.IsImplicitlyDeclared: true } raised } || raised.DeclaringSyntaxReferences.IsEmpty) return default;
        var calls = ImmutableArray.CreateBuilder<CallSite>();
        foreach (var part in raised.ContainingType.DeclaringSyntaxReferences)
        {
            var (type, index) = (part.GetSyntax(cancellation), CallIndex.Of(part.SyntaxTree));
            foreach (var mention in index.MentionsOf(raised.Name, cancellation))
                if (type.Span.Contains(mention.Span) && !Add(mention)) return default;
            foreach (var call in index.CallsOf([raised.Name], cancellation))
                if (type.Span.Contains(call.Node.Span) && call.Node is InvocationExpressionSyntax { Expression: var called } && !Add(called)) return default;
        }
        return calls.ToImmutable();

        bool Add(SyntaxNode mention)
        {
            if (operationAt(mention) is not IEventReferenceOperation { Event: var named } use || !SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, raised)) return true;
            var raise = use.Parent switch
            {
                IConditionalAccessOperation { WhenNotNull: IInvocationOperation behind } access when access.Operation == use => behind,
                IInvocationOperation call when call.Instance == use => call,
                _ => null,
            };
            if (raise is { TargetMethod.MethodKind: MethodKind.DelegateInvoke }) calls.Add(CallSite.Of(raise)!);
            return raise is { TargetMethod.MethodKind: MethodKind.DelegateInvoke } || use.Parent is IEventAssignmentOperation or IBinaryOperation or IIsPatternOperation;
        }
    }
}
