using ObservabilityLint.Naming;
using ObservabilityLint.Tool.Checking;

namespace ObservabilityLint.Tool.Inventory;

/// <summary>The telemetry that the code of a solution emits: each thing once, however many projects and frameworks have it.</summary>
/// <param name="Instruments">By name.</param>
/// <param name="Spans">By name.</param>
/// <param name="OtherAttributes">The attributes that the code sets on spans which it is handed, or which others start.</param>
/// <param name="Sources">The activity sources that are created, by name.</param>
/// <param name="Meters">The meters that are created, by name.</param>
/// <param name="Problems">What could not be looked at, and why.</param>
/// <param name="Folder">The folder to which paths are relative.</param>
internal sealed record TelemetryInventory(
    IReadOnlyList<ListedInstrument> Instruments,
    IReadOnlyList<ListedSpan> Spans,
    IReadOnlyList<ListedLabel> OtherAttributes,
    IReadOnlyList<ListedScope> Sources,
    IReadOnlyList<ListedScope> Meters,
    IReadOnlyList<string> Problems,
    string Folder)
{
    public string PathOf(Place place) => place.PathFrom(Folder);

    /// <summary>A place as a line names it.</summary>
    public string LineOf(Place place) => $"{PathOf(place)}:{place.Line}";
}

/// <summary>A metric that the code declares.</summary>
/// <param name="Name">As the code has it, with an ellipsis for what only the running program knows.</param>
/// <param name="IsNameKnown">The name is all there.</param>
/// <param name="Library">The dialect: Prometheus, OpenTelemetry or EventCounters.</param>
/// <param name="Kind">What it measures.</param>
/// <param name="IsObservable">Measured by a callback.</param>
/// <param name="Exported">As Prometheus sees it; null where that is not certain.</param>
/// <param name="Views">The same under the names that views of the solution's programs give it.</param>
/// <param name="Unit">The unit, as it is given; null where none is.</param>
/// <param name="UnitWord">The unit as a word of the exported name; null where it has none.</param>
/// <param name="Help">The description; null where none is given.</param>
/// <param name="Number">The type of the numbers; null where the library has only one.</param>
/// <param name="Meter">The meter, of one that has such; null where it is not known.</param>
/// <param name="Labels">The labels, as far as they are in sight.</param>
/// <param name="AreLabelsComplete">No other label can come from out of sight.</param>
/// <param name="Series">How many series it may have, as far as the code tells; null where it does not.</param>
/// <param name="SeriesFactors">What that number is made of.</param>
/// <param name="Declared">Where it is declared.</param>
/// <param name="Recorded">Where it is recorded on, or a child of it is chosen.</param>
/// <param name="Projects">The projects that have it.</param>
internal sealed record ListedInstrument(
    string Name,
    bool IsNameKnown,
    string Library,
    InstrumentKind Kind,
    bool IsObservable,
    ExportedFamily? Exported,
    IReadOnlyList<ExportedFamily> Views,
    string? Unit,
    string? UnitWord,
    string? Help,
    string? Number,
    string? Meter,
    IReadOnlyList<ListedLabel> Labels,
    bool AreLabelsComplete,
    double? Series,
    string? SeriesFactors,
    IReadOnlyList<Place> Declared,
    IReadOnlyList<Place> Recorded,
    IReadOnlyList<string> Projects)
{
    public string KindName => Kind.ToString().ToLowerInvariant();

    /// <summary>All that Prometheus may see it as.</summary>
    public IEnumerable<ExportedFamily> Families => Exported is null ? [] : Views.Prepend(Exported);
}

/// <summary>How many values a label, or an attribute, may have.</summary>
internal enum Domain
{
    /// <summary>The code does not tell.</summary>
    Unknown,

    /// <summary>Only so many.</summary>
    Bounded,

    /// <summary>Nothing in the program bounds them.</summary>
    Unbounded,
}

/// <summary>A label of a metric, or an attribute of a span.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Domain">How many values it may have.</param>
/// <param name="Size">The number; null where the code does not tell it.</param>
/// <param name="Values">Which; null where not all of them are known.</param>
/// <param name="Type">The type of the values: <c>string</c>, <c>int</c>, <c>double</c>, <c>boolean</c>, one of these with <c>[]</c>, or <c>any</c>.</param>
/// <param name="Origins">Where the values come from.</param>
internal sealed record ListedLabel(string Name, Domain Domain, double? Size, IReadOnlyList<string>? Values, string Type, IReadOnlyList<ValuePlace> Origins)
{
    public string DomainName => Domain.ToString().ToLowerInvariant();
}

/// <summary>A place where a label is given a value.</summary>
/// <param name="Text">The expression.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Reason">What makes the values unbounded; null where they are not.</param>
internal sealed record ValuePlace(string Text, Place Place, string? Reason);

/// <summary>A span that the code starts.</summary>
/// <param name="Name">As the code has it, with an ellipsis for what only the running program knows.</param>
/// <param name="IsNameKnown">The name is all there.</param>
/// <param name="Kind">Its role: <c>internal</c>, <c>server</c>, <c>client</c>, <c>producer</c>, <c>consumer</c>, or <c>unknown</c>.</param>
/// <param name="Source">The activity source or tracer; null where it is not known, or there is none.</param>
/// <param name="IsWithoutSource">Made without a source, so that no pipeline sees it by itself.</param>
/// <param name="Attributes">What is set on it, as far as that is in sight.</param>
/// <param name="Started">Where it is started.</param>
/// <param name="Projects">The projects that have it.</param>
internal sealed record ListedSpan(string Name, bool IsNameKnown, string Kind, string? Source, bool IsWithoutSource, IReadOnlyList<ListedLabel> Attributes, IReadOnlyList<Place> Started, IReadOnlyList<string> Projects);

/// <summary>Whether some pipeline of a program in the solution listens.</summary>
internal enum Registration
{
    /// <summary>Part of what decides is out of sight: no program of the solution refers to it, or one hands its pipeline on.</summary>
    Unknown,
    Yes,
    No,
}

/// <summary>An activity source or a meter that the code creates.</summary>
/// <param name="Name">Its name; an ellipsis where only the running program knows it.</param>
/// <param name="IsNameKnown">The name is all there.</param>
/// <param name="Version">Its version; null where it has none, or it is not known.</param>
/// <param name="Registration">Whether a pipeline listens to it.</param>
/// <param name="RegisteredBy">The programs that do.</param>
/// <param name="Created">Where it is created.</param>
/// <param name="Projects">The projects that create it.</param>
internal sealed record ListedScope(string Name, bool IsNameKnown, string? Version, Registration Registration, IReadOnlyList<string> RegisteredBy, IReadOnlyList<Place> Created, IReadOnlyList<string> Projects)
{
    public string RegistrationName => Registration.ToString().ToLowerInvariant();
}
