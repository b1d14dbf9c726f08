using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;
using ObservabilityLint.Tool.Checking;
using CallSite = ObservabilityLint.Code.CallSite;

namespace ObservabilityLint.Tool.Inventory.Reading;

/// <summary>A label, or an attribute, from the tags that give it values.</summary>
internal static class Labels
{
    /// <param name="name">The label.</param>
    /// <param name="tags">All tags of its instrument, or span.</param>
    /// <param name="passed">What callers give to methods that hand a parameter on as the value.</param>
    public static ListedLabel Of(string name, IReadOnlyList<Tag> tags, IReadOnlyList<Tag> passed)
    {
        var given = tags.Where(tag => tag.Key?.Value == name).ToList();
        var arguments = passed.Where(tag => tag.Key?.Value == name).ToList();
        ValueOrigin? all = null;
        // What a parameter holds is what the callers in sight give, and what one of them hands on is what its own callers give.
        var settled = arguments.Where(static tag => !IsOfParameter(tag)).ToList();
        foreach (var tag in given)
        {
            var origin = settled.Count > 0 && IsOfParameter(tag) ? Joined(settled) : tag.Origin;
            all = all?.Or(origin) ?? origin;
        }
        var bounded = all as BoundedOrigin;
        return new ListedLabel(
            name,
            all switch { BoundedOrigin => Domain.Bounded, UnboundedOrigin => Domain.Unbounded, _ => Domain.Unknown },
            bounded?.Size,
            bounded?.Values is { } values ? [.. values] : null,
            TypeOf(given),
            PlacesOf([.. given, .. arguments]));
    }

    /// <summary>All labels that tags give, in the order in which they are written.</summary>
    public static IReadOnlyList<ListedLabel> All(IReadOnlyList<Tag> tags)
        => [.. tags.OrderBy(static tag => tag.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static tag => tag.Location.SourceSpan.Start).Select(static tag => tag.Key?.Value).OfType<string>().Distinct().Select(name => Of(name, tags, []))];

    private static bool IsOfParameter(Tag tag) => tag.Value is { } value && CallSite.Unwrap(value) is IParameterReferenceOperation;

    private static ValueOrigin Joined(IReadOnlyList<Tag> tags) => tags.Skip(1).Aggregate(tags[0].Origin, static (all, tag) => all.Or(tag.Origin));

    private static List<ValuePlace> PlacesOf(IEnumerable<Tag> tags)
    {
        var places = new List<ValuePlace>();
        foreach (var tag in tags.OrderBy(static tag => tag.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(static tag => tag.Syntax.SpanStart))
        {
            var location = tag.ValueLocation;
            var place = new ValuePlace(CodeAround.TextAt(location), Place.Of(location), (tag.Origin as UnboundedOrigin)?.Reason);
            if (!places.Contains(place)) places.Add(place);
        }
        return places;
    }

    private static string TypeOf(List<Tag> tags)
    {
        var types = tags.Select(static tag => tag.Value ?? tag.Kept?.Value ?? tag.HandedOn?.Value).OfType<IOperation>().Select(static value => NameOf(CallSite.Unwrap(value).Type)).Distinct().ToList();
        return types is [var only] ? only : types.Count == 0 ? "string" : "any";
    }

    private static string NameOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { ElementType: var element } when NameOf(element) is var name && name != "any" => name + "[]",
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var held] } => NameOf(held),
        { SpecialType: SpecialType.System_Boolean } => "boolean",
        { SpecialType: SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal } => "double",
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } => "int",
        { SpecialType: SpecialType.System_Object } => "any",
        // Everything else reaches the exporters as its text.
        _ => "string",
    };
}
