using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Options;

namespace ObservabilityLint.Rules.Naming;

/// <summary>
/// An exported name that begins with a prefix owned by a runtime, a library or Prometheus itself, or by a program named in <c>reserved_prefixes</c>; or that is <c>up</c>.
/// Quiet on the owners' own meters and in their own assemblies, on conventional names that any instrumentation records (<c>http.client.request.duration</c>), on a prefix that the
/// project has claimed by <c>required_prefix</c>, on what collides with a metric of .NET (OBS1017), and on words that merely begin alike (<c>uploads_total</c>).
/// </summary>
[NoFix("Which prefix is right instead is the author's to say.")]
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReservedMetricPrefix() : InstrumentRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS1013", "Do not use a prefix that others own",
        "'{0}' is exported under '{1}', which belongs to {2}: dashboards take it for one of theirs, and their next version may add the same name. Begin it with a prefix of your own.",
        "ObservabilityLint.Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: "The owner may add a metric of this very name, and dashboards for the owner's metrics pick yours up.", helpLinkUri: Manual + "#obs1013");

    private protected override void Check(InstrumentDeclaration instrument, Report report)
    {
        // A view mostly renames the owner's own instrument.
        if (instrument.IsView || report.ExportedName(instrument) is not { } exported || ReservedPrefixes.IsOwner(instrument.Scope.Name) || ReservedPrefixes.IsOwner(report.Assembly)) return;
        if (instrument.Convention.HasUnitField && ReservedPrefixes.IsConventional(instrument.Name.Value!)) return;
        if (ReservedPrefixes.Find(exported, LintOptions.ReservedPrefixes.Read(report.Options)) is not (var prefix, var owner)) return;
        if (LintOptions.RequiredPrefix.Read(report.Options) is { } claimed && RequiredPrefix.IsOn(claimed, prefix)) return;
        var flavor = LintOptions.PrometheusTranslation.Read(report.Options);
        if (ExportedInstrument.Of(instrument, flavor) is { } mine && ExportedNames.BuiltIn(flavor).CollisionOf(mine) != null) return;
        report.At(instrument.Name.Location, instrument.Name.Value, prefix, owner);
    }
}
