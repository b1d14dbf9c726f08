using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Objects that stand for one piece of work: <c>IDisposable Track(Job job) =&gt; new Tracker(job);</c> Whoever gets one can only end it, so that there is one for each call.</summary>
internal static class ScopeObjects
{
    /// <summary>The value is seen from the constructor of such an object, as this frame calls it.</summary>
    public static bool AreMadeIn(CallFrame? frame)
    {
        if (frame is not { Method.MethodKind: MethodKind.Constructor, Call.Operation: var creation }) return false;
        var (isScope, outer) = (false, creation.Parent);
        for (; outer is IConversionOperation or IParenthesizedOperation or IConditionalOperation or ICoalesceOperation; outer = outer.Parent)
            isScope |= outer is IConversionOperation { Type: { Name: "IDisposable" or "IAsyncDisposable", ContainingNamespace: var space } } && space.Is("System");
        return isScope && outer is IReturnOperation;
    }

    /// <summary>The same of an object that only lives for the block that makes it: <c>using var timer = new Timer(duration, tags);</c></summary>
    public static bool AreUsedBy(CallFrame? frame) => frame is { Method.MethodKind: MethodKind.Constructor, Call.Operation: var creation } && IsScope(creation);

    public static bool IsScope(IOperation creation) => creation is IObjectCreationOperation && creation.Syntax.Parent switch
    {
        UsingStatementSyntax => true,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => SpanHolder.IsUsing(declarator),
        _ => false,
    };
}
