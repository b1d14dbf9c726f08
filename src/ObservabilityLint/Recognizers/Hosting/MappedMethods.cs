using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The methods that some call of the compilation maps as endpoints by their name: <c>app.MapPost("/orders", Place)</c>.</summary>
internal static class MappedMethods
{
    public static HashSet<ISymbol> In(Compilation compilation, CancellationToken cancellation)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        if (!compilation.Defines("Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions")) return found;
        var models = new VariableValues(compilation, cancellation);
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var call in CallIndex.Of(tree).Calls(EntryPoints.MappingNames, cancellation))
            {
                if (CallSite.At(call.Node, models.ModelOf(tree)!, cancellation) is not { } site) continue;
                foreach (var argument in site.Arguments)
                    if (CallSite.Unwrap(argument.Value) is IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var method } handler } && EntryPoints.IsEndpoint(handler)) found.Add(method.OriginalDefinition);
            }
        return found;
    }
}
