using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>What methods and computed properties of the compilation itself give back, with their parameters standing for what the call passes: one level deep.</summary>
internal static class CallResults
{
    private const int MaximumReturns = 16;

    /// <summary>Null where the method is out of sight, or might be another at run time.</summary>
    public static ValueOrigin? Of(IInvocationOperation call, OriginTrace trace) => Of(call.TargetMethod, new CallSite(call.TargetMethod, call.Arguments, call), trace);

    /// <summary>Null where nothing is computed: the property has no code of its own.</summary>
    public static ValueOrigin? Of(IPropertyReferenceOperation property, OriginTrace trace)
        => property.Property.GetMethod is { } getter ? Of(getter, new CallSite(getter, property.Arguments, property), trace) : null;

    private static ValueOrigin? Of(IMethodSymbol method, CallSite call, OriginTrace trace)
    {
        method = Wrapper.Definition(method);
        method = method.PartialImplementationPart ?? method;
        if (method.DeclaringSyntaxReferences is not [var reference] || MayBeAnother(method)) return null;
        if (trace.Analysis.OperationAt(reference.GetSyntax()) is not { } code || code is IMethodBodyOperation { BlockBody: null, ExpressionBody: null }) return null;
        if (trace.Frame != null) return ValueOrigin.Unknown;

        var frame = new CallFrame(method, call, trace.Frame);
        var function = code is ILocalFunctionOperation ? code : null;
        ValueOrigin? all = null;
        var returns = 0;
        foreach (var operation in code.Descendants())
        {
            if (operation is not IReturnOperation { ReturnedValue: { } value } || Body.FunctionOf(operation) != function) continue;
            if (operation.Kind != OperationKind.Return || ++returns > MaximumReturns) return ValueOrigin.Unknown;
            if (CallSite.Unwrap(value) is IThrowOperation) continue;
            all = trace.OfIn(frame, value) is var one && all is null ? one : all.Or(one);
        }
        return all;
    }

    private static bool MayBeAnother(IMethodSymbol method)
        => method.IsAbstract || (method.IsVirtual || method.IsOverride) && !method.IsSealed && !method.ContainingType.IsSealed || method.ContainingType?.TypeKind == TypeKind.Interface && !method.IsStatic;
}
