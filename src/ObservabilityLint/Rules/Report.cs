using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Options;
using ObservabilityLint.Rules.Naming;

namespace ObservabilityLint.Rules;

/// <summary>
/// How a rule speaks: in one file, with that file's options, in messages of one line, and only of what somebody has written.
/// One is made for each rule and file, and mostly nothing is said: what it takes to speak is asked for then.
/// </summary>
internal readonly struct Report
{
    private readonly DiagnosticDescriptor descriptor;
    private readonly SemanticModelAnalysisContext file;
    private readonly AnalyzerConfigOptions? options;
    private readonly Action<Diagnostic>? send;

    public Report(DiagnosticDescriptor descriptor, AnalyzerConfigOptions options, Compilation compilation, Action<Diagnostic> send, CancellationToken cancellation)
        => (this.descriptor, this.options, Compilation, this.send, Cancellation) = (descriptor, options, compilation, send, cancellation);

    private Report(SemanticModelAnalysisContext file, DiagnosticDescriptor descriptor, Action<Diagnostic>? send)
        => (this.file, this.descriptor, this.send, Compilation, Cancellation) = (file, descriptor, send, file.SemanticModel.Compilation, file.CancellationToken);

    /// <summary>For what is said about the file that is being analysed.</summary>
    public static Report On(SemanticModelAnalysisContext context, DiagnosticDescriptor descriptor) => new(context, descriptor, null);

    /// <summary>As <see cref="On"/>, but a place is spoken of once, also where several calls use what stands there (a list of tags, say).</summary>
    /// <param name="context">Where the rule is asked.</param>
    /// <param name="descriptor">What it says.</param>
    /// <param name="isOfFileOnly">Places in other files are not spoken of: there the same is asked.</param>
    public static Report OnceOn(SemanticModelAnalysisContext context, DiagnosticDescriptor descriptor, bool isOfFileOnly = false)
    {
        var places = new HashSet<Location>();
        return new(context, descriptor, diagnostic =>
        {
            if ((!isOfFileOnly || diagnostic.Location.SourceTree == context.SemanticModel.SyntaxTree) && places.Add(diagnostic.Location)) context.ReportDiagnostic(diagnostic);
        });
    }

    /// <summary>The options that hold for the file.</summary>
    public AnalyzerConfigOptions Options => options ?? file.Options.AnalyzerConfigOptionsProvider.GetOptions(file.SemanticModel.SyntaxTree);

    public Compilation Compilation { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>The name of the assembly that is compiled.</summary>
    public string? Assembly => Compilation.AssemblyName;

    public void At(Location location, params object?[] arguments) => Send(Diagnostic.Create(descriptor, location, MessageText.Of(arguments)));

    /// <summary>A fault of a name that may be used at many places, where somebody has written it; what a tool has written is spoken of where it is used.</summary>
    public void AtWriting(Text name, params object?[] arguments) => At(HandWritten.Is(name.WrittenAt, Compilation, Cancellation) ? name.WrittenAt : name.Place, arguments);

    /// <summary>With a severity of its own; what the user configures for the rule still wins.</summary>
    public void At(Location location, DiagnosticSeverity severity, IEnumerable<Location> others, ImmutableDictionary<string, string?> properties, params object?[] arguments)
        => Send(Diagnostic.Create(descriptor, location, severity, Seen(others), properties, MessageText.Of(arguments)));

    public void At(Location location, Location other, params object?[] arguments) => Send(Diagnostic.Create(descriptor, location, Seen([other]), MessageText.Of(arguments)));

    public void At(Location location, IEnumerable<Location> others, ImmutableDictionary<string, string?> properties, params object?[] arguments)
        => Send(Diagnostic.Create(descriptor, location, Seen(others), properties, MessageText.Of(arguments)));

    /// <summary>The name as Prometheus shows it, or null if that is not known.</summary>
    public string? ExportedName(InstrumentDeclaration instrument) => instrument.ExportedName(LintOptions.PrometheusTranslation.Read(Options));

    /// <summary>
    /// A fault of the name: reported where the name is used, with the rename that its fix carries out. The message's last argument, what to name it, is added here.
    /// What a view is called has been chosen for those who read it, and by a name that stands in a list its instrument may be looked up: a person changes that.
    /// </summary>
    public void Name(InstrumentDeclaration instrument, params object?[] arguments)
    {
        var plan = RenamePlan.For(instrument, Options);
        arguments = [.. arguments, plan is null ? "otherwise" : ExportedNames.IsTaken(plan.Preferred.Name, instrument, Compilation, Cancellation) ? $"otherwise, since another metric is called '{plan.Preferred.Name}'" : plan.NewName];
        if (plan is null || instrument.IsView || instrument.IsListed && instrument.Name.Pieces is [{ Literal: var literal }] && literal == instrument.Name.Location) At(instrument.Name.Location, arguments);
        else At(instrument.Name.Location, plan.Locations, plan.Properties(instrument), arguments);
    }

    /// <summary>Places as this project may name them, though they stand in another one.</summary>
    private List<Location> Seen(IEnumerable<Location> places)
    {
        var seen = new List<Location>();
        foreach (var place in places) seen.Add(Sources.PlaceIn(place, Compilation));
        return seen;
    }

    /// <summary>What stands in another project is spoken of there.</summary>
    private void Send(Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is { } tree && !Compilation.ContainsSyntaxTree(tree)) return;
        if (!HandWritten.Is(diagnostic.Location, Compilation, Cancellation)) return;
        if (send is null) file.ReportDiagnostic(diagnostic);
        else send(diagnostic);
    }
}
