using ObservabilityLint.Tests.Package;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace ObservabilityLint.Tests.Package;

/// <summary>The builds begin first, those of the package one after the other: whatever else is tested runs beside them, and nothing waits for them at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection
        => [.. testCollections.OrderBy(static collection => collection.TestCollectionDisplayName is not (nameof(PackedPackage) or nameof(FreshCloneTests)))];
}
