using System.Reflection;
using BenchmarkDotNet.Attributes;
using ObservabilityLint.RuntimeMetrics.Benchmarks;

namespace ObservabilityLint.RuntimeMetrics.Tests.Benchmarks;

/// <summary>The benchmarks are run by hand; here they only must not rot: each runs once, with the first of its parameters.</summary>
public class BenchmarkTests
{
    public static TheoryData<Type> All => [.. typeof(Program).Assembly.GetTypes().Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(BenchmarkAttribute))))];

    [Theory, MemberData(nameof(All))]
    public async Task Runs(Type type)
    {
        var benchmarks = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties())
            if (property.GetCustomAttribute<ParamsAttribute>() is { Values: [var first, ..] }) property.SetValue(benchmarks, first);
        await CallAsync<GlobalSetupAttribute>(benchmarks, 1);
        await CallAsync<BenchmarkAttribute>(benchmarks, 2);
        await CallAsync<GlobalCleanupAttribute>(benchmarks, 1);
    }

    private static async Task CallAsync<TAttribute>(object benchmarks, int atLeast) where TAttribute : Attribute
    {
        var methods = benchmarks.GetType().GetMethods().Where(method => method.IsDefined(typeof(TAttribute))).ToList();
        Assert.True(methods.Count >= atLeast, $"{benchmarks.GetType().Name} has {methods.Count} × {typeof(TAttribute).Name}.");
        foreach (var method in methods)
            if (method.Invoke(benchmarks, null) is Task task) await task;
    }
}
