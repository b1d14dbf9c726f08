using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>What a sampler that the program writes itself decides by.</summary>
/// <param name="Place">The expression that brings it in.</param>
/// <param name="Source">What it is, as a message names it.</param>
/// <param name="IsLimit">A limit on top of a decision by the trace id.</param>
internal sealed record SamplerDecision(SyntaxNode Place, string Source, bool IsLimit)
{
    private const string Trace = OpenTelemetryNamespaces.Trace;

    /// <summary>A sampler asks a limiter, and that its bucket.</summary>
    private const int MaximumDepth = 3, MaximumBodies = 20, MaximumComputed = 8;

    private static readonly MemberTable Dice = new(
        "System.Random.Next", "System.Random.NextDouble", "System.Random.NextSingle", "System.Random.NextInt64", "System.Random.NextBytes", "System.Guid.NewGuid",
        "System.Security.Cryptography.RandomNumberGenerator.GetInt32", "System.Security.Cryptography.RandomNumberGenerator.GetBytes");

    private static readonly MemberTable Clocks = new(
        "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTimeOffset.Now", "System.DateTimeOffset.UtcNow", "System.Environment.TickCount", "System.Environment.TickCount64",
        "System.Diagnostics.Stopwatch.GetTimestamp", "System.Diagnostics.Stopwatch.Elapsed", "System.Diagnostics.Stopwatch.ElapsedMilliseconds", "System.Diagnostics.Stopwatch.ElapsedTicks", "System.Diagnostics.Stopwatch.GetElapsedTime",
        "System.TimeProvider.GetUtcNow", "System.TimeProvider.GetLocalNow", "System.TimeProvider.GetTimestamp");

    private static readonly MemberTable Limiters = new("System.Threading.RateLimiting.RateLimiter.AttemptAcquire", "System.Threading.RateLimiting.RateLimitLease.IsAcquired");

    private static readonly MemberTable Counting = new("System.Threading.Interlocked.Increment", "System.Threading.Interlocked.Decrement", "System.Threading.Interlocked.Add");

    public static bool IsSampler(INamedTypeSymbol type) => type.TypeKind == TypeKind.Class && type.BaseType.IsOrInherits(Trace, "Sampler");

    /// <summary>Null for a sampler that decides by the trace alone, or that asks the parent.</summary>
    public static SamplerDecision? Of(INamedTypeSymbol sampler, CallGraph graph, Compilation compilation, CancellationToken cancellation)
    {
        var (code, isByTrace) = (new List<IOperation>(), false);
        foreach (var member in sampler.GetMembers())
        {
            if (member is not IMethodSymbol { MethodKind: not MethodKind.Constructor, DeclaringSyntaxReferences: [var reference] } || Models.Of(compilation).For(reference.SyntaxTree) is not { } model) continue;
            if (reference.GetSyntax(cancellation) is MethodDeclarationSyntax method && model.GetOperation(method, cancellation) is { } body) code.Add(body);
        }
        (SyntaxNode Place, string Source, bool IsDice)? found = null;
        foreach (var body in code)
            foreach (var operation in body.Descendants())
            {
                if (operation is IPropertyReferenceOperation { Property: { Name: "ParentContext", ContainingType: var parameters } } && parameters.Is(Trace, "SamplingParameters")) return null;
                isByTrace |= operation is IPropertyReferenceOperation { Property: { Name: "TraceId", ContainingType: var given } } && given.Is(Trace, "SamplingParameters") || operation is IInvocationOperation { TargetMethod.Name: "ShouldSample" };
                if (found is null && SourceOf(operation) is var (source, isDice) && Decides(operation, code)) found = (operation.Syntax, source, isDice);
                else if (found is null && operation is IInvocationOperation call && AsksItself(call) && Limit(call.TargetMethod, graph, 0, cancellation) is var (limit, rolls)) found = (call.Syntax, limit, rolls);
            }
        return found is var (place, by, dice) ? new SamplerDecision(place, by, isByTrace && !dice) : null;
    }

    private static (string Source, bool IsDice)? SourceOf(IOperation operation)
    {
        ISymbol? member = operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IPropertyReferenceOperation property => property.Property,
            _ => null,
        };
        if (member is null) return CountedField(operation) != null ? ("a counter of its own", false) : null;
        if (Dice.Contains(member)) return ("random numbers of its own", true);
        if (Clocks.Contains(member)) return ("the clock", false);
        if (Limiters.Contains(member)) return ("a rate limit of its own", false);
        return Counting.Contains(member) ? ("a counter of its own", false) : null;
    }

    /// <summary>The sampler does what a method of another class of the program says.</summary>
    private static bool AsksItself(IInvocationOperation call)
        => call.Type?.SpecialType == SpecialType.System_Boolean && call.TargetMethod is { ContainingType: { Locations: [{ IsInSource: true }, ..] } type } && !IsSampler(type) && Gates(call);

    /// <summary>What lets such a method say no: a rate limit, or random numbers.</summary>
    private static (string Source, bool IsDice)? Limit(IMethodSymbol method, CallGraph graph, int depth, CancellationToken cancellation)
    {
        var code = new List<IOperation>();
        AddCode(method, graph, code, cancellation);
        foreach (var body in code)
            foreach (var operation in body.Descendants())
                if (SourceOf(operation) is var (source, isDice) && (Gates(operation) || WithComputed(KeptIn(operation) ?? CountedField(operation), code).Exists(kept => IsGated(kept, code)))) return isDice ? (source, true) : ("a rate limit of its own", false);
                else if (depth < MaximumDepth && operation is IInvocationOperation call && AsksItself(call) && Limit(call.TargetMethod, graph, depth + 1, cancellation) is { } limit) return limit;
        return null;
    }

    /// <summary>With the methods of the same class that it calls.</summary>
    private static void AddCode(IMethodSymbol method, CallGraph graph, List<IOperation> code, CancellationToken cancellation)
    {
        foreach (var body in graph.BodiesOf(method, cancellation))
        {
            if (code.Contains(body) || code.Count > MaximumBodies) continue;
            code.Add(body);
            foreach (var operation in body.Descendants())
                if (operation is IInvocationOperation { TargetMethod: var own, Instance: null or IInstanceReferenceOperation } && own.Locations is [{ IsInSource: true }, ..]) AddCode(own, graph, code, cancellation);
        }
    }

    private static bool IsGated(ISymbol? variable, List<IOperation> code)
    {
        foreach (var operation in UsesOf(variable, code))
            if (Gates(operation)) return true;
        return false;
    }

    private static IEnumerable<IOperation> UsesOf(ISymbol? variable, List<IOperation> code)
    {
        if (variable is null) yield break;
        foreach (var body in code)
            foreach (var operation in body.Descendants())
                if (Target.SymbolOf(operation) is { } named && SymbolEqualityComparer.Default.Equals(named, variable)) yield return operation;
    }

    /// <summary>A variable, and the locals that are computed from it: what is left of a budget, of the time since the last call.</summary>
    private static List<ISymbol> WithComputed(ISymbol? variable, List<IOperation> code)
    {
        var known = new List<ISymbol>();
        if (variable != null) known.Add(variable);
        for (var i = 0; i < known.Count && known.Count <= MaximumComputed; i++)
            foreach (var operation in UsesOf(known[i], code))
                if (ComputedFrom(operation) is { } local && !known.Exists(other => SymbolEqualityComparer.Default.Equals(other, local))) known.Add(local);
        return known;
    }

    private static ISymbol? ComputedFrom(IOperation value)
    {
        var (inner, outer) = (value, value.Parent);
        while (outer is IBinaryOperation or IConversionOperation or IArgumentOperation or IInvocationOperation { TargetMethod.ContainingType.Name: "Math" }) (inner, outer) = (outer, outer.Parent);
        return outer switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Value == inner => local,
            _ => null,
        };
    }

    /// <summary>What is returned depends on it: it is a part of the result, or of a condition under which one is returned.</summary>
    private static bool Gates(IOperation value)
    {
        for (var (inner, outer) = (value, value.Parent); outer != null; (inner, outer) = (outer, outer.Parent))
            switch (outer)
            {
                case IReturnOperation:
                    return true;
                case IConditionalOperation choice when choice.Condition == inner && choice.Type is null:
                    foreach (var part in choice.Descendants())
                        if (part is IReturnOperation || part is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Type: var kept } } && IsDecision(kept)) return true;
                    return false;
                case IExpressionStatementOperation or IBlockOperation or IVariableInitializerOperation or IAssignmentOperation or ILoopOperation:
                    return false;
            }
        return false;
    }

    private static bool IsDecision(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Boolean || type.Is(Trace, "SamplingDecision") || type.Is(Trace, "SamplingResult");

    /// <summary>The field that an operation counts in.</summary>
    private static IFieldSymbol? CountedField(IOperation operation) => operation switch
    {
        IIncrementOrDecrementOperation { Target: IFieldReferenceOperation { Field: var field } } => field,
        ICompoundAssignmentOperation { Target: IFieldReferenceOperation { Field: var field } } => field,
        IInvocationOperation { TargetMethod: var method, Arguments: [{ Value: IFieldReferenceOperation { Field: var field } }, ..] } when Counting.Contains(method) => field,
        _ => null,
    };

    /// <summary>It is compared, or what it is kept in is, and something is returned for it; what is only counted, noted down or renewed in time decides nothing.</summary>
    private static bool Decides(IOperation source, List<IOperation> code, int depth = 0)
    {
        if (IsCompared(source, code) || depth < MaximumDepth && HelperOf(source) is { } helper && DecideCallsOf(helper, code, depth)) return true;
        foreach (var kept in WithComputed(KeptIn(source) ?? CountedField(source), code))
            foreach (var operation in UsesOf(kept, code))
                if (IsCompared(operation, code)) return true;
        return false;
    }

    private static bool DecideCallsOf(IMethodSymbol helper, List<IOperation> code, int depth)
    {
        foreach (var body in code)
            foreach (var operation in body.Descendants())
                if (operation is IInvocationOperation { TargetMethod: var called } && SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, helper) && Decides(operation, code, depth + 1)) return true;
        return false;
    }

    /// <summary>The method whose result a value is.</summary>
    private static IMethodSymbol? HelperOf(IOperation value)
        => CallSite.Outermost(value).Parent is IReturnOperation ? value.SemanticModel?.GetEnclosingSymbol(value.Syntax.SpanStart) as IMethodSymbol : null;

    private static bool IsCompared(IOperation value, List<IOperation> code)
    {
        for (var (inner, outer) = (value, value.Parent); outer != null; (inner, outer) = (outer, outer.Parent))
            switch (outer)
            {
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals }:
                case IIsPatternOperation:
                    return Gates(outer) || IsGated(KeptIn(outer), code);
                case IConditionalOperation { Condition: var condition } when condition == inner:
                    return Gates(inner) || IsGated(KeptIn(inner), code);
                case ISwitchExpressionOperation { Value: var asked } choice when asked == inner:
                    return Gates(choice) || IsGated(KeptIn(choice), code);
                case IArgumentOperation { Parent: IObjectCreationOperation }:
                case IExpressionStatementOperation or IBlockOperation or IVariableInitializerOperation or IAssignmentOperation:
                    return false;
            }
        return false;
    }

    /// <summary>The variable that a value is put into.</summary>
    private static ISymbol? KeptIn(IOperation value)
    {
        for (var outer = value.Parent; outer is not (null or IBlockOperation); outer = outer.Parent)
            switch (outer)
            {
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                    return local;
                case ISimpleAssignmentOperation { Target: var target }:
                    return Target.SymbolOf(target);
            }
        return null;
    }
}
