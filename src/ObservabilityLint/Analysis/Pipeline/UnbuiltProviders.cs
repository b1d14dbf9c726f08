using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Recognizers;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Analysis;

/// <summary>
/// Providers that are registered in a container of the program's own: no host starts them there, and where nobody resolves them either they are never built.
/// A container that is handed to code out of sight may be run by a host there.
/// </summary>
internal sealed class UnbuiltProviders
{
    private const string Services = "Microsoft.Extensions.DependencyInjection";
    private const int MaximumDepth = 4;

    private static readonly ConditionalWeakTable<Compilation, UnbuiltProviders> ByCompilation = new();

    private static readonly NamedWords Containers = new(["ServiceCollection"], isKept: true), Registrations = new(["AddOpenTelemetry", "AddOpenTelemetryTracing", "AddOpenTelemetryMetrics"], isKept: true);

    /// <summary>Who has one of these resolves a provider, or starts the services that do.</summary>
    private static readonly NamedWords Resolving = new(["TracerProvider", "MeterProvider", "IHostedService", "TelemetryHostedService"], isKept: true);

    private readonly CallGraph graph;
    private readonly CancellationToken cancellation;
    private readonly ImmutableArray<SyntaxNode>.Builder found = ImmutableArray.CreateBuilder<SyntaxNode>();

    private UnbuiltProviders(Compilation compilation, CancellationToken cancellation)
    {
        (graph, this.cancellation) = (new CallGraph(compilation), CancellationToken.None);
        // Few projects have a container of their own: all others read no further.
        var containers = new List<NamedNode>();
        foreach (var tree in WordFiles.In(compilation, cancellation).WithOneOf(Containers.Words, cancellation)) containers.AddRange(CallIndex.Of(tree).Calls(Containers, cancellation));
        if (containers.Count == 0 || !Sources.TreesInSightWithOneOf(Registrations.Words, compilation, cancellation).Any(tree => !CallIndex.Of(tree).Calls(Registrations, cancellation).IsEmpty)
            || Sources.TreesInSightWithOneOf(Resolving.Words, compilation, cancellation).Any(tree => CallIndex.Of(tree).HasInCode(Resolving, cancellation)) || TestProjects.Are(compilation, cancellation)) return;
        foreach (var creation in containers)
            if (graph.OperationAt(creation.Node, cancellation) is IObjectCreationOperation { Type: var type } made && type.Is(Services, "ServiceCollection")) Read(made);
        Calls = found.ToImmutable();
    }

    /// <summary>The calls that register them.</summary>
    public ImmutableArray<SyntaxNode> Calls { get; } = ImmutableArray<SyntaxNode>.Empty;

    public static UnbuiltProviders In(Compilation compilation, CancellationToken cancellation)
        => ByCompilation.TryGetValue(compilation, out var known) ? known : ByCompilation.GetValue(compilation, c => new UnbuiltProviders(c, cancellation));

    public static bool AreIn(Compilation compilation, CancellationToken cancellation) => !In(compilation, cancellation).Calls.IsEmpty;

    private void Read(IObjectCreationOperation container)
    {
        var calls = new List<SyntaxNode>();
        if (!StaysInSight(container, calls, 0)) return;
        foreach (var call in calls)
            if (!found.Contains(call)) found.Add(call);
    }

    /// <summary>False where a container leaves the code in sight, so that a host may get it.</summary>
    private bool StaysInSight(IOperation container, List<SyntaxNode> calls, int depth)
    {
        if (depth > MaximumDepth) return false;
        var value = CallSite.Outermost(container);
        switch (value.Parent)
        {
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                return UsesStayInSight(local, Body.RootOf(value), calls, depth);
            case IArgumentOperation { Parent: IInvocationOperation call, Parameter: { } parameter }:
                return CallStaysInSight(call, parameter, calls, depth);
            case IExpressionStatementOperation:
                return true;
            case IInvocationOperation call:
                return call.TargetMethod.Name is not "GetEnumerator";
            default:
                return false;
        }
    }

    private bool UsesStayInSight(ISymbol variable, IOperation root, List<SyntaxNode> calls, int depth)
    {
        foreach (var use in root.Descendants())
            if (Target.SymbolOf(use) is { } used && SymbolEqualityComparer.Default.Equals(used, variable) && !StaysInSight(use, calls, depth)) return false;
        return true;
    }

    private bool CallStaysInSight(IInvocationOperation call, IParameterSymbol parameter, List<SyntaxNode> calls, int depth)
    {
        var method = call.TargetMethod;
        if (PipelineBuilders.IsInSight(method)) return CalledStaysInSight(call, method, parameter, calls, depth);
        if (!PipelineBuilders.IsOfLibraries(method) || !method.IsExtensionMethod) return false;
        if (Registrations.Contains(method.Name)) calls.Add(call.Syntax);
        // What gives the collection back is asked where that goes; what gives anything else keeps it to itself.
        return !call.Type.IsOrInherits(Services, "IServiceCollection") || StaysInSight(call, calls, depth);
    }

    private bool CalledStaysInSight(IInvocationOperation call, IMethodSymbol method, IParameterSymbol parameter, List<SyntaxNode> calls, int depth)
    {
        var bodies = graph.BodiesOf(method, cancellation);
        if (bodies.IsEmpty) return false;
        foreach (var body in bodies)
            foreach (var use in body.Descendants())
                if (use is IParameterReferenceOperation { Parameter.Ordinal: var ordinal, Parameter.ContainingSymbol: IMethodSymbol } && ordinal == parameter.Ordinal && !IsReturned(use) && !StaysInSight(use, calls, depth + 1)) return false;
        return !call.Type.IsOrInherits(Services, "IServiceCollection") || StaysInSight(call, calls, depth + 1);
    }

    /// <summary>The caller has it again.</summary>
    private static bool IsReturned(IOperation use)
    {
        use = CallSite.Outermost(use);
        return use.Parent is IReturnOperation;
    }
}
