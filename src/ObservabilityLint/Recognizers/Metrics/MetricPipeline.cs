using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Recognizers;

/// <summary>
/// The OpenTelemetry pipelines for metrics that a compilation sets up: which meters they collect, and which instruments their views change.
/// What is handed to code out of sight may get any view there.
/// </summary>
internal sealed class MetricPipeline
{
    private const string Namespace = "OpenTelemetry.Metrics", Builder = "MeterProviderBuilder";

    private static readonly ConditionalWeakTable<Compilation, MetricPipeline> Known = new();

    private static readonly string[] Words = ["AddMeter", Builder, "WithMetrics", "CreateMeterProviderBuilder", "AddServiceDefaults"];

    /// <summary>Methods of other assemblies that set up telemetry as a whole: <c>AddServiceDefaults</c>, <c>UseObservability</c>.</summary>
    private static readonly Regex SetUp = new("^(Add|Use|With|Configure|Register|Setup)[A-Za-z]*(Telemetry|Observability|Metrics|ServiceDefaults|Monitoring|Monitor|Instrumentation)$", RegexOptions.CultureInvariant);

    private readonly List<string?> meters = [], views = [];
    private bool isOpaque;

    private MetricPipeline(Compilation compilation, CancellationToken cancellation)
    {
        if (!compilation.Defines($"{Namespace}.{Builder}")) return;
        var variables = new VariableValues(compilation, cancellation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!CallIndex.Of(tree).MentionsOneOf(Words, cancellation) || variables.ModelOf(tree) is not { } model) continue;
            var texts = new TextReader(variables);
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
                if (node is InvocationExpressionSyntax call && MayConcern(call) && model.GetOperation(call, cancellation) is IInvocationOperation operation && CallSite.Of(operation) is { } site) Read(site, operation, texts);
        }
    }

    public static MetricPipeline Of(Compilation compilation, CancellationToken cancellation)
        => Known.TryGetValue(compilation, out var known) ? known : Known.GetValue(compilation, _ => new MetricPipeline(compilation, cancellation));

    /// <summary>A pipeline in sight collects the meter, and nothing can change the instrument on its way.</summary>
    /// <param name="meter">The meter's name; null where it is not known.</param>
    /// <param name="instrument">The instrument's name.</param>
    public bool KeepsAsDeclared(string? meter, string instrument)
        => !isOpaque && !IsOfPlatform(meter) && meters.Exists(selected => selected is null || meter is null || Matches(selected, meter)) && !views.Exists(selected => selected is null || Matches(selected, instrument));

    /// <summary>The SDK knows the histograms of .NET itself, and gives them bounds that fit.</summary>
    private static bool IsOfPlatform(string? meter)
        => meter != null && (meter.StartsWith("Microsoft.", StringComparison.Ordinal) || meter.StartsWith("System.", StringComparison.Ordinal) || meter.StartsWith("OpenTelemetry.", StringComparison.Ordinal));

    private void Read(CallSite call, IInvocationOperation operation, TextReader texts)
    {
        if (!TakesBuilder(call))
        {
            isOpaque |= HandsOver(call) || SetUp.IsMatch(call.Method.Name) && IsOutOfSight(call.Method, texts);
            return;
        }
        switch (call.Method.Name)
        {
            case "AddMeter":
                var names = texts.ReadMany(call.Argument("names"));
                if (names.IsDefault) meters.Add(null);
                else foreach (var name in names) meters.Add(name.Value);
                break;
            case OpenTelemetryViews.MethodName:
                views.Add(texts.ReadName(call.Argument("instrumentName"))?.Value);
                break;
            default:
                isOpaque |= HandsOver(call) || operation.TargetMethod.MethodKind == MethodKind.DelegateInvoke || IsOutOfSight(call.Method, texts) && !call.Method.Name.EndsWith("Instrumentation", StringComparison.Ordinal) && !call.Method.Name.EndsWith("Exporter", StringComparison.Ordinal);
                break;
        }
    }

    /// <summary>By syntax alone: what configures something is called so, or is a delegate.</summary>
    private static bool MayConcern(InvocationExpressionSyntax call)
        => TypeNames.Called(call.Expression) is { } name && (name is "Invoke" || call.ArgumentList.Arguments.Count > 0 && char.IsLower(name[0]) || name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("With", StringComparison.Ordinal)
            || name.StartsWith("Configure", StringComparison.Ordinal) || name.StartsWith("Use", StringComparison.Ordinal) || name.StartsWith("Set", StringComparison.Ordinal) || name.StartsWith("Register", StringComparison.Ordinal));

    private static bool TakesBuilder(CallSite call)
    {
        if (call.Receiver?.Type.IsOrInherits(Namespace, Builder) == true) return true;
        foreach (var argument in call.Arguments)
            if (argument.Value.Type.IsOrInherits(Namespace, Builder)) return true;
        return false;
    }

    /// <summary>What configures the pipeline is given as a delegate that is made elsewhere.</summary>
    private static bool HandsOver(CallSite call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter?.Type is INamedTypeSymbol { Name: "Action", TypeArguments: [.., var last] } && last.IsOrInherits(Namespace, Builder) && CallSite.Unwrap(argument.Value) is not (IDelegateCreationOperation or IAnonymousFunctionOperation) && argument.ArgumentKind != ArgumentKind.DefaultValue) return true;
        return false;
    }

    /// <summary>Neither of the libraries themselves nor of this compilation, whose files are all read.</summary>
    private static bool IsOutOfSight(IMethodSymbol method, TextReader texts)
    {
        var assembly = method.ContainingAssembly;
        if (SymbolEqualityComparer.Default.Equals(assembly, texts.Variables.Compilation.Assembly)) return false;
        return !assembly.Name.StartsWith("OpenTelemetry", StringComparison.Ordinal) && !assembly.Name.StartsWith("Microsoft.", StringComparison.Ordinal) && !assembly.Name.StartsWith("System.", StringComparison.Ordinal);
    }

    /// <summary>As the SDK matches: without regard to case, <c>*</c> for anything and <c>?</c> for one character.</summary>
    private static bool Matches(string selected, string name)
        => Regex.IsMatch(name, "^" + Regex.Escape(selected).Replace("\\*", ".*").Replace("\\?", ".") + "$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
}
