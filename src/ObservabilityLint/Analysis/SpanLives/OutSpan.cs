using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>Spans that a method gives out by a parameter: <c>tracing.Begin("load", out var activity);</c></summary>
internal static class OutSpan
{
    /// <summary>The only such argument of a call that is a statement of its own, or of <c>if (tracing.TryBegin("load", out var activity)) …</c> without an <c>else</c>. What another condition makes of a call may run without a span.</summary>
    public static IArgumentOperation? Of(IOperation call)
    {
        if (call is not IInvocationOperation { Arguments: var arguments, TargetMethod.Name: var name } || call.Parent is not IExpressionStatementOperation && !(name.StartsWith("Try", StringComparison.Ordinal) && call.Parent is IConditionalOperation { Syntax: IfStatementSyntax { Else: null } } check && check.Condition == call)) return null;
        IArgumentOperation? only = null;
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.Out, Type: var type } || !SpanFactories.IsSpan(type)) continue;
            if (only != null) return null;
            only = argument;
        }
        return only;
    }

    /// <summary>The local that gets it; null where it is another variable, or none.</summary>
    public static ILocalSymbol? HolderOf(IArgumentOperation argument)
        => (argument.Value is IDeclarationExpressionOperation { Expression: var declared } ? declared : argument.Value) is ILocalReferenceOperation { Local: { IsRef: false } local } ? local : null;

    /// <summary>All that the code of the method puts into the parameter; null where it does anything else with it than to set attributes, or ends the span.</summary>
    public static List<IOperation>? WrittenTo(IParameterSymbol parameter, IOperation code)
    {
        var values = new List<IOperation>();
        foreach (var operation in code.Descendants())
        {
            if (operation is not IParameterReferenceOperation { Parameter: var used } || used.Ordinal != parameter.Ordinal) continue;
            switch (CallSite.Outermost(operation).Parent)
            {
                case ISimpleAssignmentOperation { Value: var value } assignment when assignment.Target == operation:
                    if (LiveRange.Of(assignment.Syntax, parameter.Name).IsEnded) return null;
                    values.Add(value);
                    continue;
                case IMemberReferenceOperation or IInvocationOperation or IConditionalAccessOperation or IBinaryOperation or IIsPatternOperation:
                    continue;
                default:
                    return null;
            }
        }
        return values;
    }
}
