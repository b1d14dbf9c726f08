using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Elements of which a test lets through those that the code knows: <c>paths.Where(known.Contains)</c>, <c>paths.Intersect(known)</c>.</summary>
internal static class SelectedElements
{
    /// <summary>What comes through of elements that are, without the test, of this origin; null where they are out of sight.</summary>
    public static ValueOrigin? Of(IInvocationOperation call, ValueOrigin? all, OriginTrace trace)
    {
        if (all is BoundedOrigin || all == ValueOrigin.Nothing || all is null && Claims.Of(call) != null) return all;
        if (AreKnown(call, inFixedSets: true, trace)) return ValueOrigin.Checked;
        return all is UnboundedOrigin && AreKnown(call, inFixedSets: false, trace) ? ValueOrigin.Unknown : all;
    }

    /// <summary>The value is a member of the element that a loop is at, and the loop's collection is tested by that member.</summary>
    public static bool AreLoopedBy(IForEachLoopOperation loop, Sought value)
    {
        if (value.Value is not IMemberReferenceOperation { Member: var member, Instance: { } element } || CallSite.Unwrap(element) is not ILocalReferenceOperation { Local: var local } || !loop.Locals.Contains(local)) return false;
        if (CallSite.Unwrap(loop.Collection) is not IInvocationOperation { TargetMethod.Name: "Where" } call || LambdaValues.LambdaIn(call.Arguments) is not { } lambda) return false;
        foreach (var operation in lambda.Descendants())
            if (operation is IMemberReferenceOperation { Member: var tested } && SymbolEqualityComparer.Default.Equals(member, tested)) return AreKnown(lambda, value.InFixedSets);
        return false;
    }

    private static bool AreKnown(IInvocationOperation call, bool inFixedSets, OriginTrace? trace)
    {
        var name = call.TargetMethod.Name;
        if (call.Arguments.IsEmpty || call.TargetMethod.Locations is [{ IsInSource: true }, ..]) return false;
        var last = call.Arguments[call.Arguments.Length - 1].Value;
        if (name == "Intersect") return call.Arguments.Length == 2 && trace != null && (inFixedSets ? KnownSets.IsFixed(last) : Elements.Of(last, trace) is not UnboundedOrigin);
        if (name is not ("Where" or "TakeWhile" or "FindAll" or "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last" or "LastOrDefault" or "Find" or "FindLast")) return false;
        if (LambdaValues.LambdaIn(call.Arguments) is { } lambda) return AreKnown(lambda, inFixedSets);
        if (CallSite.Unwrap(last) is not IDelegateCreationOperation { Target: IMethodReferenceOperation { Method: var asked, Instance: var known } }) return false;
        if (asked.Locations is [{ IsInSource: true }, ..]) return !inFixedSets || KnownSets.AreCalledSo(asked.Name);
        return asked.Name is "Contains" or "ContainsKey" && known != null && (!inFixedSets || KnownSets.IsFixed(known));
    }

    private static bool AreKnown(IAnonymousFunctionOperation lambda, bool inFixedSets)
    {
        if (MethodCode.ReturnsOf(lambda) is not [var tested] || lambda.Symbol.Parameters is not [var parameter, ..]) return false;
        foreach (var operation in tested.DescendantsAndSelf())
            if (operation is IParameterReferenceOperation { Parameter: var named } && SymbolEqualityComparer.Default.Equals(named, parameter)) return KnownValueTest.Implies(tested, true, new Sought(operation, inFixedSets));
        return false;
    }
}
