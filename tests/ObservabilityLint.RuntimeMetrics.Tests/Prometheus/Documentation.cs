using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Prometheus;

/// <summary>The README of the package, and the XML documentation that its tables of options repeat.</summary>
internal static partial class Documentation
{
    public static string Path { get; } = Repository.PathOf("src", "ObservabilityLint.RuntimeMetrics", "README.md");

    /// <summary>The PromQL in the last column of its tables of metrics, the fifth or a later one.</summary>
    public static ImmutableArray<string> Queries => [.. Query().Matches(File.ReadAllText(Path)).Select(match => match.Groups[1].Value)];

    /// <summary>Its blocks of C#.</summary>
    public static ImmutableArray<ReadmeBlock> Code { get; } = [.. ReadmeBlock.In("src/ObservabilityLint.RuntimeMetrics/README.md").Where(block => block.Language == "csharp")];

    /// <summary>Where it leads to.</summary>
    public static ImmutableArray<string> LinksIn(string markdown) => [.. Link().Matches(markdown).Select(match => match.Groups[1].Value)];

    /// <summary>A table of options: name, default and summary.</summary>
    /// <param name="defaults">Options as they are when nothing is set.</param>
    public static string OptionsOf(object defaults)
    {
        var members = XDocument.Load(System.IO.Path.Combine(AppContext.BaseDirectory, defaults.GetType().Assembly.GetName().Name + ".xml")).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
        var table = new StringBuilder("| option | default | what it does |\n|---|---|---|\n");
        foreach (var option in defaults.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var choices = option.PropertyType.IsEnum ? Enum.GetNames(option.PropertyType).Select(choice => $" `{choice}`: {SummaryOf($"F:{option.PropertyType.FullName}.{choice}")}") : [];
            table.Append(CultureInfo.InvariantCulture, $"| `{option.Name}` | {DefaultOf(option.GetValue(defaults))} | {SummaryOf($"P:{option.DeclaringType!.FullName}.{option.Name}")}{string.Concat(choices)} |\n");
        }
        return table.ToString();

        string SummaryOf(string member) => TextOf(members[member].Element("summary")!);
    }

    private static string DefaultOf(object? value) => value switch
    {
        bool isOn => isOn ? "on" : "off",
        int number => number.ToString("#,0", CultureInfo.InvariantCulture),
        double number => number.ToString("0.00e+0", CultureInfo.InvariantCulture),
        TimeSpan time => $"{time.TotalSeconds} s",
        Enum choice => $"`{choice}`",
        string text => $"`{text}`",
        null or IEnumerable => "none",
        _ => "the system's",
    };

    private static string TextOf(XElement summary)
        => Spaces().Replace(string.Concat(summary.Nodes().Select(node => node is XElement element ? $"`{(element.Attribute("cref")?.Value.Split('.', '(')[^1] ?? element.Value)}`" : node.ToString())), " ").Trim();

    [GeneratedRegex(@"(?:\|[^|\n]*){4,}\| `([^`]+)` \|\n")]
    private static partial Regex Query();

    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
