using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Recognizers;

/// <summary>The options object that an address is written into: how its exporter speaks, and what it exports.</summary>
internal static class OtlpOptions
{
    private static readonly TextWords Protocol = new("OTEL_EXPORTER_OTLP_PROTOCOL");
    private static readonly NamedWords SetVariable = new(["SetEnvironmentVariable"], isKept: true);

    /// <summary>HTTP is chosen for the same object, beside the address or around it, and nothing else is; or for the whole process.</summary>
    public static bool SpeakHttp(ISimpleAssignmentOperation address, SemanticModel model, TextReader texts)
    {
        var (isHttp, isOther) = (false, false);
        foreach (var (property, choice) in PropertyWrites.Of("Protocol", model, texts.Variables.Cancellation))
        {
            if (!IsSameObject(property, choice, address)) continue;
            if (texts.Variables.Follow(choice.Value) is IFieldReferenceOperation { Field.Name: "HttpProtobuf" }) isHttp |= StatementsAround(choice.Syntax).Contains(address.Syntax.Span);
            else isOther = true;
        }
        return !isOther && (isHttp || IsHttpOfProcess(model.Compilation, texts));
    }

    /// <summary>What is exported with the options; empty where that is not in sight.</summary>
    public static ImmutableArray<Signal> SignalsOf(ISimpleAssignmentOperation address, SemanticModel model, TextReader texts)
    {
        var signals = ImmutableArray.CreateBuilder<Signal>();
        switch (InstanceOf(address))
        {
            case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } }:
                for (var outer = address.Parent; outer != null; outer = outer.Parent)
                    if (outer is IAnonymousFunctionOperation lambda)
                    {
                        AddOf(lambda, signals);
                        break;
                    }
                break;
            case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol method }:
                foreach (var reference in Callers.ReferencesTo(method, model.Compilation, node => Models.Of(model.Compilation).For(node.SyntaxTree)?.GetOperation(node, texts.Variables.Cancellation), texts.Variables.Cancellation)) AddOf(reference, signals);
                break;
            case ILocalReferenceOperation { Local: var local }:
                AddOf(local, address, signals);
                break;
            case IInstanceReferenceOperation { Parent: { } }:
                for (var outer = address.Parent; outer != null; outer = outer.Parent)
                    if (outer is IObjectCreationOperation creation)
                    {
                        AddOf(creation, signals);
                        break;
                    }
                break;
        }
        return signals.ToImmutable();
    }

    /// <summary>A function that configures, or a variable with one, or the options themselves, where they are handed to an exporter.</summary>
    private static void AddOf(IOperation value, ICollection<Signal> signals)
    {
        while (value.Parent is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation) value = value.Parent;
        switch (value.Parent)
        {
            case IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "AddOtlpExporter" } } call } when CallSite.Of(call)?.Receiver is { } builder && ProviderBuilds.SignalOf(CallSite.Unwrap(builder).Type) is { } signal:
                Add(signal, signals);
                break;
            case IArgumentOperation { Parent: IObjectCreationOperation { Type: { } exporter } } when exporter.ContainingNamespace.Is("OpenTelemetry.Exporter"):
                if (exporter.Name is "OtlpTraceExporter") Add(Signal.Traces, signals);
                else if (exporter.Name is "OtlpMetricExporter") Add(Signal.Metrics, signals);
                else if (exporter.Name is "OtlpLogExporter") Add(Signal.Logs, signals);
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                AddOf(local, value, signals);
                break;
        }
    }

    private static void AddOf(ILocalSymbol local, IOperation place, ICollection<Signal> signals)
    {
        var root = place;
        while (root.Parent is { } parent) root = parent;
        foreach (var operation in root.Descendants())
            if (operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local)) AddOf(reference, signals);
    }

    private static void Add(Signal signal, ICollection<Signal> signals)
    {
        if (!signals.Contains(signal)) signals.Add(signal);
    }

    private static bool IsSameObject(IPropertySymbol property, ISimpleAssignmentOperation choice, ISimpleAssignmentOperation address)
    {
        if (!SymbolEqualityComparer.Default.Equals(property.ContainingType, ((IPropertyReferenceOperation)address.Target).Property.ContainingType)) return false;
        return ObjectOf(choice) is { } one && ObjectOf(address) is { } other && SymbolEqualityComparer.Default.Equals(one, other) || choice.Syntax.Parent is InitializerExpressionSyntax && choice.Syntax.Parent == address.Syntax.Parent;
    }

    /// <summary>The variable that holds the options, also where an initializer fills them.</summary>
    private static ISymbol? ObjectOf(ISimpleAssignmentOperation assignment) => InstanceOf(assignment) switch
    {
        IInstanceReferenceOperation { Parent.Parent.Parent: IObjectOrCollectionInitializerOperation { Parent: { } creation } } => Target.Of(creation),
        { } instance => Target.SymbolOf(CallSite.Unwrap(instance)),
        null => null,
    };

    private static IOperation? InstanceOf(ISimpleAssignmentOperation assignment) => (assignment.Target as IPropertyReferenceOperation)?.Instance;

    private static Microsoft.CodeAnalysis.Text.TextSpan StatementsAround(SyntaxNode choice)
    {
        for (var node = choice.Parent; node != null; node = node.Parent)
            if (node is BlockSyntax or AnonymousFunctionExpressionSyntax or InitializerExpressionSyntax) return node is InitializerExpressionSyntax && node.FirstAncestorOrSelf<BlockSyntax>() is { } block ? block.Span : node.Span;
        return choice.SyntaxTree.GetRoot().Span;
    }

    private static bool IsHttpOfProcess(Compilation compilation, TextReader texts)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!CallIndex.Of(tree).MentionsAny(Protocol, texts.Variables.Cancellation)) continue;
            foreach (var call in CallIndex.Of(tree).Calls(SetVariable, texts.Variables.Cancellation))
                if (texts.Variables.ModelOf(tree) is { } model && CallSite.At(call.Node, model, texts.Variables.Cancellation) is { } set && texts.Read(set.Argument("variable"))?.Value == "OTEL_EXPORTER_OTLP_PROTOCOL") return texts.Read(set.Argument("value"))?.Value == "http/protobuf";
        }
        return false;
    }
}
