using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>OpenTelemetry's baggage of the current flow. What the methods of a baggage give back is another baggage, and changes nothing.</summary>
internal sealed class AmbientBaggage : IContextRecognizer
{
    private const string Namespace = OpenTelemetryNamespaces.Root, Type = "Baggage";

    public ImmutableArray<string> Anchors { get; } = ImmutableArray.Create("Baggage.SetBaggage", "Baggage.Current =");

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Namespace + "." + Type);

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        switch (operation)
        {
            case IInvocationOperation { TargetMethod: { IsStatic: true, Name: "SetBaggage" or "RemoveBaggage" or "ClearBaggage", ContainingType: var type } } when type.Is(Namespace, Type):
                var call = CallSite.Of(operation)!;
                found.Add(new BaggageChange(operation, call.Method.Name != "SetBaggage" || call.Argument("value") is { ConstantValue.HasValue: true }) { IsOfVariousEntries = texts.Read(call.Argument("name"))?.Pieces.Any(static piece => piece.Kind is TextPieceKind.Dynamic or TextPieceKind.Parameter) == true });
                return;
            case ISimpleAssignmentOperation { Target: var target, Value: var value } when IsCurrent(target):
                found.Add(new BaggageChange(operation, IsOfOneValue: value.ConstantValue.HasValue || CallSite.Unwrap(value) is IDefaultValueOperation));
                return;
        }
    }

    /// <summary><c>Baggage.Current</c>.</summary>
    public static bool IsCurrent(IOperation operation) => operation is IPropertyReferenceOperation { Property: { Name: "Current", IsStatic: true, ContainingType: var type } } && type.Is(Namespace, Type);

    /// <summary><c>Baggage.GetBaggage(name)</c>, which reads the baggage of the flow.</summary>
    public static bool IsRead(IOperation operation)
        => operation is IInvocationOperation { TargetMethod: { IsStatic: true, Name: "GetBaggage", ContainingType: var type } } && type.Is(Namespace, Type) && CallSite.Of(operation)!.Argument("baggage") is null;
}
