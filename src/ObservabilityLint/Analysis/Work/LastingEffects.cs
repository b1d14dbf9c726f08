using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// What methods of the program leave behind for whoever calls them: the flow of the execution context suppressed or restored, another current span, instrumentation suppressed.
/// At their calls it is as if it had been done there. They are found from what they do, in the few files that speak of it.
/// </summary>
internal sealed class LastingEffects(Compilation compilation, ProjectState state, CallGraph graph, ContextRecognizers recognizers)
{
    /// <summary>How many methods may call one another.</summary>
    private const int MaximumLevels = 4;

    /// <summary>What ends a suppression that a method leaves behind.</summary>
    private const string Restoring = "RestoreFlow";

    private static readonly TextWords Mentions = new("SuppressFlow", "RestoreFlow", "AsyncFlowControl", "Activity.Current =", "SuppressInstrumentationScope");
    private static readonly NamedWords Words = new(["SuppressFlow", "RestoreFlow", "Undo", "Activity.Current", "SuppressInstrumentationScope"]);

    /// <summary>The places of a file in methods that leave something behind.</summary>
    private static readonly FileQuestion<object> Leaving = new();

    private FilePass<SyntaxTree>? reading;
    private readonly BodyReader direct = new(recognizers, graph);
    private readonly ConcurrentDictionary<SyntaxTree, ImmutableArray<TracedBody>> speaking = new();
    private readonly Dictionary<IMethodSymbol, List<object>> byMethod = new(SourceSymbols.Comparer);

    /// <summary>By file, where such methods are called that give their callers something to undo.</summary>
    private readonly Dictionary<SyntaxTree, List<int>> calls = new();

    /// <summary>Reads files that speak of it, beside whoever does so already.</summary>
    public void ReadAhead(CancellationToken cancellation)
        => LazyInitializer.EnsureInitialized(ref reading, () => new FilePass<SyntaxTree>(FilesThatSpeak(cancellation)))!.TakePart(tree => Speaking(tree, cancellation), cancellation);

    private List<SyntaxTree> FilesThatSpeak(CancellationToken cancellation) => state.Words(cancellation).WithAny(Mentions, cancellation);

    /// <summary>Itself, when all are known.</summary>
    public LastingEffects Found(CancellationToken cancellation)
    {
        byMethod.Clear();
        calls.Clear();
        var added = new List<IMethodSymbol>();
        foreach (var reference in compilation.References)
            if (reference is CompilationReference { Compilation: var other } && TelemetryFacts.For(other, cancellation) is { } project) AddThose(project.Contexts.Effects(cancellation), added);
        foreach (var tree in FilesThatSpeak(cancellation)) AddOf(tree, added, cancellation);
        var reader = new BodyReader(recognizers, graph) { Effects = this };
        for (var level = 0; level < MaximumLevels && added.Count > 0; level++)
        {
            var found = CallsOf(added, cancellation);
            added = [];
            foreach (var file in found)
            {
                if (!calls.TryGetValue(file.Key, out var known)) calls.Add(file.Key, known = []);
                known.AddRange(file.Value);
                Add(BodiesAt(file.Key, file.Value, reader, cancellation), added, cancellation);
            }
        }
        return this;
    }

    /// <summary>The members of a file that speak of it; none of a file of which is known that they leave nothing behind.</summary>
    private ImmutableArray<TracedBody> Speaking(SyntaxTree tree, CancellationToken cancellation)
        => speaking.TryGetValue(tree, out var known) ? known : speaking.GetOrAdd(tree, state.NotesOf(tree).TryGet(Leaving, "", out var noted) && noted.IsEmpty
            ? ImmutableArray<TracedBody>.Empty
            : BodiesAt(tree, CallIndex.Of(tree).PositionsOf(Words, cancellation), direct, cancellation));

    private void AddOf(SyntaxTree tree, List<IMethodSymbol> added, CancellationToken cancellation)
    {
        var before = byMethod.Count;
        Add(Speaking(tree, cancellation), added, cancellation);
        // What leaves nothing behind is not bound again.
        if (state.NotesOf(tree) is var notes && !notes.TryGet(Leaving, "", out _))
            notes.Read(Leaving, "", [new NamedNode("", tree.GetRoot(cancellation))], _ => byMethod.Count > before ? tree : null, new Readings());
    }

    /// <summary>Where a file calls such methods.</summary>
    public IReadOnlyList<int> CallsIn(SyntaxTree tree) => calls.TryGetValue(tree, out var positions) ? positions : [];

    /// <summary>Adds what the call of such a method does.</summary>
    public void AddOf(IOperation operation, ICollection<object> found)
    {
        if (EffectsOf(operation) is not { } effects) return;
        foreach (var effect in effects)
            found.Add(effect switch
            {
                FlowSuppression suppression => SuppressionAt(operation, suppression),
                FlowRestoration => new FlowRestoration(operation),
                CurrentChange change => change with { Assignment = operation, Value = ValueAt(change.Value, operation) },
                _ => InstrumentationSuppressions.At(operation),
            });
    }

    /// <summary>The call decides which span is current after it.</summary>
    public bool SetsContext(IOperation operation) => EffectsOf(operation)?.Any(static effect => effect is CurrentChange or InstrumentationSuppression) == true;

    private List<object>? EffectsOf(IOperation operation)
    {
        if (byMethod.Count == 0) return null;
        var method = operation switch { IInvocationOperation { TargetMethod: var called } => called.ReducedFrom ?? called, IObjectCreationOperation { Constructor: { } constructor } => constructor, _ => null };
        return method != null && byMethod.TryGetValue(method.OriginalDefinition, out var effects) ? effects : null;
    }

    private static FlowSuppression SuppressionAt(IOperation call, FlowSuppression inside)
    {
        var (hold, holder) = SpanHolder.Of(call);
        // In a pair of methods the other one ends it, whose name the suppression inside was given.
        return new FlowSuppression(call, hold, holder, LiveRange.Of(call.Syntax, holder?.Name, inside.Restorer), inside.Restorer);
    }

    /// <summary>What is passed for a parameter that becomes current.</summary>
    private static IOperation ValueAt(IOperation value, IOperation call)
        => value is IParameterReferenceOperation { Parameter: var parameter } && CallSite.Of(call)?.ArgumentFor(parameter) is { Value: var passed } ? CallSite.Unwrap(passed) : value;

    private Dictionary<SyntaxTree, List<int>> CallsOf(List<IMethodSymbol> methods, CancellationToken cancellation)
    {
        var found = new Dictionary<SyntaxTree, List<int>>();
        foreach (var method in methods)
            foreach (var call in graph.CallersOf(method, cancellation))
            {
                if (!found.TryGetValue(call.Syntax.SyntaxTree, out var positions)) found.Add(call.Syntax.SyntaxTree, positions = []);
                positions.Add(call.Syntax.SpanStart);
            }
        return found;
    }

    /// <summary>Those of another project of the solution.</summary>
    private void AddThose(LastingEffects others, List<IMethodSymbol> added)
    {
        foreach (var other in others.byMethod)
            if (!byMethod.ContainsKey(other.Key)) Add(other.Key, other.Value, added);
    }

    private void Add(IMethodSymbol method, List<object> effects, List<IMethodSymbol> added)
    {
        byMethod.Add(method, effects);
        if (effects.Exists(effect => effect is FlowSuppression or InstrumentationSuppression or CurrentChange { IsSettledElsewhere: false } || effect is CurrentChange && GivesScope(method))) added.Add(method);
    }

    private ImmutableArray<TracedBody> BodiesAt(SyntaxTree tree, List<int> positions, BodyReader reader, CancellationToken cancellation)
    {
        if (GeneratedFile.Is(tree, cancellation) || graph.ModelOf(tree) is not { } model) return ImmutableArray<TracedBody>.Empty;
        positions.Sort();
        return reader.Read(positions, model, cancellation);
    }

    private void Add(ImmutableArray<TracedBody> bodies, List<IMethodSymbol> added, CancellationToken cancellation)
    {
        foreach (var body in bodies)
        {
            if (body.All<FlowSuppression>().FirstOrDefault(static suppression => suppression is { Hold: SpanHold.Member, Holder: IFieldSymbol { IsStatic: false } }) is { Holder.ContainingType: { } type } kept && body.Method is null && RestorerOf(type, bodies) is { } restorer) AddToConstructors(type, kept with { Restorer = restorer }, added);
            if (body.Method is { IsAsync: false, IsAbstract: false, MethodKind: MethodKind.Ordinary or MethodKind.Constructor } method && !byMethod.ContainsKey(method) && EffectsOf(body, bodies, method, cancellation) is { Count: > 0 } effects) Add(method, effects, added);
        }
    }

    /// <summary>The initializer of a field runs with each constructor.</summary>
    private void AddToConstructors(INamedTypeSymbol type, FlowSuppression suppression, List<IMethodSymbol> added)
    {
        foreach (var constructor in type.InstanceConstructors)
            if (!byMethod.ContainsKey(constructor)) Add(constructor, [suppression], added);
    }

    private List<object> EffectsOf(TracedBody body, ImmutableArray<TracedBody> bodies, IMethodSymbol method, CancellationToken cancellation)
    {
        var effects = new List<object>();
        foreach (var suppression in body.All<FlowSuppression>())
        {
            if (!IsOfMethod(suppression.Call)) continue;
            if (IsReturned(suppression.Call, body) || WrapperOf(suppression, body) is { } wrapper && IsReturned(wrapper, body)) effects.Add(suppression);
            else if (suppression.Hold is SpanHold.Dropped or SpanHold.Member && !body.All<FlowRestoration>().Any() && RestorerOf(method.ContainingType, bodies) is { } restorer) effects.Add(suppression with { Restorer = restorer });
            // Of the method that leaves it so OBS3007 speaks: for its caller, too, the flow is suppressed.
            else if (suppression is { Hold: SpanHold.Dropped, Live.IsEnded: false, Restorer: null or Restoring } && !body.All<FlowRestoration>().Any()) effects.Add(suppression with { Restorer = Restoring });
        }
        if (!body.All<FlowSuppression>().Any() && body.All<FlowRestoration>().Any(static restoration => IsOfMethod(restoration.Call))) effects.Add(body.All<FlowRestoration>().First());
        var changes = body.All<CurrentChange>().Where(change => IsOfMethod(change.Assignment) && !IsOfOwnScope(change, body)).ToList();
        if (changes.Count > 0 && changes[changes.Count - 1] is var last && !CurrentValues.IsOwn(last, body)) effects.Add(last with { IsSettledElsewhere = last.IsSettledElsewhere || method.MethodKind == MethodKind.Constructor || !IsAllThatIsDone(last, body) || CurrentValues.IsKept(body, last, graph, cancellation) });
        if (body.All<InstrumentationSuppression>().FirstOrDefault(scope => IsReturned(scope.Call, body)) is { } returned) effects.Add(returned);
        return effects;
    }

    /// <summary>The method makes, or hands on, the object that restores the current span when it is disposed of.</summary>
    private static bool GivesScope(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor || !method.ReturnsVoid;

    /// <summary>The change ends with an object that the method lets nobody else have.</summary>
    private static bool IsOfOwnScope(CurrentChange change, TracedBody body)
        => change is { IsSettledElsewhere: true, Assignment: IObjectCreationOperation or IInvocationOperation { TargetMethod.ReturnsVoid: false } } && !IsReturned(change.Assignment, body);

    private static bool IsOfMethod(IOperation operation) => Body.FunctionOf(operation) is null;

    private static bool IsReturned(IOperation call, TracedBody body)
        => IsOfMethod(call) && SpanHolder.Of(call) is var (hold, holder) && (hold == SpanHold.Returned || hold == SpanHold.Local && Escape.Of(holder!, body.Root) == EscapeKinds.Returned);

    /// <summary><c>return new Suppressed(ExecutionContext.SuppressFlow());</c>: the object of the program that undoes it.</summary>
    private static IObjectCreationOperation? WrapperOf(FlowSuppression suppression, TracedBody body)
    {
        if (suppression.Hold != SpanHold.Local) return CreationWith(suppression.Call);
        foreach (var operation in body.Root.Descendants())
            if (operation is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, suppression.Holder) && CreationWith(operation) is { } made) return made;
        return null;
    }

    private static IObjectCreationOperation? CreationWith(IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation or IConditionalOperation) value = value.Parent;
        return value.Parent is IArgumentOperation { Parent: IObjectCreationOperation { Type.Locations: [{ IsInSource: true }, ..] } made } ? made : null;
    }

    /// <summary>The method of the same type that restores the flow.</summary>
    private static string? RestorerOf(INamedTypeSymbol type, ImmutableArray<TracedBody> bodies)
    {
        foreach (var other in bodies)
            if (SymbolEqualityComparer.Default.Equals(other.Method?.ContainingType, type) && !other.All<FlowSuppression>().Any() && other.All<FlowRestoration>().Any()) return other.Method!.Name;
        return null;
    }

    /// <summary>The method is there to set the current span, and for nothing else; under a condition nothing is certain.</summary>
    private static bool IsAllThatIsDone(CurrentChange change, TracedBody body)
    {
        foreach (var operation in body.Root.Descendants())
            if (operation is IInvocationOperation or IObjectCreationOperation && operation != change.Assignment && !operation.Syntax.Span.Contains(change.Syntax.Span) || operation is IConditionalOperation or ILoopOperation or ITryOperation or ISwitchOperation) return false;
        return true;
    }
}
