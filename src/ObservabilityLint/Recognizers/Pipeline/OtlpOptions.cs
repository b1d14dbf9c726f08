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
    private const int MaximumDepth = 4;

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

    /// <summary>A later statement gives the same object another address for certain, or makes one from this.</summary>
    public static bool IsReplaced(ISimpleAssignmentOperation address, SemanticModel model, TextReader texts)
    {
        foreach (var (property, other) in PropertyWrites.Of("Endpoint", model, texts.Variables.Cancellation))
        {
            if (other.Syntax.SpanStart <= address.Syntax.SpanStart || !IsSameObject(property, other, address)) continue;
            var later = other.Syntax;
            while (later.Parent is { } outer && !outer.Span.Contains(address.Syntax.Span)) later = outer;
            if ((later is GlobalStatementSyntax global ? global.Statement : later) is StatementSyntax statement && (statement == other.Syntax.Parent || Reads(statement, "Endpoint"))) return true;
        }
        return false;
    }

    private static bool Reads(SyntaxNode code, string property)
    {
        foreach (var node in code.DescendantNodes())
            if (node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && name == property && !(node.Parent is AssignmentExpressionSyntax write && write.Left == node)) return true;
        return false;
    }

    /// <summary>What is exported with the options; none where that is not in sight.</summary>
    public static PipelineSignals SignalsOf(ISimpleAssignmentOperation address, SemanticModel model, TextReader texts)
    {
        switch (InstanceOf(address))
        {
            case IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } }:
                return Around<IAnonymousFunctionOperation>(address) is { } lambda ? SignalsOf(lambda, model, texts, 0) : PipelineSignals.None;
            case IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol method }:
                var signals = PipelineSignals.None;
                foreach (var reference in Callers.ReferencesTo(method, new CallTargets(method), model.Compilation, node => Models.Of(model.Compilation).For(node.SyntaxTree)?.GetOperation(node, texts.Variables.Cancellation), texts.Variables.Cancellation)) signals |= SignalsOf(reference, model, texts, 0);
                return signals;
            case ILocalReferenceOperation { Local: var local }:
                return SignalsOf(local, address, model, texts, 0);
            case IInstanceReferenceOperation:
                return Around<IObjectCreationOperation>(address) is { } creation ? SignalsOf(creation, model, texts, 0) : PipelineSignals.None;
            default:
                return PipelineSignals.None;
        }
    }

    /// <summary>A function that configures, or a variable with one, or the options themselves, where they are handed to an exporter, also by a method in sight.</summary>
    private static PipelineSignals SignalsOf(IOperation value, SemanticModel model, TextReader texts, int depth)
        => CallSite.TakerOf(value) switch
        {
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "AddOtlpExporter" } } call } when CallSite.Of(call)?.Receiver is { } builder => PipelineBuilders.SignalsOf(CallSite.Unwrap(builder).Type),
            IArgumentOperation { Parent: IObjectCreationOperation { Type: { } exporter } } when exporter.ContainingNamespace.Is(OpenTelemetryNamespaces.Exporter) => exporter.Name switch
            {
                "OtlpTraceExporter" => PipelineSignals.Traces,
                "OtlpMetricExporter" => PipelineSignals.Metrics,
                "OtlpLogExporter" => PipelineSignals.Logs,
                _ => PipelineSignals.None,
            },
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method }, Parameter: { } parameter } when depth < MaximumDepth && (method.ReducedFrom ?? method).OriginalDefinition.DeclaringSyntaxReferences is [var declared]
                && Models.Of(model.Compilation).For(declared.SyntaxTree)?.GetOperation(declared.GetSyntax(texts.Variables.Cancellation), texts.Variables.Cancellation) is { } body => OfUses(parameter.Name, body, model, texts, depth + 1),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => SignalsOf(local, value, model, texts, depth),
            _ => PipelineSignals.None,
        };

    private static PipelineSignals SignalsOf(ILocalSymbol local, IOperation place, SemanticModel model, TextReader texts, int depth)
    {
        var root = Body.RootOf(place);
        return OfUses(local.Name, root, model, texts, depth);
    }

    private static PipelineSignals OfUses(string variable, IOperation code, SemanticModel model, TextReader texts, int depth)
    {
        var signals = PipelineSignals.None;
        foreach (var use in code.Descendants())
            if (use is ILocalReferenceOperation or IParameterReferenceOperation && Target.SymbolOf(use)!.Name == variable) signals |= SignalsOf(use, model, texts, depth);
        return signals;
    }

    private static T? Around<T>(IOperation place) where T : class, IOperation
    {
        for (var outer = place.Parent; outer != null; outer = outer.Parent)
            if (outer is T found) return found;
        return null;
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
