using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>From a call that gives a span attributes to the calls that may have started that span: through variables, chains, patterns, and methods that start a span for others.</summary>
internal sealed class SpanBehind
{
    private const int MaximumDepth = 4;

    private readonly Dictionary<SyntaxNode, SpanStart> byCall = new();
    private readonly Dictionary<ISymbol, List<SyntaxNode>> byHolder = new(SymbolEqualityComparer.Default);
    private readonly ILookup<SyntaxTree, SpanStart> byFile;
    private readonly VariableValues variables;

    /// <param name="spans">Those that the project starts.</param>
    /// <param name="variables">What its variables hold.</param>
    public SpanBehind(IReadOnlyCollection<EmittedSpan> spans, VariableValues variables)
    {
        this.variables = variables;
        byFile = spans.ToLookup(static span => span.Start.Syntax.SyntaxTree, static span => span.Start);
        foreach (var (start, _) in spans)
        {
            byCall[start.Syntax] = start;
            if (start.Holder?.OriginalDefinition is not { } holder) continue;
            if (!byHolder.TryGetValue(holder, out var starts)) byHolder.Add(holder, starts = []);
            starts.Add(start.Syntax);
        }
    }

    /// <summary>The calls that start the span; none where they are out of sight; null for what is given to something else: an event, a link, a source.</summary>
    public IReadOnlyCollection<SyntaxNode>? Of(Measurement given)
    {
        if (byCall.ContainsKey(given.Syntax)) return [given.Syntax];
        if (given.Tags[0].Origins.OperationAt(given.Syntax) is not { } operation) return null;
        // A list of attributes may be made where it is handed to the start.
        if (operation is IObjectCreationOperation) return TakerOf(operation) is { } taker && byCall.ContainsKey(taker) ? [taker] : null;
        if (operation is not IInvocationOperation { TargetMethod.Name: "SetTag" or "AddTag" or "SetAttribute" } || CallSite.Of(operation)?.Receiver is not { } span) return null;
        var starts = new HashSet<SyntaxNode>();
        Add(span, starts, MaximumDepth);
        return starts;
    }

    private static SyntaxNode? TakerOf(IOperation list)
    {
        var taker = list.Parent;
        while (taker is IConversionOperation or IArgumentOperation or IParenthesizedOperation) taker = taker.Parent;
        return taker?.Syntax;
    }

    private void Add(IOperation span, HashSet<SyntaxNode> starts, int depth)
    {
        if (depth == 0) return;
        span = CallSite.Unwrap(CallSite.ObjectOf(span));
        switch (span)
        {
            case ICoalesceOperation either:
                Add(either.Value, starts, depth - 1);
                Add(either.WhenNull, starts, depth - 1);
                return;
            case IConditionalAccessOperation access:
                Add(access.WhenNotNull, starts, depth);
                return;
            case IObjectCreationOperation or IInvocationOperation when byCall.ContainsKey(span.Syntax) || Activities.IsStart(span):
                starts.Add(span.Syntax);
                return;
            case IInvocationOperation { Instance: { } same, TargetMethod: var chained } when SymbolEqualityComparer.Default.Equals(chained.ReturnType, chained.ContainingType):
                Add(same, starts, depth);
                return;
            case IInvocationOperation call:
                foreach (var returned in ReturnsOf(call)) Add(returned, starts, depth - 1);
                return;
            case IPropertyReferenceOperation { Property: { Name: "Current", IsStatic: true } }:
                if (Around(span.Syntax) is { } current) starts.Add(current.Syntax);
                return;
        }
        if (Target.SymbolOf(span)?.OriginalDefinition is not { } holder) return;
        if (byHolder.TryGetValue(holder, out var held)) starts.UnionWith(held);
        else if ((variables.Of(holder) ?? Given(holder)) is { } value) Add(value, starts, depth - 1);
    }

    private IEnumerable<IOperation> ReturnsOf(IInvocationOperation call)
        => MethodCode.OnlyTargetOf(call.TargetMethod, variables.Compilation) is { } method && MethodCode.Of(method, OperationAt) is { } code && MethodCode.ReturnsOf(code) is { } returns ? returns : [];

    private IOperation? OperationAt(SyntaxNode node) => Models.Of(variables.Compilation).For(node.SyntaxTree)?.GetOperation(node, variables.Cancellation);

    /// <summary>What a local of another project begins with, or a pattern tests: <c>if (source.StartActivity("x") is { } span)</c>.</summary>
    private IOperation? Given(ISymbol variable) => variable is not ILocalSymbol { DeclaringSyntaxReferences: [var reference] } ? null : reference.GetSyntax(variables.Cancellation) switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var initial } => OperationAt(initial),
        SingleVariableDesignationSyntax named => named.FirstAncestorOrSelf<IsPatternExpressionSyntax>() is { Expression: var tested } ? OperationAt(tested) : null,
        _ => null,
    };

    /// <summary>The innermost span that is live at a place.</summary>
    private SpanStart? Around(SyntaxNode place)
    {
        SpanStart? innermost = null;
        foreach (var start in byFile[place.SyntaxTree])
            if (start is { IsStarted: true, BecomesCurrent: true } && start.Live.Contains(place) && start.Syntax.SpanStart < place.SpanStart && (innermost is null || start.Syntax.SpanStart > innermost.Syntax.SpanStart)) innermost = start;
        return innermost;
    }
}
