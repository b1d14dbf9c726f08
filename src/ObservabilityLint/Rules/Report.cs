using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules;

/// <summary>How a rule speaks: in one file, with that file's options.</summary>
internal readonly struct Report(DiagnosticDescriptor descriptor, AnalyzerConfigOptions options, Action<Diagnostic> send)
{
    /// <summary>The options that hold for the file.</summary>
    public AnalyzerConfigOptions Options => options;

    public void At(Location location, params object?[] arguments) => send(Diagnostic.Create(descriptor, location, arguments));

    public void At(Location location, IEnumerable<Location> others, ImmutableDictionary<string, string?> properties, params object?[] arguments)
        => send(Diagnostic.Create(descriptor, location, others, properties, arguments));

    /// <summary>The name that satisfies all rules, for a message; null if none can be made.</summary>
    public string? PreferredName(InstrumentDeclaration instrument) => RenamePlan.For(instrument, options)?.Preferred.Name;

    /// <summary>A fault of the name: reported where the name is used, with the rename that its fix carries out.</summary>
    public void Name(InstrumentDeclaration instrument, params object?[] arguments)
    {
        var plan = RenamePlan.For(instrument, options);
        if (plan is null) At(instrument.Name.Location, arguments);
        else At(instrument.Name.Location, plan.Locations, plan.Properties(instrument), arguments);
    }
}
