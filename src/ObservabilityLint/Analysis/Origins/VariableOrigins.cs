using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>What locals and parameters hold where they are used.</summary>
internal static class VariableOrigins
{
    public static ValueOrigin Of(IOperation reference, OriginTrace trace)
    {
        var variable = Target.SymbolOf(reference)!;
        var body = trace.Analysis.BodyOf(reference);
        var writes = body.WritesOf(variable);
        var parameter = variable as IParameterSymbol;
        if (writes.Count == 0) return parameter is null ? ValueOrigin.Unknown : Passed(parameter, reference, trace);
        if (IsReferred(writes)) return ValueOrigin.Unknown;
        if (writes.Count == 2 && reference is ILocalReferenceOperation counted && NumberOrigins.OfCounted(counted, trace) is { } count) return count;
        if (writes.Count == 1 && parameter is null) return trace.OfWrite(writes[0], reference);
        return IsOfOneFunction(variable, reference, writes) && body.FlowAround(reference)?.WritesOf(variable).Before(reference.Syntax) is { } reaching
            ? AnyOf(reaching.Writes, reaching.IncludesStart ? parameter : null, reference, trace)
            : Agreed(writes, parameter, reference, trace);
    }

    /// <summary>The use and all writes stand in one function, of which a parameter is one.</summary>
    private static bool IsOfOneFunction(ISymbol variable, IOperation reference, IReadOnlyList<VariableWrite> writes)
    {
        var function = Body.FunctionOf(reference);
        foreach (var write in writes)
            if (Body.FunctionOf(write.At)?.Syntax != function?.Syntax) return false;
        if (variable is ILocalSymbol || function is null) return true;
        return SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, function is IAnonymousFunctionOperation lambda ? lambda.Symbol : ((ILocalFunctionOperation)function).Symbol);
    }

    /// <summary>Another name for the variable may write it at any place.</summary>
    private static bool IsReferred(IReadOnlyList<VariableWrite> writes)
    {
        foreach (var write in writes)
            if (write is { Form: WriteForm.Unseen, At: IVariableDeclaratorOperation }) return true;
        return false;
    }

    private static ValueOrigin AnyOf(List<VariableWrite> writes, IParameterSymbol? parameter, IOperation reference, OriginTrace trace)
    {
        var all = parameter is null ? null : Passed(parameter, reference, trace);
        foreach (var write in writes)
        {
            // Only something unbounded could still change that.
            if (all == ValueOrigin.Unknown && write.Value?.ConstantValue.HasValue == true) continue;
            all = trace.OfWrite(write, reference) is var one && all is null ? one : all.Or(one);
        }
        return all ?? ValueOrigin.Unknown;
    }

    /// <summary>Where it is not certain which write reaches the use (it stands in a lambda, say), something is known only if it holds for all of them.</summary>
    private static ValueOrigin Agreed(IReadOnlyList<VariableWrite> writes, IParameterSymbol? parameter, IOperation reference, OriginTrace trace)
    {
        var all = parameter is null ? null : Passed(parameter, reference, trace);
        foreach (var write in writes)
        {
            var one = trace.OfWrite(write, reference);
            if (one == ValueOrigin.Nothing) continue;
            if (all != null && all.GetType() != one.GetType()) return ValueOrigin.Unknown;
            all = all is null ? one : all.Or(one);
        }
        return all ?? ValueOrigin.Unknown;
    }

    /// <summary>What a parameter holds when its method begins. What a constructor is given may be one for the life of the process.</summary>
    private static ValueOrigin Passed(IParameterSymbol parameter, IOperation reference, OriginTrace trace)
    {
        if (BoundedSources.Of(parameter) is { } bounded) return bounded;
        if (trace.Frame is { } frame && frame.ArgumentFor(parameter) is { } argument)
        {
            trace.Entered.Ask(frame, parameter);
            var origin = trace.OfIn(frame.Caller, argument);
            // What has no type of its own there has that of the parameter: `Label(T item)` is overridden by `Label(Guid item)`.
            return origin == ValueOrigin.Unknown && CallSite.Unwrap(argument).Type is ITypeParameterSymbol ? UnboundedTypes.Of(parameter.Type, parameter.Name, reference) ?? origin : origin;
        }
        if (LambdaValues.OfParameter(parameter, reference, trace) is { } given) return given;
        if (trace.Analysis.Requests.Of(parameter, reference) is { } sent) return sent;
        if (trace.Analysis.Passed.Of(parameter, trace.Asked, trace.Budget) is { } passed) return passed;
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: not (MethodKind.Constructor or MethodKind.StaticConstructor) }) return ValueOrigin.Unknown;
        // What its callers give it may be a setting, whatever it is called here.
        return UnboundedTypes.Of(parameter.Type, parameter.Name, reference) ?? (trace.Analysis.Passed.IsCalled(parameter) ? null : UnboundedTypes.OfNamed(parameter.Type, parameter.Name, reference)) ?? ValueOrigin.Unknown;
    }
}
