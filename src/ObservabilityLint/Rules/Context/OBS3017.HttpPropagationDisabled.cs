using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Rules.Context;

/// <summary>
/// HTTP clients kept from sending the trace context: for one handler a suggestion, since it may go to third parties, for the whole process a warning.
/// Quiet where it happens under a condition, and where the program or the SDK's instrumentation sends the context by itself.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HttpPropagationDisabled() : BodyRule(Definition)
{
    internal static readonly DiagnosticDescriptor Definition = new(
        "OBS3017", "Let HTTP clients send the trace context",
        "{0} carry no trace headers, so the services that are called begin traces of their own. Delete this line, unless it keeps the headers from third parties.",
        "ObservabilityLint.Context", DiagnosticSeverity.Info, isEnabledByDefault: true,
        description: "A service that is called without a trace context begins a trace of its own.", helpLinkUri: Manual + "#obs3017");

    /// <summary>Carried by the finding of one handler: whether it goes to third parties, only its author knows.</summary>
    internal const string OneHandlerKey = "oneHandler";

    private static readonly ImmutableDictionary<string, string?> OneHandler = ImmutableDictionary<string, string?>.Empty.Add(OneHandlerKey, null);

    private protected override void Check(TracedBody body, ContextFacts facts, Report report, CancellationToken cancellation)
    {
        foreach (var off in body.All<PropagationSwitch>())
        {
            if (ConditionalCode.Holds(off.Syntax) || facts.Sent.ByProgram(cancellation) || off.IsSeenByInstrumentation && facts.Sent.ByInstrumentation(cancellation)) continue;
            var (severity, properties) = off.IsForProcess ? (DiagnosticSeverity.Warning, ImmutableDictionary<string, string?>.Empty) : (DiagnosticSeverity.Info, OneHandler);
            report.At(off.Syntax.GetLocation(), severity, [], properties, off.Effect);
        }
    }
}
