using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ObservabilityLint.Benchmarks;

/// <summary>Options as a build passes them: some properties and some editor settings for every file, none of them ours.</summary>
internal sealed class BuildOptions : AnalyzerConfigOptionsProvider
{
    private static readonly Settings Shared = new(Enumerable.Range(0, 20).Select(i => $"build_property.Property{i}").Concat(Enumerable.Range(0, 20).Select(i => $"dotnet_style_setting_{i}")));

    public override AnalyzerConfigOptions GlobalOptions => Shared;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Shared;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => Shared;

    private sealed class Settings(IEnumerable<string> keys) : AnalyzerConfigOptions
    {
        private readonly ImmutableDictionary<string, string> values = keys.ToImmutableDictionary(key => key, _ => "true", KeyComparer);

        public override IEnumerable<string> Keys => values.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
