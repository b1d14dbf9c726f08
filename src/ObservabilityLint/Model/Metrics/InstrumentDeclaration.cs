using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Model;

/// <summary>What a rule sees of a place that declares an instrument, whichever library (or wrapper around it) is called there.</summary>
internal sealed record InstrumentDeclaration
{
    public required NamingConvention Convention { get; init; }

    public required InstrumentKind Kind { get; init; }

    public required Text Name { get; init; }

    /// <summary>The declaring expression: the call, the creation, the attribute or the base-constructor call.</summary>
    public required SyntaxNode Syntax { get; init; }

    /// <summary>The unit where the dialect has a field for it; null if none is given.</summary>
    public Text? Unit { get; init; }

    /// <summary>The unit as a value: null if none is given (an empty one is none), <see cref="ExporterSuffix.UnknownUnit"/> if it is not constant.</summary>
    public string? UnitCode => Unit is null || Unit.Value is "" ? null : Unit.Value ?? ExporterSuffix.UnknownUnit;

    /// <summary>What its values are declared to be in: by the unit field, or by the name where no unit is given; null where neither tells a unit that converts.</summary>
    public UnitWord? MeasuredIn => UnitCode is { } code ? Units.OfCode(UnitCodes.Correct(code) ?? code) : UnitPosition.QuantityOf(Name.Value, Kind);

    /// <summary>The help or description; null if none is given.</summary>
    public Text? Help { get; init; }

    /// <summary>Measured by a callback.</summary>
    public bool IsObservable { get; init; }

    /// <summary>The method that measures for it, where the declaration names one; null also where a lambda does.</summary>
    public IMethodSymbol? Callback { get; init; }

    /// <summary>The variable whose measurements a lambda gives, and does nothing else.</summary>
    public ISymbol? Kept { get; init; }

    /// <summary>What is passed as the callback of an observable instrument: a lambda, or the name of a method.</summary>
    public IOperation? Observes { get; init; }

    /// <summary>The type of the recorded numbers, where the API is generic in it.</summary>
    public ITypeSymbol? NumberType { get; init; }

    /// <summary>Where the number type stands, or the name of the called method where it is inferred; null where a wrapper decides it.</summary>
    public SyntaxNode? NumberTypeSyntax { get; init; }

    /// <summary>What this declaration of a counter becomes if its value may fall; null where it cannot be changed in its place.</summary>
    public KindChange? AsLevel { get; init; }

    /// <summary>What this declaration of a gauge (or an up-down counter) becomes if its value only rises; null where it cannot be changed in its place.</summary>
    public KindChange? AsTotal { get; init; }

    /// <summary>The declared label names; default where they are not declared here or not known.</summary>
    public ImmutableArray<Text> Labels { get; init; }

    /// <summary>The labels that its factory gives each of its metrics, as far as they are in sight.</summary>
    public ImmutableArray<Text> FactoryLabels { get; init; } = ImmutableArray<Text>.Empty;

    /// <summary>A series that is not used for a while goes away again, and its memory with it.</summary>
    public bool SeriesExpire { get; init; }

    /// <summary>The parameter of the enclosing method that the label names come from, where it hands one on.</summary>
    public IParameterSymbol? LabelsParameter { get; init; }

    /// <summary>The member of an object that describes the instrument which the label names are taken from, if they are.</summary>
    public ISymbol? LabelsMember { get; init; }

    /// <summary>The histogram's explicit bucket bounds in source, or null.</summary>
    public IOperation? Buckets { get; init; }

    /// <summary>Part of the declaration (a configuration object) is made out of sight: its buckets may be anything.</summary>
    public bool HasUnseenSettings { get; init; }

    /// <summary>The meter or registry that owns the name.</summary>
    public InstrumentScope Scope { get; init; } = InstrumentScope.Unknown;

    /// <summary>The field, property or local that holds the instrument, or null.</summary>
    public ISymbol? Target { get; init; }

    /// <summary>The type whose methods record on it, where a generator writes one for the instrument.</summary>
    public ITypeSymbol? RecordedBy { get; init; }

    /// <summary>The parameters of the called method that take the unit and the help, so that a fix can pass them by name; null where they cannot be given by an argument of this declaration.</summary>
    public string? UnitParameter { get; init; }

    public string? HelpParameter { get; init; }

    /// <summary>A view that renames an instrument: unit, help and kind may come from the instrument, so that nothing is missing here.</summary>
    public bool IsView { get; init; }

    /// <summary>One of several that one call makes, each by a name of a list.</summary>
    public bool IsListed { get; init; }

    /// <summary>The declaration goes through a wrapper of the same compilation.</summary>
    public bool IsWrapped => WrappedAt != null;

    /// <summary>The declaring expression inside the wrapper, or null.</summary>
    public SyntaxNode? WrappedAt { get; init; }

    /// <summary>The name as Prometheus shows it; null where that is not known, or where names are not exported as they stand.</summary>
    public string? ExportedName(TranslationFlavor flavor)
    {
        if (Convention.IsFreeText || Name.Value is not { } name) return null;
        if (!Convention.ExporterAddsSuffixes) return name;
        return Unit is { Value: null } ? null : PrometheusTranslation.Export(name, Unit?.Value, Kind, flavor);
    }
}

/// <summary>
/// The meter or registry an instrument belongs to. <see cref="Name"/> is known for meters with a constant name and for the default registry;
/// <see cref="Symbol"/> is the variable that holds it, if that variable is one object wherever it is named. Two scopes are the same only if that is certain.
/// </summary>
internal sealed record InstrumentScope(string? Name, ISymbol? Symbol)
{
    public static InstrumentScope Unknown { get; } = new(null, null);

    /// <summary>The version of a meter, which is another meter than that of another version; empty where it has none, null where it is not known, or where the meter has tags.</summary>
    public string? Version { get; init; } = "";

    public bool IsSameAs(InstrumentScope other)
        => Symbol != null && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol) || Name != null && Name == other.Name && Version != null && Version == other.Version && MayCoexistWith(other);

    /// <summary>False for what lives in a local of one method and is compared with anything outside it: each test makes its own meter, say, and disposes it.</summary>
    public bool MayCoexistWith(InstrumentScope other)
        => !IsTransient && !other.IsTransient && !IsAlternativeTo(other) || SymbolEqualityComparer.Default.Equals(Symbol?.ContainingSymbol, other.Symbol?.ContainingSymbol);

    /// <summary>An object is made by one of its constructors.</summary>
    private bool IsAlternativeTo(InstrumentScope other) => Symbol is ILocalSymbol local && other.Symbol is ILocalSymbol another && SymbolEqualityComparer.Default.Equals(local.ContainingType, another.ContainingType);

    /// <summary>What a constructor makes stays with the object, unless it disposes it.</summary>
    private bool IsTransient => Symbol is ILocalSymbol { ContainingSymbol: not IMethodSymbol { Name: "Main" or "<Main>$", IsStatic: true } } local && (local.IsUsing || local.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor });
}
