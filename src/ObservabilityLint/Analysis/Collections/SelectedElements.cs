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
        => value.Value is IMemberReferenceOperation { Member: var member, Instance: { } element } && CallSite.Unwrap(element) is ILocalReferenceOperation { Local: var local } && loop.Locals.Contains(local) && AreTestedBy(loop.Collection, member, value.InFixedSets);

    /// <summary>The same of the element that a lambda is called for: <c>requests.Where(request => known.Contains(request.Path)).GroupBy(request => request.Path)</c>.</summary>
    public static bool AreGivenTo(IAnonymousFunctionOperation lambda, Sought value)
        => value.Value is IMemberReferenceOperation { Member: var member, Instance: { } element } && CallSite.Unwrap(element) is IParameterReferenceOperation { Parameter: { Ordinal: 0 } parameter } && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, lambda.Symbol)
            && ElementSource.LoopedBy(lambda) is { } collection && AreTestedBy(collection, member, value.InFixedSets);

    private static bool AreTestedBy(IOperation? collection, ISymbol member, bool inFixedSets)
    {
        for (; collection is not null; collection = Elements.PassedOnBy(collection))
        {
            collection = CallSite.Unwrap(collection);
            if (collection is not IInvocationOperation { TargetMethod.Name: "Where" } call || LambdaValues.LambdaIn(call.Arguments) is not { } lambda) continue;
            foreach (var operation in lambda.Descendants())
                if (operation is IMemberReferenceOperation { Member: var tested } && SymbolEqualityComparer.Default.Equals(member, tested) && AreKnown(lambda, inFixedSets)) return true;
        }
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
