using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Whether a value is a span that a source starts only where somebody listens and samples it, so that it may be null: followed through variables, members of the type and methods of the program.
/// Values that are not known are none.
/// </summary>
internal sealed class MissingSpans(ContextFacts facts, CancellationToken cancellation)
{
    private const int MaximumDepth = 6;

    private readonly VariableValues variables = new(facts.Compilation, cancellation);
    private readonly HashSet<ISymbol> open = new(SymbolEqualityComparer.Default);

    [Flags]
    private enum Kinds
    {
        None = 0,
        Started = 1,
        Null = 2,
        Other = 4,
    }

    public bool MayBe(IOperation value) => (Of(value) & (Kinds.Started | Kinds.Null)) == (Kinds.Started | Kinds.Null);

    private Kinds Of(IOperation value)
    {
        value = CallSite.Unwrap(value);
        if (Activities.IsStart(value)) return Kinds.Started | Kinds.Null;
        return value switch
        {
            { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation => Kinds.Null,
            ICoalesceOperation choice => Of(choice.Value) & ~Kinds.Null | Of(choice.WhenNull),
            IConditionalOperation { WhenFalse: { } otherwise } choice => Of(choice.WhenTrue) | Of(otherwise),
            ISwitchExpressionOperation choice => OfArms(choice),
            // `activity?.Start()`, `activity?.SetTag(…)` give the span itself.
            IConditionalAccessOperation { WhenNotNull: IInvocationOperation { TargetMethod.ContainingType: var owner } } access when owner.Is(Activities.Namespace, "Activity") && access.Type.Is(Activities.Namespace, "Activity") => Of(access.Operation),
            // `source?.StartActivity("x")`, `tracing?.Begin("x")`
            IConditionalAccessOperation { WhenNotNull: var given } => Of(given) | Kinds.Null,
            IAwaitOperation awaited => Of(PendingAwait.WithoutOptions(awaited.Operation)),
            IInvocationOperation call => OfCall(call),
            ILocalReferenceOperation { Local: var local } => NullChecks.Precede(value, local) ? Kinds.Other : OfLocal(local, value),
            IMemberReferenceOperation { Member: var member } when member is IFieldSymbol or IPropertySymbol => NullChecks.Precede(value, member) ? Kinds.Other : OfMember(member),
            _ => Kinds.Other,
        };
    }

    private Kinds OfArms(ISwitchExpressionOperation choice)
    {
        var kinds = Kinds.None;
        foreach (var arm in choice.Arms) kinds |= Of(arm.Value);
        return kinds;
    }

    private Kinds OfCall(IInvocationOperation call)
    {
        if (call.TargetMethod.ContainingType.Is(Activities.Namespace, "Activity") || !TryOpen(call.TargetMethod, out var method)) return Kinds.Other;
        var kinds = facts.Graph.BodiesOf(call.TargetMethod, cancellation) is [{ } body] ? OfAll(OnlyBody.Returns(body)) : Kinds.Other;
        open.Remove(method);
        return kinds;
    }

    /// <summary>What the local may hold there; all that it ever holds, where it is used in another function.</summary>
    private Kinds OfLocal(ILocalSymbol local, IOperation use)
    {
        if (!TryOpen(local, out _)) return Kinds.None;
        var kinds = Kinds.None;
        if (facts.BodyAround(use, cancellation) is { } traced)
        {
            var body = new Body(traced.Root);
            var reaching = body.FlowAround(use)?.WritesOf(local).Before(use.Syntax);
            var writes = reaching is { IncludesStart: false, Writes: var known } ? known : body.WritesOf(local);
            foreach (var write in writes.Where(static write => write.At is not ICoalesceAssignmentOperation)) kinds |= Of(write);
            // `activity ??= …`
            foreach (var write in writes.Where(static write => write.At is ICoalesceAssignmentOperation)) kinds = kinds & ~Kinds.Null | Of(write);
        }
        open.Remove(local);
        return kinds;
    }

    private Kinds Of(VariableWrite write) => write switch
    {
        { Form: not WriteForm.Value } or { Value: null } => Kinds.Other,
        // `is { } activity`
        { At: IRecursivePatternOperation or IDeclarationPatternOperation { MatchesNull: false } } => Kinds.Other,
        _ => Of(write.Value),
    };

    /// <summary>All that the type writes to it. What holds now a span of its own, now one of others, is not known.</summary>
    private Kinds OfMember(ISymbol member)
    {
        if (member.Locations is not [{ IsInSource: true }, ..] || !TryOpen(member, out member)) return Kinds.Other;
        var kinds = Kinds.None;
        if (member is IPropertySymbol { GetMethod: not null, IsVirtual: false } && ReturnedValues.Of(member, variables) is { } computed) kinds |= OfAll(computed);
        else
            foreach (var value in WritesTo(member)) kinds |= Of(value);
        open.Remove(member);
        return (kinds & Kinds.Other) != 0 ? Kinds.Other : kinds;
    }

    private IEnumerable<IOperation> WritesTo(ISymbol member)
    {
        foreach (var part in member.ContainingType.DeclaringSyntaxReferences)
        {
            var type = part.GetSyntax(cancellation);
            foreach (var write in CallIndex.Of(type.SyntaxTree).Writes(member.Name, cancellation))
                if (type.Span.Contains(write.Node.Span) && facts.Graph.OperationAt(write.Node, cancellation) is IAssignmentOperation assignment && SymbolEqualityComparer.Default.Equals(Target.SymbolOf(assignment.Target)?.OriginalDefinition, member))
                    yield return assignment.Value;
        }
        ExpressionSyntax? initial = member.DeclaringSyntaxReferences is not [var declaration] ? null : declaration.GetSyntax(cancellation) switch
        {
            VariableDeclaratorSyntax field => field.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value,
            _ => null,
        };
        if (initial != null && facts.Graph.OperationAt(initial, cancellation) is { } value) yield return value;
    }

    private Kinds OfAll(IEnumerable<IOperation> values)
    {
        var kinds = Kinds.None;
        foreach (var value in values) kinds |= Of(value);
        return kinds;
    }

    private bool TryOpen(ISymbol symbol, out ISymbol definition)
    {
        definition = symbol.OriginalDefinition;
        return open.Count < MaximumDepth && open.Add(definition);
    }
}
