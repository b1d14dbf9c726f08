using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>The samplers of OpenTelemetry, and the calls that give one to a pipeline: by itself, by its type, by a factory, or by what is registered in the container.</summary>
internal sealed class Samplers : IContextRecognizer
{
    public const string Ratio = "TraceIdRatioBasedSampler";

    private const string Namespace = OpenTelemetryNamespaces.Trace, AlwaysOn = "AlwaysOnSampler";

    private const int MaximumSteps = 8;

    private static readonly string[] Registrations = ["AddSingleton", "TryAddSingleton"];

    public ImmutableArray<string> Anchors { get; } = ImmutableArray.Create("SetSampler", Ratio);

    public bool IsReferencedBy(Compilation compilation) => AreIn(compilation);

    /// <summary>The compilation sees the SDK, whose class samplers inherit.</summary>
    public static bool AreIn(Compilation compilation) => compilation.Defines(Namespace + ".Sampler");

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod: { Name: "SetSampler", ContainingType: { Name: "TracerProviderBuilderExtensions" } type } } call when type.Is(Namespace, type.Name):
                found.Add(Choice(call, texts.Variables));
                return;
            case IObjectCreationOperation { Type: var type, Arguments: [{ Value: var ratio }] } when type.Is(Namespace, Ratio):
                if (CallSite.Unwrap(texts.Variables.Follow(ratio)).ConstantValue is { HasValue: true, Value: { } value } && Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) is var share && !(share is >= 0 and <= 1)) found.Add(new ImpossibleRatio(ratio, share));
                return;
        }
    }

    private static SamplerChoice Choice(IInvocationOperation call, VariableValues variables)
    {
        var site = CallSite.Of(call)!;
        var samplers = ImmutableArray.CreateBuilder<GivenSampler>();
        if (call.TargetMethod.TypeArguments is [var type])
        {
            samplers.Add(new GivenSampler(KindOf(type), null));
            return new SamplerChoice(call, site.TypeArgument(0) ?? site.CalledName, samplers.ToImmutable());
        }
        var given = site.Argument("sampler") ?? site.Argument("implementationFactory");
        if (given is null) return new SamplerChoice(call, call.Syntax, samplers.ToImmutable());
        if (ReturnedValues.OfDelegate(given, variables) is { } made)
            foreach (var value in made) Collect(value, variables, samplers, 0);
        else
            Collect(given, variables, samplers, 0);
        return new SamplerChoice(call, given.Syntax, samplers.ToImmutable());
    }

    /// <summary>Adds what the value may be; what is out of sight is not among them.</summary>
    private static void Collect(IOperation value, VariableValues variables, ImmutableArray<GivenSampler>.Builder samplers, int steps)
    {
        if (steps > MaximumSteps) return;
        foreach (var choice in Choices.Of(value))
        {
            var made = CallSite.Unwrap(variables.Follow(choice));
            if (made is IObjectCreationOperation { Type: var type } creation) samplers.Add(new GivenSampler(IsShareOfRoots(creation, variables) ? SamplerKind.ShareOfRoots : KindOf(type), IsConstantShare(creation) ? null : creation));
            else if (made is IInvocationOperation { TargetMethod: { Name: "GetService" or "GetRequiredService", TypeArguments: [var service] } }) OfContainer(service, variables, samplers);
            else if (made is IInvocationOperation { TargetMethod: var method } && ReturnedValues.Of(method, variables) is { } returned)
                foreach (var result in returned) Collect(result, variables, samplers, steps + 1);
            else if (made != choice) Collect(made, variables, samplers, steps + 1);
        }
    }

    /// <summary>All or nothing is no share of the traces: it is meant as it stands.</summary>
    private static bool IsConstantShare(IObjectCreationOperation creation)
        => creation.Type.Is(Namespace, Ratio) && creation.Arguments is [{ Value.ConstantValue: { HasValue: true, Value: double share } }] && share is <= 0 or >= 1;

    private static bool IsShareOfRoots(IObjectCreationOperation creation, VariableValues variables)
        => creation.Type.Is(Namespace, "ParentBasedSampler") && CallSite.Of(creation)?.Argument("rootSampler") is { } root && CallSite.Unwrap(variables.Follow(root)) is IObjectCreationOperation { Type: var type } && type.Is(Namespace, Ratio);

    /// <summary>The samplers that are registered as they are, for whoever asks the container.</summary>
    private static void OfContainer(ITypeSymbol service, VariableValues variables, ImmutableArray<GivenSampler>.Builder samplers)
    {
        if (!service.IsOrInherits(Namespace, "Sampler")) return;
        foreach (var tree in variables.Compilation.SyntaxTrees)
            foreach (var creation in CallIndex.Of(tree).CreationsOf(Ratio, variables.Cancellation))
                if (IsRegistered(creation.Node) && variables.ModelOf(tree)?.GetOperation(creation.Node, variables.Cancellation) is IObjectCreationOperation made && made.Type.Is(Namespace, Ratio) && !IsConstantShare(made))
                    samplers.Add(new GivenSampler(SamplerKind.Ratio, made));
    }

    private static bool IsRegistered(SyntaxNode creation)
    {
        for (var node = creation.Parent; node is not (null or StatementSyntax); node = node.Parent)
            if (node is BaseObjectCreationExpressionSyntax) return false;
            else if (node is InvocationExpressionSyntax { Expression: var called }) return Array.IndexOf(Registrations, TypeNames.Called(called)) >= 0;
        return false;
    }

    private static SamplerKind KindOf(ITypeSymbol? type)
        => type.Is(Namespace, Ratio) ? SamplerKind.Ratio : type.Is(Namespace, AlwaysOn) ? SamplerKind.AlwaysOn : SamplerKind.Other;
}
