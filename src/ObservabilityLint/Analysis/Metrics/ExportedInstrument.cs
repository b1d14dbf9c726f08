using System.Collections.Immutable;
using System.Linq;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Analysis;

/// <summary>An instrument as Prometheus will see it; <see cref="Declaration"/> is null for the metrics of .NET itself.</summary>
internal sealed record ExportedInstrument(string Name, ExportedFamily Family, string? UnitWord, string? Meter, InstrumentDeclaration? Declaration)
{
    private ImmutableHashSet<string>? Labels { get; } = Declaration is null ? null : LabelSet.Of(Declaration);

    public string FullName => Declaration is null ? $"the built-in '{Name}' of meter '{Meter}'" : $"'{Name}'";

    public static ExportedInstrument Of(BuiltInMetric metric, TranslationFlavor flavor) => new(
        metric.Name, ExportedFamily.Of(NamingConvention.OpenTelemetry, metric.Kind, metric.Name, metric.Unit, flavor)!, PrometheusTranslation.UnitWord(metric.Unit), metric.Meter, null);

    /// <summary>Null where the unit, and with it the exported name, is not known.</summary>
    public static ExportedInstrument? Of(InstrumentDeclaration declaration, TranslationFlavor flavor)
    {
        if (declaration.Unit is { Value: null } || declaration.Name.Value is not { } name) return null;
        var unit = declaration.Unit?.Value;
        return ExportedFamily.Of(declaration.Convention, declaration.Kind, name, unit, flavor) is { } family
            ? new ExportedInstrument(name, family, unit is null ? null : PrometheusTranslation.UnitWord(unit), declaration.Scope.Name, declaration)
            : null;
    }

    /// <summary>Given that both export one name: whether that is a fault, and one that only this rule sees.</summary>
    public bool CollidesWith(ExportedInstrument other)
    {
        if (Declaration is null || other.Declaration is null) return Meter != other.Meter && (Family.Name != other.Family.Name || Family.Type != other.Family.Type);
        var inOneScope = InstrumentConflict.InOneScope(other.Declaration, Declaration);
        // Registries keep their metrics apart, and only the default one is known to be the same everywhere.
        if (!inOneScope && Declaration.Convention == other.Declaration.Convention && !Declaration.Convention.ExporterAddsSuffixes) return false;
        if (inOneScope ? Name == other.Name : !Declaration.Scope.MayCoexistWith(other.Declaration.Scope) || Family.Name == other.Family.Name && Family.Type == other.Family.Type && !UnitsDiffer(other) && !LabelsDiffer(other)) return false;
        return !ExclusiveBranches.SeparateWithCalls(other.Declaration.Syntax, Declaration.Syntax);
    }

    /// <summary>The type, and what else sets the two apart.</summary>
    public string Description(ExportedInstrument other)
        => Family.Type != other.Family.Type || Family.Name != other.Family.Name ? Family.Type
            : UnitsDiffer(other) ? $"{Family.Type} of unit '{Declaration?.Unit?.Value}'"
            : LabelsDiffer(other) ? $"{Family.Type} with labels '{string.Join(", ", Labels!.OrderBy(label => label, System.StringComparer.Ordinal))}'"
            : Family.Type;

    private bool UnitsDiffer(ExportedInstrument other) => !string.IsNullOrEmpty(UnitWord) && !string.IsNullOrEmpty(other.UnitWord) && UnitWord != other.UnitWord;

    private bool LabelsDiffer(ExportedInstrument other) => Labels != null && other.Labels != null && !Labels.SetEquals(other.Labels);
}
