using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// Methods of referenced assemblies that may add to a pipeline without being handed it: those that take a host or a collection of services, where the assembly refers to the OpenTelemetry SDK.
/// Known by name: a call of something else that has it costs a diagnostic, never a false one.
/// </summary>
internal static class HiddenSetUps
{
    private static readonly ConditionalWeakTable<MetadataReference, Names> ByReference = new();

    private static readonly HashSet<string> Containers = ["IServiceCollection", "IHostApplicationBuilder", "IHostBuilder", "IWebHostBuilder", "WebApplicationBuilder", "HostApplicationBuilder", "TBuilder"];

    private sealed record Names(ImmutableArray<string> Methods);

    public static HashSet<string> In(Compilation compilation)
    {
        var names = new HashSet<string>();
        foreach (var reference in compilation.References)
            if (reference is not CompilationReference && compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly)
                foreach (var method in (ByReference.TryGetValue(reference, out var known) ? known : ByReference.GetValue(reference, _ => new Names(Read(assembly)))).Methods) names.Add(method);
        return names;
    }

    private static ImmutableArray<string> Read(IAssemblySymbol assembly)
    {
        if (IsKnown(assembly.Name) || !RefersToSdk(assembly)) return ImmutableArray<string>.Empty;
        var found = ImmutableArray.CreateBuilder<string>();
        Read(assembly.GlobalNamespace, found);
        return found.ToImmutable();
    }

    private static bool IsKnown(string assembly)
        => assembly.StartsWith("OpenTelemetry", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.", StringComparison.Ordinal) || assembly.StartsWith("System.", StringComparison.Ordinal) || assembly.EndsWith(".OpenTelemetry", StringComparison.Ordinal);

    private static bool RefersToSdk(IAssemblySymbol assembly)
    {
        foreach (var module in assembly.Modules)
            foreach (var referenced in module.ReferencedAssemblies)
                if (referenced.Name is "OpenTelemetry" or "OpenTelemetry.Extensions.Hosting" or "OpenTelemetry.Api.ProviderBuilderExtensions") return true;
        return false;
    }

    private static void Read(INamespaceSymbol space, ImmutableArray<string>.Builder found)
    {
        foreach (var inner in space.GetNamespaceMembers()) Read(inner, found);
        foreach (var type in space.GetTypeMembers())
            if (type is { IsStatic: true, DeclaredAccessibility: Accessibility.Public })
                foreach (var member in type.GetMembers())
                    if (member is IMethodSymbol { IsExtensionMethod: true, DeclaredAccessibility: Accessibility.Public, Parameters: [{ Type.Name: var container }, ..], Name: var name } && Containers.Contains(container)) found.Add(name);
    }
}
