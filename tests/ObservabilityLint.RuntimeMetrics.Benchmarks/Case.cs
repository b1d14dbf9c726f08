using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>The benchmarks of a class with one choice of its parameters.</summary>
public sealed class Case
{
    private readonly object instance;

    private Case(Type type, IReadOnlyList<(PropertyInfo Property, object? Value)> parameters)
    {
        instance = Activator.CreateInstance(type)!;
        foreach (var (property, value) in parameters) property.SetValue(instance, value);
        Name = $"{type.Name.Replace("Benchmarks", "", StringComparison.Ordinal)} {string.Join(", ", parameters.Select(parameter => $"{parameter.Property.Name} {parameter.Value}"))}".Trim();
        Benchmarks = [.. type.GetMethods().Where(method => method.IsDefined(typeof(BenchmarkAttribute))).OrderByDescending(method => method.GetCustomAttribute<BenchmarkAttribute>()!.Baseline)];
    }

    public static IEnumerable<Type> Types => typeof(Case).Assembly.GetTypes().Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(BenchmarkAttribute))));

    public string Name { get; }

    /// <summary>The base line comes first.</summary>
    public IReadOnlyList<MethodInfo> Benchmarks { get; }

    public static IEnumerable<Case> Of(Type type)
    {
        IEnumerable<IReadOnlyList<(PropertyInfo, object?)>> choices = [[]];
        foreach (var property in type.GetProperties())
            if (ValuesOf(property) is { } values)
                choices = choices.SelectMany(choice => values.Select(value => (IReadOnlyList<(PropertyInfo, object?)>)[.. choice, (property, value)])).ToList();
        return choices.Select(choice => new Case(type, choice));
    }

    public Task SetUpAsync() => CallAsync<GlobalSetupAttribute>();

    public Task CleanUpAsync() => CallAsync<GlobalCleanupAttribute>();

    /// <summary>So many times; where the benchmark is not asynchronous without a change of thread, and with nothing else in the loop.</summary>
    public Func<int, Task> CallsOf(MethodInfo benchmark)
    {
        if (benchmark.ReturnType == typeof(Task))
        {
            var begin = benchmark.CreateDelegate<Func<Task>>(instance);
            return async times =>
            {
                for (var i = 0; i < times; i++) await begin();
            };
        }
        var call = benchmark.CreateDelegate<Action>(instance);
        return times =>
        {
            for (var i = 0; i < times; i++) call();
            return Task.CompletedTask;
        };
    }

    private static IEnumerable<object?>? ValuesOf(PropertyInfo property)
    {
        if (property.GetCustomAttribute<ParamsAttribute>() is { } given) return given.Values;
        if (property.GetCustomAttribute<ParamsSourceAttribute>() is not { } source) return null;
        return ((System.Collections.IEnumerable)property.DeclaringType!.GetProperty(source.Name)!.GetValue(null)!).Cast<object?>();
    }

    private async Task CallAsync<TAttribute>() where TAttribute : Attribute
    {
        foreach (var method in instance.GetType().GetMethods().Where(method => method.IsDefined(typeof(TAttribute))))
            if (method.Invoke(instance, null) is Task task) await task;
    }
}
