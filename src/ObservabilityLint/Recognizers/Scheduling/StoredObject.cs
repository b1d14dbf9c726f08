using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Whether a function puts an object that it makes where it stays: into a field or property of its own, or into a collection that one of these holds.</summary>
internal static class StoredObject
{
    public static bool Is(IOperation creation)
    {
        var value = CallSite.Outermost(creation);
        return Target.Of(value) is ILocalSymbol local && IsLocalKept(local, creation) || IsKept(value);
    }

    private static bool IsLocalKept(ILocalSymbol local, IOperation creation)
    {
        foreach (var operation in Body.RootOf(creation).Descendants())
            if (operation is ILocalReferenceOperation { Local: var used } && SymbolEqualityComparer.Default.Equals(used, local) && IsKept(CallSite.Outermost(operation))) return true;
        return false;
    }

    private static bool IsKept(IOperation value) => value.Parent switch
    {
        // `_pools[key] = pool = new Pool()`
        IAssignmentOperation { Target: ILocalReferenceOperation } inner => inner.Value == value && IsKept(CallSite.Outermost(inner)),
        IAssignmentOperation { Target: var target } assignment => assignment.Value == value && (IsOwn(target) || target is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } map } && IsOwn(map)),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "Add" or "TryAdd" or "Push" or "Enqueue", Instance: { } collection } } => IsOwn(collection),
        _ => false,
    };

    private static bool IsOwn(IOperation member)
        => CallSite.ObjectOf(member) is IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } };
}
