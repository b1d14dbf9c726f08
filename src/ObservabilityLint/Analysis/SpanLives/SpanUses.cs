using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>What a function does with a span that a variable of it holds: where it ends it, and where it gives it to somebody else, who then has to.</summary>
internal sealed class SpanUses
{
    /// <summary>How many methods may hand it on to one another.</summary>
    private const int MaximumDepth = 3;

    /// <summary>They read a span that they are given, and leave it as it is.</summary>
    private static readonly string[] Readers = [OpenTelemetryNamespaces.Root, "System.Diagnostics", "Microsoft.Extensions.Logging", "Xunit", "NUnit", "FluentAssertions", "Shouldly", "Microsoft.VisualStudio.TestTools"];

    private readonly ContextFacts facts;
    private readonly CancellationToken cancellation;

    private SpanUses(ContextFacts facts, CancellationToken cancellation) => (this.facts, this.cancellation) = (facts, cancellation);

    /// <summary>The places that name the variable.</summary>
    public HashSet<SyntaxNode> Names { get; } = [];

    /// <summary>The code that ends the span.</summary>
    public HashSet<SyntaxNode> Ends { get; } = [];

    /// <summary>The places from which somebody else has it.</summary>
    public HashSet<SyntaxNode> HandOvers { get; } = [];

    /// <summary>A lambda or local function ends it or hands it over: when that runs is not known.</summary>
    public bool IsSettledInside { get; private set; }

    /// <summary>Not only who it is returned to has it: somebody else may end it.</summary>
    public bool IsShared => IsSettledInside || !HandOvers.All(IsReturned);

    /// <summary>Where <c>CreateActivity</c> and <c>new Activity</c> are used: it is started after them.</summary>
    public IOperation? Start { get; private set; }

    public static SpanUses Of(ISymbol holder, IOperation root, SyntaxNode function, ContextFacts facts, CancellationToken cancellation) => Of(holder, root, function, 0, facts, cancellation);

    private static SpanUses Of(ISymbol holder, IOperation root, SyntaxNode function, int depth, ContextFacts facts, CancellationToken cancellation)
    {
        var uses = new SpanUses(facts, cancellation);
        foreach (var use in new Body(root).UsesOf(holder)) uses.Add(use, holder, function, depth);
        return uses;
    }

    private void Add(IOperation use, ISymbol holder, SyntaxNode function, int depth)
    {
        Names.Add(use.Syntax);
        foreach (var asked in SpanChain.Asked(use)) Names.Add(asked.Syntax);
        var (end, handedOver) = Kind(use, holder, depth);
        if (end is null && !handedOver) return;
        if (LiveRange.FunctionAround(use.Syntax) != function) IsSettledInside = true;
        else if (end != null) Ends.Add(end);
        else HandOvers.Add(use.Syntax);
    }

    /// <summary>What ends it there, or whether it is handed over; neither for what only reads it.</summary>
    private (SyntaxNode? End, bool HandedOver) Kind(IOperation use, ISymbol holder, int depth)
    {
        if (SpanChain.EndOf(use) is { } ended) return (ended.Syntax, false);
        for (var value = use; ; value = value.Parent!)
        {
            switch (value.Parent)
            {
                case IConversionOperation or IParenthesizedOperation or ICoalesceOperation:
                case IConditionalOperation choice when choice.Condition != value && choice.Type != null:
                case ISwitchExpressionArmOperation:
                case ISwitchExpressionOperation when value is ISwitchExpressionArmOperation:
                case IConditionalAccessOperation access when SpanChain.Passes(access, value, use.Type):
                    continue;
                case IInvocationOperation call when call.Instance == value:
                    if (ExtensionBlock.Holds(call.TargetMethod))
                    {
                        if (OfGiven(call, null, depth) is { } told) return told;
                        continue;
                    }
                    if (call.TargetMethod.Name == "Start") Start ??= call;
                    if (SpanChain.IsSame(call.Type, use.Type)) continue;
                    return default;
                case IUsingOperation { Resources: var resources } when resources == value:
                    return (use.Syntax, false);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                    return SpanHolder.IsUsing(declarator.Syntax) ? (use.Syntax, false) : (null, true);
                case IInvocationOperation when value is IArgumentOperation:
                    continue;
                case IArgumentOperation argument:
                    if (OfArgument(argument, depth) is { } known) return known;
                    continue;
                case IAssignmentOperation { Target: var target } assignment when assignment.Value == value:
                    return (null, target is not IDiscardOperation && !IsCurrent(target) && !SymbolEqualityComparer.Default.Equals(Target.SymbolOf(target), holder));
                case IReturnOperation or ITupleOperation or IArrayInitializerOperation or IMethodReferenceOperation or IVariableInitializerOperation:
                case IDynamicInvocationOperation or IDynamicMemberReferenceOperation:
                case IPropertyReferenceOperation { Property: var property } when ExtensionBlock.Holds(property):
                case IIsPatternOperation { Pattern: var pattern } when PatternInput.IsNamed(pattern):
                case ISwitchOperation { Cases: var sections } when sections.Any(static section => section.Clauses.Any(static clause => clause is IPatternCaseClauseOperation { Pattern: var named } && PatternInput.IsNamed(named))):
                case ISwitchExpressionOperation { Arms: var arms } when arms.Any(static arm => PatternInput.IsNamed(arm.Pattern)):
                    return (null, true);
                // `[activity]`, which has no operation of its own in the oldest Roslyn this loads in; and a call or creation of a type that is missing, which may keep it.
                case { Kind: OperationKind.None or OperationKind.Invalid }:
                    return (null, true);
                default:
                    return value.Parent?.Syntax.RawKind == CollectionExpressionKind ? (null, true) : default;
            }
        }
    }

    /// <summary>The same for what a method is given; null where it gives that back and does nothing else with it.</summary>
    private (SyntaxNode? End, bool HandedOver)? OfArgument(IArgumentOperation argument, int depth)
        => argument is { Parameter: { } parameter, Parent: IInvocationOperation call } ? OfGiven(call, parameter, depth) : (null, true);

    /// <summary>What ends it when its task is done, and is not awaited at once, has it until then.</summary>
    /// <param name="call">The call that gets it.</param>
    /// <param name="parameter">As what; null for what a member of an extension block is called on.</param>
    /// <param name="depth">How many methods handed it on.</param>
    private (SyntaxNode? End, bool HandedOver)? OfGiven(IInvocationOperation call, IParameterSymbol? parameter, int depth)
    {
        var method = call.TargetMethod;
        if (OpenTelemetryTracers.IsActivation(method)) return null;
        if (method.Locations is not [{ IsInSource: true }, ..]) return (null, !Reads(method));
        if (facts.Graph.BodiesOf(method, cancellation) is not { Length: > 0 } bodies || depth == MaximumDepth) return (null, true);
        foreach (var body in bodies)
        {
            if ((parameter is null ? ExtensionBlock.ReceiverIn(body) : ParametersOf(body).ElementAtOrDefault(parameter.Ordinal)) is not { } given) return (null, parameter != null);
            var inside = Of(given, body, body.Syntax, depth + 1, facts, cancellation);
            if (inside.Start is { } start) Start ??= start;
            // A method that ends it on some of its ways is asked for itself.
            if (inside.Ends.Count == 0 && !inside.IsSettledInside && parameter is null or { Ordinal: 0 } && SpanChain.GivesBack(method) && inside.HandOvers.All(IsReturned)) return null;
            if (inside.IsSettledInside || inside.HandOvers.Count > 0) return (null, true);
            if (inside.Ends.Count > 0) return TaskType.Is(call.Type) && !Forks.IsAwaitedAtOnce(call) ? (null, true) : (call.Syntax, false);
        }
        return (null, false);
    }

    private static bool IsReturned(SyntaxNode use) => use.Ancestors().First(static node => node is StatementSyntax or ArrowExpressionClauseSyntax) is ReturnStatementSyntax or ArrowExpressionClauseSyntax;

    private static ImmutableArray<IParameterSymbol> ParametersOf(IOperation body)
        => (body is ILocalFunctionOperation local ? local.Symbol : body.SemanticModel?.GetDeclaredSymbol(body.Syntax) as IMethodSymbol)?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty;

    private static bool Reads(IMethodSymbol method)
    {
        var space = method.ContainingNamespace.ToDisplayString();
        // Such a source starts what it is given.
        if (method.ContainingType.Name is "DiagnosticSource" or "DiagnosticListener") return false;
        foreach (var reader in Readers)
            if (space == reader || space.StartsWith(reader + ".", StringComparison.Ordinal)) return true;
        return method.Name is "ThrowIfNull" or "Equals" or "ReferenceEquals" or "WriteLine";
    }

    private static bool IsCurrent(IOperation target) => target is IPropertyReferenceOperation { Property: { Name: "Current", IsStatic: true, ContainingType: var type } } && type.Is(Activities.Namespace, "Activity");

    private const int CollectionExpressionKind = 9076;
}
