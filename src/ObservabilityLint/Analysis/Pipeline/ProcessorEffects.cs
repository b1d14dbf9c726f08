using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>What a processor of the program does to a span that has ended; nothing where its code is out of sight.</summary>
internal static class ProcessorEffects
{
    /// <summary>A processor hands the span to helpers, and these to others.</summary>
    private const int MaximumDepth = 4;

    /// <summary>The type of the processor that a call adds, where that is certain.</summary>
    public static INamedTypeSymbol? TypeOf(CallSite call, VariableValues variables)
    {
        if (call.Method.TypeArguments is [INamedTypeSymbol registered]) return registered;
        if (call.Argument("processor") is { } processor) return CallSite.Unwrap(variables.Follow(processor)).Type as INamedTypeSymbol;
        if (call.Argument("implementationFactory") is not { } factory || CallSite.Unwrap(factory) is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }) return null;
        INamedTypeSymbol? only = null;
        foreach (var returned in OnlyBody.Returns(lambda))
        {
            if (only != null) return null;
            only = CallSite.Unwrap(returned).Type as INamedTypeSymbol;
        }
        return only;
    }

    /// <summary>What it does when a span ends.</summary>
    public static LateEffect Of(INamedTypeSymbol processor, CallGraph graph, CancellationToken cancellation)
    {
        for (var type = processor; type != null; type = type.BaseType)
            foreach (var member in type.GetMembers("OnEnd"))
                if (member is IMethodSymbol { IsOverride: true, Parameters: [var ended] }) return OfParameter(ended, graph, 0, cancellation);
        return LateEffect.None;
    }

    private static LateEffect OfParameter(IParameterSymbol span, CallGraph graph, int depth, CancellationToken cancellation)
    {
        var effect = LateEffect.None;
        if (depth == MaximumDepth) return effect;
        foreach (var body in graph.BodiesOf((IMethodSymbol)span.ContainingSymbol, cancellation))
            foreach (var operation in body.Descendants())
            {
                if (operation is not IParameterReferenceOperation { Parameter: var used } reference || used.Ordinal != span.Ordinal || !SymbolEqualityComparer.Default.Equals(used.ContainingSymbol.OriginalDefinition, span.ContainingSymbol.OriginalDefinition)) continue;
                var found = OfUse(reference, graph, depth, cancellation);
                if (found > effect) effect = found;
            }
        return effect;
    }

    private static LateEffect OfUse(IOperation span, CallGraph graph, int depth, CancellationToken cancellation)
    {
        var value = CallSite.Outermost(span);
        switch (value.Parent)
        {
            case IInvocationOperation call when call.Instance == value:
                return SpanWrites.Of(call.TargetMethod);
            case IConditionalAccessOperation { WhenNotNull: IInvocationOperation { Instance: IConditionalAccessInstanceOperation } call }:
                return SpanWrites.Of(call.TargetMethod);
            case IPropertyReferenceOperation { Parent: IAssignmentOperation assignment } property when assignment.Target == property:
                return SpanWrites.Of(property.Property, assignment);
            case IArgumentOperation { Parent: IInvocationOperation call, Parameter: { } parameter } when SpanWrites.Of(call.TargetMethod) is not LateEffect.None and var known && parameter.Ordinal == 0:
                return known;
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: not "OnEnd" } called }, Parameter: { } parameter } when called.Locations is [{ IsInSource: true }, ..]:
                return OfParameter(called.OriginalDefinition.Parameters[parameter.Ordinal], graph, depth + 1, cancellation);
            default:
                return LateEffect.None;
        }
    }
}
