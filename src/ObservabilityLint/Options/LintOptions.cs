using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Diagnostics;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Options;

/// <summary>Every option there is. The documentation's table and OBS0001 are made from <see cref="All"/>.</summary>
internal static class LintOptions
{
    public static LintOption<string?> RequiredPrefix { get; } = new(
        "required_prefix", null, "(none)", "a prefix such as `shop_`: lower-case letters, digits, `_` and `.`, beginning with a letter",
        "The prefix that every exported metric name must have (OBS1014).",
        text => text.Length == 0 ? (true, null) : (IsPrefix(text) && text.All(c => c is not (>= 'A' and <= 'Z')), text));

    public static LintOption<ImmutableArray<string>> ReservedPrefixes { get; } = new(
        "reserved_prefixes", ImmutableArray<string>.Empty, "(none)", "prefixes separated by commas, such as `envoy_, nginx_`",
        "Prefixes that other programs own, besides those of .NET and Prometheus (OBS1013).",
        text => (ItemsOf(text).All(IsPrefix), ItemsOf(text)));

    public static LintOption<TranslationFlavor> PrometheusTranslation { get; } = new(
        "prometheus_translation", TranslationFlavor.OpenTelemetryDotNet, "opentelemetry_dotnet", "`opentelemetry_dotnet` or `otlptranslator`",
        "How OpenTelemetry names reach Prometheus: through the .NET exporter, or through OTLP and the Go translator.",
        text => text switch
        {
            "opentelemetry_dotnet" => (true, TranslationFlavor.OpenTelemetryDotNet),
            "otlptranslator" => (true, TranslationFlavor.OtlpTranslator),
            _ => (false, default),
        })
    {
        Choices = ImmutableArray.Create("opentelemetry_dotnet", "otlptranslator"),
    };

    public static LintOption<ImmutableArray<string>> BoundedLabelNames { get; } = new(
        "bounded_label_names", ImmutableArray<string>.Empty, "(none)", "label names separated by commas, such as `tenant_id, plan`",
        "Labels that have few values, whatever the code shows (OBS2004, OBS2005, OBS2014).", LabelNames);

    public static LintOption<ImmutableArray<string>> UnboundedLabelNames { get; } = new(
        "unbounded_label_names", ImmutableArray<string>.Empty, "(none)", "label names separated by commas, such as `tenant_id, plan`",
        "Names that promise many values, besides those that OBS2005 knows.", LabelNames);

    public static LintOption<int> MaxSeriesPerMetric { get; } = new(
        "max_series_per_metric", 10000, "10000", "a whole number above 0",
        "How many series the labels of one metric may multiply to (OBS2007).",
        text => (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0, most));

    public static LintOption<ImmutableArray<string>> AllowedLabels { get; } = new(
        "allowed_labels", ImmutableArray<string>.Empty, "(none)", "label names separated by commas, such as `region, tier`",
        "The only labels that metrics may have, once it is set (OBS2006). For one metric alone: `observability_lint.allowed_labels.shop_orders_total`, with the metric's own or its exported name.",
        LabelNames)
    {
        IsPerMetric = true,
    };

    public static ImmutableArray<ILintOption> All { get; } = ImmutableArray.Create<ILintOption>(PrometheusTranslation, RequiredPrefix, ReservedPrefixes, AllowedLabels, BoundedLabelNames, UnboundedLabelNames, MaxSeriesPerMetric);

    /// <summary>What the keys of all our options begin with.</summary>
    public const string KeyStart = "observability_lint";

    /// <summary>All keys that are set; none where the host cannot list them.</summary>
    public static IEnumerable<string> KeysOf(AnalyzerConfigOptions options)
    {
        try
        {
            return options.Keys;
        }
        catch (NotImplementedException)
        {
            return [];
        }
    }

    private static (bool, ImmutableArray<string>) LabelNames(string text) => (ItemsOf(text).All(IsLabel), ItemsOf(text));

    private static ImmutableArray<string> ItemsOf(string text) => text.Split(',').Select(item => item.Trim()).Where(item => item.Length > 0).ToImmutableArray();

    private static bool IsLabel(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '-');

    private static bool IsPrefix(string text)
        => text.Length > 0 && text[0] is not (>= '0' and <= '9' or '.')
            && text.All(c => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' or '.');
}
