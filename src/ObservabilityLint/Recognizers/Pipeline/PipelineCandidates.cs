using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Which calls of a file may configure a pipeline of OpenTelemetry, told by the text alone: only these are ever bound.</summary>
internal static class PipelineCandidates
{
    /// <summary>A file that configures a pipeline has one of these in it.</summary>
    private static readonly TextWords PipelineWords = new("ProviderBuilder", "WithTracing", "WithMetrics", "WithLogging", "AddSource", "AddMeter", "AddView", "OpenTelemetry");

    /// <summary>A file that has it all set up elsewhere has one of these.</summary>
    private static readonly TextWords SetUpWords = new("Telemetry(", "Observability(", "ServiceDefaults(", "Monitoring(", "Monitor(", "Instrumentation(", "Metrics(", "Tracing(");

    /// <summary>Methods that set up telemetry as a whole: <c>AddServiceDefaults</c>, <c>UseObservability</c>.</summary>
    private static readonly Regex SetUp = new("^(Add|Use|With|Configure|Register|Setup)[A-Za-z]*(Telemetry|Observability|Metrics|Tracing|ServiceDefaults|Monitoring|Monitor|Instrumentation)$", RegexOptions.CultureInvariant);

    /// <summary>A delegate is called without its name, or with an exclamation mark behind that.</summary>
    private const string Unnamed = "Invoke";

    private static readonly string[] Verbs = ["Add", "With", "Configure", "Use", "Set", "Register", "Enable", "Create", "Build"];

    /// <summary>What collections, spans and tasks have, and no pipeline: most of what begins with such a verb.</summary>
    private static readonly HashSet<string> OfOthers =
    [
        "Add", "AddRange", "AddOrUpdate", "AddFirst", "AddLast", "AddTag", "AddEvent", "AddLink", "AddException", "AddBaggage", "SetTag", "SetStatus", "SetBaggage", "SetParentId", "SetStartTime", "SetEndTime", "SetCustomProperty",
        "SetResult", "SetException", "SetCanceled", "SetValue", "SetEquals", "AddDays", "AddHours", "AddMinutes", "AddSeconds", "AddMilliseconds", "AddTicks", "CreateLogger", "CreateScope", "CreateInstance", "CreateLinkedTokenSource",
    ];

    /// <summary>What takes a function that configures a pipeline.</summary>
    private static readonly HashSet<string> TakesConfiguration =
    [
        "WithTracing", "WithMetrics", "WithLogging", "AddOpenTelemetryTracing", "AddOpenTelemetryMetrics", "ConfigureOpenTelemetryTracerProvider", "ConfigureOpenTelemetryMeterProvider", "ConfigureOpenTelemetryLoggerProvider", "ConfigureBuilder",
    ];

    /// <summary>What the text alone tells outlives the compilation.</summary>
    private static readonly ConditionalWeakTable<SyntaxTree, IReadOnlyList<NamedNode>> Known = new();

    /// <summary>In the order in which they are called: that of their names.</summary>
    public static IReadOnlyList<NamedNode> In(SyntaxTree tree, CancellationToken cancellation)
        => Known.TryGetValue(tree, out var known) ? known : Known.GetValue(tree, t => Find(t, cancellation));

    private static IReadOnlyList<NamedNode> Find(SyntaxTree tree, CancellationToken cancellation)
    {
        var index = CallIndex.Of(tree);
        var isPipeline = index.MentionsAny(PipelineWords, cancellation);
        if (!isPipeline && !index.MentionsAny(SetUpWords, cancellation)) return [];
        var found = new List<NamedNode>();
        foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
            if (node is InvocationExpressionSyntax call && (TypeNames.Called(call.Expression) ?? Unnamed) is var name && (IsSetUp(name) || isPipeline && (MayConcern(name, call) || IsInConfiguration(call)))) found.Add(new NamedNode(name, node));
        found.Sort(static (one, other) => PlaceOf(one).CompareTo(PlaceOf(other)));
        return found;
    }

    public static bool IsSetUp(string name) => SetUp.IsMatch(name);

    /// <summary>In a function that is given a builder.</summary>
    public static bool IsInConfiguration(SyntaxNode call)
    {
        for (var node = call.Parent; node is not (null or TypeDeclarationSyntax); node = node.Parent)
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax to } } when TypeNames.Called(to.Expression) is { } name && TakesConfiguration.Contains(name):
                case BaseMethodDeclarationSyntax { ParameterList: var parameters } when TakesBuilder(parameters):
                case LocalFunctionStatementSyntax { ParameterList: var ofLocal } when TakesBuilder(ofLocal):
                    return true;
            }
        return false;
    }

    private static int PlaceOf(NamedNode call) => (TypeNames.OfCall(call.Node) ?? call.Node).SpanStart;

    /// <summary>What configures something is called so, or is a delegate.</summary>
    private static bool MayConcern(string name, InvocationExpressionSyntax call)
    {
        if (OfOthers.Contains(name)) return false;
        if (name == Unnamed || call.ArgumentList.Arguments.Count > 0 && name.Length > 0 && char.IsLower(name[0])) return true;
        foreach (var verb in Verbs)
            if (name.StartsWith(verb, StringComparison.Ordinal)) return true;
        return false;
    }

    private static bool TakesBuilder(ParameterListSyntax parameters)
    {
        foreach (var parameter in parameters.Parameters)
            if (TypeNames.Bare(parameter.Type) is { } type && type.EndsWith("ProviderBuilder", StringComparison.Ordinal)) return true;
        return false;
    }
}
