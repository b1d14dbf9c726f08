using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Where code asks for an instrument by its name, beside the views: it compares the name (a listener, a test of what is exported), collects what is recorded, or switches instruments on and off.</summary>
internal static class InstrumentSelections
{
    private const string Parameter = "instrumentName";

    /// <summary>One of these stands in every file that selects.</summary>
    private static readonly NamedWords Words = new(["Instrument", "Metric", "MeterListener", "InstrumentPublished", "IMetricsListener", "MetricCollector", "EnableMetrics", "DisableMetrics"], isKept: true);

    /// <summary>The constant names that a file selects by.</summary>
    public static IEnumerable<Text> NamesIn(SemanticModel model, TextReader texts, CancellationToken cancellation)
    {
        if (!CallIndex.Of(model.SyntaxTree).HasInCode(Words, cancellation)) yield break;
        foreach (var node in model.SyntaxTree.GetRoot(cancellation).DescendantNodes())
            foreach (var name in At(node, model, cancellation))
                if (name.ConstantValue is { HasValue: true, Value: string } && texts.ReadName(name) is { Value: not null } text) yield return text;
    }

    private static IEnumerable<IOperation> At(SyntaxNode node, SemanticModel model, CancellationToken cancellation) => node switch
    {
        IdentifierNameSyntax { Identifier.ValueText: "Name", Parent: NameColonSyntax { Parent: SubpatternSyntax pattern } } => Of(model.GetOperation(pattern, cancellation)),
        IdentifierNameSyntax { Identifier.ValueText: "Name", Parent: MemberAccessExpressionSyntax or MemberBindingExpressionSyntax } => Of(model.GetOperation(node.Parent, cancellation)),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "EnableMetrics" or "DisableMetrics" } } => Passed(model.GetOperation(node, cancellation)),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 2 } => Passed(model.GetOperation(node, cancellation)),
        _ => [],
    };

    private static IEnumerable<IOperation> Of(IOperation? name) => name switch
    {
        IPropertySubpatternOperation { Member: IPropertyReferenceOperation member, Pattern: var pattern } when IsName(member) => ConstantsIn(pattern),
        IPropertyReferenceOperation member when IsName(member) => ComparedWith(member),
        _ => [],
    };

    /// <summary>The name of an instrument, or of the metric that an exporter is given.</summary>
    private static bool IsName(IPropertyReferenceOperation member)
        => member.Property.ContainingType.Is("System.Diagnostics.Metrics", "Instrument") || member.Property.ContainingType.Is(OpenTelemetryNamespaces.Metrics, "Metric");

    private static IEnumerable<IOperation> ComparedWith(IOperation name) => name.Parent switch
    {
        IConditionalAccessOperation access => ComparedWith(access),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison => [comparison.LeftOperand, comparison.RightOperand],
        IInvocationOperation { TargetMethod.Name: "Equals" } call => call.Arguments.Select(argument => argument.Value),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Equals", ContainingType.SpecialType: SpecialType.System_String } } call } => call.Arguments.Select(argument => argument.Value),
        IIsPatternOperation test => ConstantsIn(test.Pattern),
        ISwitchExpressionOperation choice => choice.Arms.SelectMany(arm => ConstantsIn(arm.Pattern)),
        ISwitchOperation choice => choice.Cases.SelectMany(section => section.Clauses).SelectMany(ConstantsIn),
        _ => [],
    };

    private static IEnumerable<IOperation> ConstantsIn(IOperation pattern)
    {
        foreach (var part in pattern.DescendantsAndSelf())
            if (part is IConstantPatternOperation { Value: var value }) yield return value;
            else if (part is ISingleValueCaseClauseOperation { Value: var label }) yield return label;
    }

    /// <summary>What <c>EnableMetrics</c>, <c>MetricCollector</c> and their like are given.</summary>
    private static IEnumerable<IOperation> Passed(IOperation? call)
    {
        var (member, arguments) = call switch
        {
            IInvocationOperation invocation => (invocation.TargetMethod, invocation.Arguments),
            IObjectCreationOperation { Constructor: { } constructor } creation => (constructor, creation.Arguments),
            _ => (null, ImmutableArray<IArgumentOperation>.Empty),
        };
        if (member is null || !member.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.Extensions.Diagnostics.Metrics", System.StringComparison.Ordinal)) yield break;
        foreach (var argument in arguments)
            if (argument.Parameter?.Name == Parameter) yield return argument.Value;
    }
}
