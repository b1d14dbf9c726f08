using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>From a part of a span context that code names (<c>caller.TraceId</c>) to the other parts.</summary>
internal static class ContextParts
{
    private static readonly (string Namespace, string Type, string Flags, string? Id)[] Owners =
    [
        (Activities.Namespace, "Activity", "ActivityTraceFlags", "Id"), (Activities.Namespace, "ActivityContext", "TraceFlags", null), (OpenTelemetryNamespaces.Trace, "SpanContext", "TraceFlags", null),
    ];

    /// <summary>The flags that go with a trace id or span id, as an expression; null where they are out of sight.</summary>
    public static string? FlagsOf(ExpressionSyntax id, SemanticModel model)
        => OwnerOf(id, model) is ({ } owner, var known) ? $"{owner}.{known.Flags}" : null;

    /// <summary>What stands for the whole context instead of the text of a part: the id of a span, or the context itself; null for what has neither.</summary>
    /// <param name="text">Such as <c>activity.TraceId.ToString()</c>.</param>
    /// <param name="model">Its model.</param>
    public static (string Whole, bool IsContext)? WholeOf(ExpressionSyntax text, SemanticModel model)
    {
        // `Activity.Current?.TraceId.ToString()`: the access reaches to the end.
        if (text is ConditionalAccessExpressionSyntax { Expression: var receiver })
            return KnownOf(receiver, model) is { Id: { } conditional } ? ($"{receiver}?.{conditional}", false) : null;
        if (text is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var part } }) text = part;
        if (OwnerOf(text, model) is not ({ } owner, var known)) return null;
        return known.Id is { } id ? ($"{owner}.{id}", false) : (owner.ToString(), true);
    }

    private static (ExpressionSyntax? Owner, (string Flags, string? Id) Known) OwnerOf(ExpressionSyntax part, SemanticModel model)
        => part is MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression, Expression: var owner } && KnownOf(owner, model) is { } known ? (owner, known) : default;

    private static (string Flags, string? Id)? KnownOf(ExpressionSyntax owner, SemanticModel model)
    {
        if (IsCall(owner)) return null;
        foreach (var (@namespace, type, flags, id) in Owners)
            if (model.GetTypeInfo(owner).Type.Is(@namespace, type)) return (flags, id);
        return null;
    }

    /// <summary>What is called once should not be called twice.</summary>
    private static bool IsCall(ExpressionSyntax owner)
    {
        foreach (var node in owner.DescendantNodesAndSelf())
            if (node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax) return true;
        return false;
    }
}
