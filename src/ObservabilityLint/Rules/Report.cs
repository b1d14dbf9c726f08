using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Options;
using ObservabilityLint.Rules.Naming;

namespace ObservabilityLint.Rules;

/// <summary>How a rule speaks: in one file, with that file's options, in messages of one line, and only of what somebody has written.</summary>
internal readonly struct Report(DiagnosticDescriptor descriptor, AnalyzerConfigOptions options, Compilation compilation, Action<Diagnostic> send, CancellationToken cancellation)
{
    /// <summary>For what is said about the file that is being analysed.</summary>
    public static Report On(SemanticModelAnalysisContext context, DiagnosticDescriptor descriptor) => new(
        descriptor,
        context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.SemanticModel.SyntaxTree),
        context.SemanticModel.Compilation,
        context.ReportDiagnostic,
        context.CancellationToken);

    /// <summary>As <see cref="On"/>, but a place is spoken of once, also where several calls use what stands there (a list of tags, say).</summary>
    /// <param name="context">Where the rule is asked.</param>
    /// <param name="descriptor">What it says.</param>
    /// <param name="isOfFileOnly">Places in other files are not spoken of: there the same is asked.</param>
    public static Report OnceOn(SemanticModelAnalysisContext context, DiagnosticDescriptor descriptor, bool isOfFileOnly = false)
    {
        var places = new HashSet<Location>();
        return new(
            descriptor,
            context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.SemanticModel.SyntaxTree),
            context.SemanticModel.Compilation,
            diagnostic =>
            {
                if ((!isOfFileOnly || diagnostic.Location.SourceTree == context.SemanticModel.SyntaxTree) && places.Add(diagnostic.Location)) context.ReportDiagnostic(diagnostic);
            },
            context.CancellationToken);
    }

    /// <summary>The options that hold for the file.</summary>
    public AnalyzerConfigOptions Options => options;

    public Compilation Compilation => compilation;

    public CancellationToken Cancellation => cancellation;

    /// <summary>The name of the assembly that is compiled.</summary>
    public string? Assembly => compilation.AssemblyName;

    public void At(Location location, params object?[] arguments) => Send(Diagnostic.Create(descriptor, location, MessageText.Of(arguments)));

    /// <summary>A fault of a name that may be used at many places, where somebody has written it; what a tool has written is spoken of where it is used.</summary>
    public void AtWriting(Text name, params object?[] arguments) => At(HandWritten.Is(name.WrittenAt, compilation, cancellation) ? name.WrittenAt : name.Place, arguments);

    /// <summary>With a severity of its own; what the user configures for the rule still wins.</summary>
    public void At(Location location, DiagnosticSeverity severity, IEnumerable<Location> others, ImmutableDictionary<string, string?> properties, params object?[] arguments)
        => Send(Diagnostic.Create(descriptor, location, severity, Seen(others), properties, MessageText.Of(arguments)));

    public void At(Location location, Location other, params object?[] arguments) => Send(Diagnostic.Create(descriptor, location, Seen([other]), MessageText.Of(arguments)));

    public void At(Location location, IEnumerable<Location> others, ImmutableDictionary<string, string?> properties, params object?[] arguments)
        => Send(Diagnostic.Create(descriptor, location, Seen(others), properties, MessageText.Of(arguments)));

    /// <summary>The name as Prometheus shows it, or null if that is not known.</summary>
    public string? ExportedName(InstrumentDeclaration instrument) => instrument.ExportedName(LintOptions.PrometheusTranslation.Read(options));

    /// <summary>
    /// A fault of the name: reported where the name is used, with the rename that its fix carries out. The message's last argument, what to name it, is added here.
    /// What a view is called has been chosen for those who read it, and by a name that stands in a list its instrument may be looked up: a person changes that.
    /// </summary>
    public void Name(InstrumentDeclaration instrument, params object?[] arguments)
    {
        var plan = RenamePlan.For(instrument, options);
        arguments = [.. arguments, plan?.NewName ?? "otherwise"];
        if (plan is null || instrument.IsView || instrument.IsListed && instrument.Name.Pieces is [{ Literal: var literal }] && literal == instrument.Name.Location) At(instrument.Name.Location, arguments);
        else At(instrument.Name.Location, plan.Locations, plan.Properties(instrument), arguments);
    }

    /// <summary>Places as this project may name them, though they stand in another one.</summary>
    private List<Location> Seen(IEnumerable<Location> places)
    {
        var seen = new List<Location>();
        foreach (var place in places) seen.Add(Sources.PlaceIn(place, compilation));
        return seen;
    }

    /// <summary>What stands in another project is spoken of there.</summary>
    private void Send(Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is { } tree && !compilation.ContainsSyntaxTree(tree)) return;
        if (HandWritten.Is(diagnostic.Location, compilation, cancellation)) send(diagnostic);
    }
}
