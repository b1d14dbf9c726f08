using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>Whether an exporter does something that takes time: those of libraries do; one of the program where it sends, writes files, or asks a database.</summary>
internal static class SlowExporter
{
    public static bool Is(ITypeSymbol? exporter, ContextFacts facts, CancellationToken cancellation)
    {
        if (exporter?.Locations is not [{ IsInSource: true }, ..]) return true;
        foreach (var member in exporter.GetMembers("Export"))
            if (member is IMethodSymbol method)
                foreach (var body in facts.Graph.BodiesOf(method, cancellation))
                {
                    if (facts.WorkIn(body, cancellation) != WorkKinds.None) return true;
                    foreach (var operation in body.Descendants())
                        if (operation is IInvocationOperation { TargetMethod.ContainingType.ContainingNamespace: var space } && IsOfFilesOrNetworks(space.ToDisplayString())) return true;
                }
        return false;
    }

    private static bool IsOfFilesOrNetworks(string space) => space.StartsWith("System.IO", StringComparison.Ordinal) || space.StartsWith("System.Net", StringComparison.Ordinal);
}
