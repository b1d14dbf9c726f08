using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Calls on a span that give back the span itself: <c>activity?.SetTag(…).SetStatus(…)</c>.</summary>
internal static class SpanChain
{
    /// <summary>A call of this ends the span that it is made on.</summary>
    public static bool IsEnd(string method) => method is "Stop" or "Dispose" or "End";

    /// <summary>The expression with what only passes it through: conversions, choices, calls that give back the span itself.</summary>
    public static IOperation Whole(IOperation value)
    {
        while (true)
        {
            switch (value.Parent)
            {
                case IArgumentOperation { Parent: IInvocationOperation fluent } given when fluent.Arguments[0] == given && IsSame(fluent.Type, value.Type) && GivesBack(fluent.TargetMethod):
                    value = fluent;
                    continue;
                case IConversionOperation or IParenthesizedOperation or ICoalesceOperation:
                case IConditionalOperation choice when choice.Condition != value:
                case IInvocationOperation chained when chained.Instance == value && IsSame(chained.Type, value.Type):
                case IConditionalAccessOperation access when Passes(access, value, value.Type):
                case ISwitchExpressionArmOperation arm when arm.Value == value:
                case ISwitchExpressionOperation when value is ISwitchExpressionArmOperation:
                    value = value.Parent;
                    continue;
                default:
                    return value;
            }
        }
    }

    /// <summary>A call on the span, at once or behind others of the chain; null where there is none.</summary>
    public static IInvocationOperation? CallOn(IOperation span, Func<string, bool> isIt)
    {
        foreach (var link in Around(span))
            for (var last = link; CallSite.Unwrap(last) is IInvocationOperation call && CallSite.ReceiverOf(call) is { } receiver; last = receiver)
                if (isIt(call.TargetMethod.Name) && IsOn(receiver, span)) return call;
        return null;
    }

    /// <summary>The expressions that are the span, and that a <c>?.</c> asks whether there is one.</summary>
    public static IEnumerable<IOperation> Asked(IOperation span)
    {
        foreach (var link in Around(span))
            if (link.Parent is IConditionalAccessOperation access && access.Operation == link && IsOn(link, span)) yield return CallSite.Unwrap(link);
    }

    /// <summary>The expressions around the span, and what stands behind each <c>?.</c>.</summary>
    private static IEnumerable<IOperation> Around(IOperation span)
    {
        for (var outer = span.Parent; outer is IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IConditionalOperation or IConditionalAccessOperation or IInvocationOperation or IArgumentOperation; outer = outer.Parent)
        {
            var part = outer;
            for (; part is IConditionalAccessOperation access; part = access.WhenNotNull) yield return access.Operation;
            yield return part;
        }
    }

    /// <summary>The call that ends the span: <c>activity?.SetTag(…).Stop()</c>.</summary>
    public static IInvocationOperation? EndOf(IOperation span) => CallOn(span, IsEnd);

    public static bool IsSame(ITypeSymbol? result, ITypeSymbol? span) => SymbolEqualityComparer.Default.Equals(result?.OriginalDefinition, span?.OriginalDefinition);

    /// <summary>A <c>?.</c> gives the span that a value is: <c>source?.StartActivity("x")</c>, <c>activity?.SetTag("a", 1)</c>; not <c>activity?.Source.StartActivity("x")</c>.</summary>
    public static bool Passes(IConditionalAccessOperation access, IOperation value, ITypeSymbol? span) => access.WhenNotNull == value || access.Operation == value && IsSameBehind(access, span);

    private static bool IsSameBehind(IConditionalAccessOperation access, ITypeSymbol? span)
        => IsSame(access.Type, span) && (access.WhenNotNull is IConditionalAccessOperation next ? IsChain(next.Operation, span) && IsSameBehind(next, span) : IsChain(access.WhenNotNull, span));

    private static bool IsChain(IOperation last, ITypeSymbol? span)
    {
        while (CallSite.Unwrap(last) is IInvocationOperation call)
        {
            if (CallSite.ReceiverOf(call) is not { } receiver || !IsSame(receiver.Type, span)) return false;
            last = receiver;
        }
        return true;
    }

    /// <summary>The method returns the span that it is given first: an extension method of the program, or what only makes it current.</summary>
    public static bool GivesBack(IMethodSymbol method)
    {
        if (OpenTelemetryTracers.IsActivation(method)) return true;
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (method.DeclaringSyntaxReferences is not [var declared] || declared.GetSyntax() is not MethodDeclarationSyntax code) return false;
        if ((ExtensionBlock.Holds(method) ? ExtensionBlock.ReceiverOf(code) : method.IsExtensionMethod ? method.Parameters[0].Name : null) is not { } span) return false;
        if (code.ExpressionBody is { Expression: var only }) return IsRootedIn(only, span);
        var isReturned = false;
        foreach (var node in code.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
            if (node is ReturnStatementSyntax { Expression: { } result })
            {
                if (!IsRootedIn(result, span)) return false;
                isReturned = true;
            }
        return isReturned;
    }

    /// <summary>What a chain of calls begins with: <c>span?.SetTag(…).SetStatus(…)</c>.</summary>
    private static bool IsRootedIn(ExpressionSyntax chain, string variable)
    {
        while (true)
            switch (chain)
            {
                case IdentifierNameSyntax { Identifier.ValueText: var name }:
                    return name == variable;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var before } }:
                    chain = before;
                    continue;
                case ConditionalAccessExpressionSyntax { Expression: var before }:
                    chain = before;
                    continue;
                default:
                    return false;
            }
    }

    private static bool IsOn(IOperation value, IOperation span)
    {
        while (true)
        {
            value = CallSite.Unwrap(value);
            if (value.Syntax == span.Syntax) return true;
            switch (value)
            {
                case IConditionalAccessInstanceOperation when CallSite.ObjectOf(value) is var before && before != value:
                    value = before;
                    continue;
                case IInvocationOperation { Instance: { } inner } call when IsSame(call.Type, inner.Type):
                    value = inner;
                    continue;
                case IInvocationOperation { Instance: null, Arguments: [{ Value: var self }, ..] } call when IsSame(call.Type, self.Type) && GivesBack(call.TargetMethod):
                    value = self;
                    continue;
                case IConditionalAccessOperation { WhenNotNull: var last }:
                    value = last;
                    continue;
                case ICoalesceOperation choice:
                    return IsOn(choice.Value, span) || IsOn(choice.WhenNull, span);
                case IConditionalOperation { WhenFalse: { } otherwise } choice:
                    return IsOn(choice.WhenTrue, span) || IsOn(otherwise, span);
                default:
                    return false;
            }
        }
    }
}
