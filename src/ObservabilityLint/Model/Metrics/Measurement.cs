using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Model;

/// <summary>What a call does with the tags it is given.</summary>
internal enum MeasurementKind
{
    /// <summary>Records a value under them.</summary>
    Recording,

    /// <summary>Chooses (and creates) the child of a metric that they name.</summary>
    ChildChoice,

    /// <summary>Removes that child.</summary>
    Removal,

    /// <summary>Puts them on everything that an instrument, meter, registry or factory records.</summary>
    Default,

    /// <summary>Sets them on a span, an event, an exemplar or the baggage.</summary>
    Annotation,

    /// <summary>Names a span.</summary>
    Naming,

    /// <summary>Calls a method of the program that hands one of its arguments on as the value of a label.</summary>
    WrapperCall,
}

/// <summary>A call that gives tags, whichever library it belongs to.</summary>
internal sealed record Measurement
{
    private readonly InstrumentDeclaration? declaration;
    private InstrumentDeclaration? found;
    private bool isSearched;
    private readonly int? valueCount;

    public required MeasurementKind Kind { get; init; }

    public required NamingConvention Convention { get; init; }

    /// <summary>The call.</summary>
    public required SyntaxNode Syntax { get; init; }

    /// <summary>The name that is called, as it stands there: where findings about the call as a whole sit.</summary>
    public required SyntaxNode CalledName { get; init; }

    /// <summary>The tags, in the order of the text; default where they are not in sight at all.</summary>
    public required ImmutableArray<Tag> Tags { get; init; }

    /// <summary>The lists among them that the callers of the method around it give: parameters of that method.</summary>
    public ImmutableArray<IParameterSymbol> GivenLists { get; init; } = ImmutableArray<IParameterSymbol>.Empty;

    /// <summary>The tags are one such list, and nothing else.</summary>
    public bool IsOneGivenList { get; init; }

    /// <summary>No tag can come from out of sight.</summary>
    public bool IsComplete { get; init; }

    /// <summary>How many values the labels of the instrument get by their places; negative where that is not in sight.</summary>
    public int ValueCount { get => valueCount ?? (Kind is MeasurementKind.ChildChoice or MeasurementKind.Removal && IsComplete ? Tags.Length : -1); init => valueCount = value; }

    /// <summary>An object is made that keeps them for what it records.</summary>
    public bool IsKept { get; init; }

    /// <summary>It adds 0 to a sum, so that the series is there.</summary>
    public bool AddsNothing { get; init; }

    /// <summary>Some of the tags are put into their list by statements of their own.</summary>
    public bool IsPutTogether { get; init; }

    /// <summary>The expression that stands for the instrument, without the choice of a child; null where there is none.</summary>
    public IOperation? Instrument { get; init; }

    /// <summary>The instrument's declaration; null where it is not found, or not the only one.</summary>
    public InstrumentDeclaration? Declaration { get => Found(); init => declaration = value; }

    /// <summary>The instruments one of which it is, where their declarations have the same labels: elements of a list, say. Empty where there is one, or none is found.</summary>
    public ImmutableArray<InstrumentDeclaration> OneOf { get; init; } = ImmutableArray<InstrumentDeclaration>.Empty;

    /// <summary>What declares the labels: the instrument, or each of those that it is one of.</summary>
    public InstrumentDeclaration? Labelled => Declaration ?? (OneOf.IsEmpty ? null : OneOf[0]);

    /// <summary>The name of the instrument, or of those that it is one of.</summary>
    public string InstrumentNames => OneOf.IsEmpty ? Declaration?.Name.ToString() ?? "" : string.Join("' or '", OneOf.Take(3).Select(instrument => instrument.Name.ToString()).Distinct());

    /// <summary>The registry whose metrics get the tags; null where they are given to something else.</summary>
    public InstrumentScope? Scope { get; init; }

    /// <summary>The labels that the factory gives besides.</summary>
    public ImmutableArray<Text> FactoryLabels { get; init; } = ImmutableArray<Text>.Empty;

    /// <summary>The series go away again when they are not used, or may: how many label values there are over time does not matter.</summary>
    public bool SeriesExpire { get; init; }

    /// <summary>Finds the declaration, which may stand in another file: that is bound only where somebody asks.</summary>
    public Func<InstrumentDeclaration?>? DeclaredBy { get; init; }

    private InstrumentDeclaration? Found()
    {
        if (declaration != null || DeclaredBy is null) return declaration;
        if (isSearched) return found;
        found = DeclaredBy();
        isSearched = true;
        return found;
    }
}
