using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Analysis;

/// <summary>How two declarations of one name contradict each other.</summary>
internal sealed record InstrumentConflict(string Aspect, string Before, string Here, string Effect)
{
    private const string Description = "description";

    public bool IsOfDescription => Aspect == Description;

    /// <summary>Some view of the program makes two metrics of the declarations, or gives both one description.</summary>
    public bool MayBeReconciled(InstrumentDeclaration instrument, Compilation compilation, CancellationToken cancellation)
        => instrument.Convention.ViewRejection != null && DeclaredViews.In(compilation, cancellation).MayReconcile(instrument.Name.Value!, byDescription: IsOfDescription);

    public static bool InOneScope(InstrumentDeclaration a, InstrumentDeclaration b) => a.Convention == b.Convention && a.Scope.IsSameAs(b.Scope);

    /// <summary>The first contradiction of two declarations in one scope, or null where they agree as far as is known.</summary>
    public static InstrumentConflict? Between(InstrumentDeclaration before, InstrumentDeclaration here)
    {
        var effect = here.Convention.Redeclaration;
        if (KindOf(before) != KindOf(here)) return new InstrumentConflict("kind", KindOf(before), KindOf(here), effect);
        if (!here.Convention.HasUnitField && OrderConflict(before, here) is { } order) return order;
        if (!here.Convention.HasUnitField)
            return HaveSameLabels(before, here) && BucketBounds.Differ(before, here) ? new InstrumentConflict("buckets", Written(before), Written(here), "the buckets here are ignored") : null;
        if (IsKnown(before.NumberType) && IsKnown(here.NumberType) && !SymbolEqualityComparer.Default.Equals(before.NumberType, here.NumberType))
            return new InstrumentConflict("number type", before.NumberType!.ToDisplayString(), here.NumberType!.ToDisplayString(), effect);
        return BetweenTexts("unit", before.Unit, here.Unit, effect) ?? BetweenTexts(Description, before.Help, here.Help, effect);
    }

    /// <summary>The same labels in another order are another metric to the library, and the same series to Prometheus.</summary>
    private static InstrumentConflict? OrderConflict(InstrumentDeclaration before, InstrumentDeclaration here)
        => HaveSameLabels(before, here) && Listed(before) is var a && Listed(here) is var b && a != b ? new InstrumentConflict("order of labels", a, b, here.Convention.OtherLabelOrder) : null;

    private static string Listed(InstrumentDeclaration instrument) => string.Join(", ", instrument.Labels.Select(label => label.Value));

    private static string KindOf(InstrumentDeclaration instrument) => (instrument.IsObservable ? "observable " : "") + instrument.Kind switch
    {
        Naming.InstrumentKind.UpDownCounter => "up-down counter",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static bool IsKnown(ITypeSymbol? type) => type is { TypeKind: not (TypeKind.TypeParameter or TypeKind.Error) };

    private static InstrumentConflict? BetweenTexts(string aspect, Text? before, Text? here, string effect)
    {
        // What is left out is empty, also for the libraries.
        var a = before is null ? "" : before.Value;
        var b = here is null ? "" : here.Value;
        return a is null || b is null || a == b ? null : new InstrumentConflict(aspect, a, b, effect);
    }

    private static string Written(InstrumentDeclaration instrument) => instrument.Buckets is null ? "the default" : MessageText.OfCode(instrument.Buckets.Syntax);

    /// <summary>Declarations with other labels are other collectors, with buckets of their own.</summary>
    private static bool HaveSameLabels(InstrumentDeclaration a, InstrumentDeclaration b)
        => LabelSet.Of(a) is { } labelsOfA && LabelSet.Of(b) is { } labelsOfB && labelsOfA.SetEquals(labelsOfB);
}
