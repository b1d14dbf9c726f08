using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>prometheus-net: the names of the labels that <c>WithLabels(dictionary)</c> has given a factory.</summary>
internal static class PrometheusFactoryLabels
{
    private const int MaximumSteps = 8;

    public static ImmutableArray<Text> Of(IOperation? factory, TextReader texts)
    {
        var names = ImmutableArray.CreateBuilder<Text>();
        for (var steps = 0; steps < MaximumSteps && factory != null; steps++)
        {
            factory = texts.Variables.Follow(factory);
            if (factory is not IInvocationOperation { TargetMethod: { Name: "WithLabels" or "WithManagedLifetime" } method } made || !PrometheusNet.IsFactory(method.ContainingType)) break;
            if (CallSite.Of(made)?.Argument("labels") is { } labels) AddKeys(labels, names, texts);
            factory = made.Instance;
        }
        return names.ToImmutable();
    }

    /// <summary>The keys of a dictionary of labels, as far as they are in sight.</summary>
    public static ImmutableArray<Text> KeysOf(IOperation? labels, TextReader texts)
    {
        var names = ImmutableArray.CreateBuilder<Text>();
        if (labels != null) AddKeys(labels, names, texts);
        return names.ToImmutable();
    }

    private static void AddKeys(IOperation labels, ImmutableArray<Text>.Builder names, TextReader texts)
    {
        if (texts.Variables.Follow(labels) is not IObjectCreationOperation { Initializer: { } initializer }) return;
        foreach (var filling in initializer.Initializers)
        {
            var key = filling switch
            {
                IInvocationOperation { TargetMethod.Name: "Add", Arguments: [var first, _] } => first.Value,
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [var index] } } => index.Value,
                _ => null,
            };
            if (texts.Read(key) is { } name) names.Add(name);
        }
    }
}
