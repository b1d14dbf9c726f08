using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The types of which a container or a framework makes an object for each request, or each time that one is asked for.</summary>
internal sealed class ServiceLifetimes
{
    private static readonly ConditionalWeakTable<Compilation, ServiceLifetimes> ByCompilation = new();

    private static readonly NamedWords Registrations = new(
        [
            "AddScoped", "AddTransient", "TryAddScoped", "TryAddTransient", "AddKeyedScoped", "AddKeyedTransient", "TryAddKeyedScoped", "TryAddKeyedTransient", "AddHttpClient", "AddDbContext",
            "AddSingleton", "TryAddSingleton", "AddKeyedSingleton", "TryAddKeyedSingleton", "AddHostedService",
        ],
        isKept: true);

    /// <summary>Services of which the host itself takes one, when it starts.</summary>
    private static readonly HashSet<string> TakenOnce = ["IHostedService", "IStartupFilter", "IConfigureOptions", "IPostConfigureOptions", "IConfigureNamedOptions", "IValidateOptions"];

    private readonly Compilation compilation;
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> known = new(SymbolEqualityComparer.Default);

    private ServiceLifetimes(Compilation compilation) => this.compilation = compilation;

    public static ServiceLifetimes In(Compilation compilation) => ByCompilation.GetValue(compilation, static c => new ServiceLifetimes(c));

    /// <summary>True where that is certain: it is registered so and not otherwise, or it is a type of which ASP.NET Core makes one for each request. Two threads may both search; they find the same.</summary>
    public bool AreShort(INamedTypeSymbol type, CancellationToken cancellation)
    {
        type = type.OriginalDefinition;
        return known.TryGetValue(type, out var isShort) ? isShort : known[type] = EntryPoints.IsMadePerRequest(type) || (IsRegisteredShort(type, cancellation) ?? EntryPoints.IsMadePerMessage(type) && !IsMadeInSight(type, cancellation));
    }

    /// <summary>Null where it is not registered.</summary>
    private bool? IsRegisteredShort(INamedTypeSymbol type, CancellationToken cancellation)
    {
        bool? isShort = null;
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!CallIndex.Of(tree).Mentions(type.Name, cancellation)) continue;
            foreach (var call in CallIndex.Of(tree).Calls(Registrations, cancellation))
            {
                if (call.Node is not InvocationExpressionSyntax registration || MadeBy(registration, type.Name) is not { } made || !IsType(made, type, cancellation)) continue;
                if (call.Name.EndsWith("Singleton", StringComparison.Ordinal) || call.Name == "AddHostedService" || AsksForOne(registration)) return false;
                isShort = true;
            }
        }
        return isShort;
    }

    /// <summary>The program makes one itself, and may hand it to whoever would make them.</summary>
    private bool IsMadeInSight(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var _ in CallIndex.Of(tree).CreationsOf(type.Name, cancellation)) return true;
        return false;
    }

    /// <summary><c>AddDbContext&lt;Orders&gt;(options => …, ServiceLifetime.Singleton)</c></summary>
    private static bool AsksForOne(InvocationExpressionSyntax registration)
    {
        foreach (var argument in registration.ArgumentList.Arguments)
            if (TypeNames.Called(argument.Expression) == "Singleton") return true;
        return false;
    }

    private bool IsType(TypeSyntax made, INamedTypeSymbol type, CancellationToken cancellation)
        => Models.Of(compilation).For(made.SyntaxTree)?.GetSymbolInfo(made, cancellation).Symbol is INamedTypeSymbol named && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, type);

    /// <summary>The name of the type that the registration makes, if it is this: its last type argument, its last <c>typeof</c>, or what its function creates.</summary>
    private static TypeSyntax? MadeBy(InvocationExpressionSyntax registration, string name)
    {
        var types = (TypeNames.OfCall(registration) as GenericNameSyntax)?.TypeArgumentList.Arguments;
        if (types is [var service, ..] && TypeNames.Bare(service) is { } taken && TakenOnce.Contains(taken)) return null;
        TypeSyntax? last = null;
        foreach (var argument in registration.ArgumentList.Arguments)
        {
            if (argument.Expression is TypeOfExpressionSyntax { Type: var listed }) last = listed;
            if (argument.Expression is not AnonymousFunctionExpressionSyntax function) continue;
            foreach (var node in function.DescendantNodes())
                if (node is ObjectCreationExpressionSyntax { Type: var created } && TypeNames.Bare(created) == name) return created;
            // What configures a client or a context makes neither.
            if (TypeNames.OfCall(registration)?.Identifier.ValueText is not ("AddHttpClient" or "AddDbContext")) return null;
        }
        last ??= types is [.., var implementation] ? implementation : null;
        return TypeNames.Bare(last) == name ? last : null;
    }
}
