using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Follows a value to where it comes from. Shared by all threads that look at a compilation; gives up, with <see cref="ValueOrigin.Unknown"/>,
/// where a value is too deep or too often assigned to be followed within a bound.
/// </summary>
internal sealed class OriginAnalysis(Compilation compilation) : IValueOrigins
{
    private readonly ConcurrentDictionary<SyntaxNode, Body> bodies = new();
    private PassedValues? passed;
    private MemberUses? uses;
    private BaggageOrigins? baggage;
    private MemberWrites? written;
    private MadeElsewhere? others;

    public Compilation Compilation => compilation;

    /// <summary>What methods give whatever they are called with, and the steps that it takes to find out.</summary>
    public ConcurrentDictionary<IMethodSymbol, (ValueOrigin? Origin, int Steps)> Results { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The parameters that clients fill.</summary>
    public RequestParameters Requests { get; } = new(compilation);

    /// <summary>What callers pass for parameters.</summary>
    public PassedValues Passed => passed ??= new PassedValues(this);

    /// <summary>What is written to members.</summary>
    public MemberWrites Written => written ??= new MemberWrites(this);

    /// <summary>The types whose objects others make too.</summary>
    public MadeElsewhere Others => others ??= new MadeElsewhere(compilation);

    /// <summary>What comes with the baggage of requests.</summary>
    public BaggageOrigins Baggage => baggage ??= new BaggageOrigins(this);

    /// <summary>What is put into collections that members hold.</summary>
    public MemberUses Uses => uses ??= new MemberUses(this);

    /// <param name="value">The value.</param>
    /// <param name="frame">The call through which the method that the value stands in is seen; null where it is seen by itself.</param>
    public ValueOrigin Of(IOperation value, CallFrame? frame = null) => Of(value, frame, new TraceBudget());

    /// <summary>The same, with a count of the steps that it takes.</summary>
    public ValueOrigin Of(IOperation value, CallFrame? frame, TraceBudget budget)
    {
        var origin = new OriginTrace(this, ImmutableList<IParameterSymbol>.Empty, budget).OfIn(frame, value);
        // What is put on a measurement once is one value, whatever it is.
        if (origin == ValueOrigin.Unknown || origin == ValueOrigin.Nothing) return frame is null && OncePerProcess.IsCertain(value) ? BoundedOrigin.OfProcess : origin.IsChecked ? origin : ValueOrigin.Unknown;
        // Only what is made for each measurement is unbounded; but what a message or a request says is another in each process, too.
        return origin is UnboundedOrigin { Cause: UnboundedCause.Other, Source: var source } && OncePerProcess.Is(source) && !RequestObjects.IsMadeThere(source) && !ScopeObjects.AreMadeIn(frame) ? ValueOrigin.Unknown : origin;
    }

    /// <inheritdoc/>
    public ValueOrigin OfKept(IOperation value, CallFrame? frame)
        => Of(value, frame) is var origin && origin is UnboundedOrigin many && !WrittenMembers.IsAnotherInEach(many, value, frame) ? ValueOrigin.Unknown : origin;

    /// <inheritdoc/>
    public bool IsToldAtCall(Tag tag) => HandedOnParameter.In(tag, this, new Readings()) is { } parameter && Passed.IsToldAtCall(parameter);

    /// <summary>The member that an operation stands in, with what it writes.</summary>
    public Body BodyOf(IOperation operation)
    {
        var root = Body.RootOf(operation);
        // Two threads may both read it; they read the same.
        return bodies.TryGetValue(root.Syntax, out var known) ? known : bodies.GetOrAdd(root.Syntax, new Body(root));
    }

    /// <summary>The operation at a node of this compilation, or of another one of the solution; null for any other. Only values that reach a tag are followed to their definitions.</summary>
    public IOperation? OperationAt(SyntaxNode node)
        => Models.Of(compilation).For(node.SyntaxTree)?.GetOperation(NullForgiving.Without(node));
}
