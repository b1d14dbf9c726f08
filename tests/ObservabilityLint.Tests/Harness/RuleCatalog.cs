using System.Collections.Immutable;
using System.Reflection;
using ObservabilityLint.Rules;

namespace ObservabilityLint.Tests.Harness;

/// <summary>Every rule there is, by reflection: a test over all rules meets a new one without being told.</summary>
public static class RuleCatalog
{
    public static ImmutableArray<Rule> All { get; } =
    [
        .. from type in typeof(Rule).Assembly.GetTypes()
           where !type.IsAbstract && typeof(Rule).IsAssignableFrom(type)
           let rule = (Rule)Activator.CreateInstance(type)!
           orderby rule.Descriptor.Id
           select rule,
    ];

    /// <summary>The ids, as the data of a theory.</summary>
    public static TheoryData<string> Ids => [.. All.Select(IdOf)];

    public static string IdOf(Rule rule) => rule.Descriptor.Id;

    public static string NameOf(Rule rule) => rule.GetType().Name;

    /// <summary>The folder and namespace that it stands in, which is also its heading in the manual.</summary>
    public static string FamilyOf(Rule rule)
    {
        const string start = "ObservabilityLint.Rules.";
        Assert.StartsWith(start, rule.GetType().Namespace, StringComparison.Ordinal);
        return rule.GetType().Namespace![start.Length..];
    }

    public static Rule Find(string id) => All.Single(rule => rule.Descriptor.Id == id);

    /// <summary>Why the rule has no fix, or null where nothing is said about it.</summary>
    public static string? NoFixReason(Rule rule) => rule.GetType().GetCustomAttribute<NoFixAttribute>()?.Reason;
}
