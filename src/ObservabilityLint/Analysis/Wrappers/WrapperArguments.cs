using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>What passes through the parameters of a wrapper.</summary>
internal static class WrapperArguments
{
    private static readonly TextPiece Altered = new(TextPieceKind.Dynamic, null, null);

    /// <summary>The wrapper that a declaration makes of the method around it, or null if the name is not, unchanged, a parameter of that method.</summary>
    public static Wrapper? WrapperAround(InstrumentDeclaration declaration, IInstrumentRecognizer library, VariableValues variables)
    {
        IMethodSymbol? method = null;
        foreach (var piece in declaration.Name.Pieces)
        {
            if (piece.Parameter is not { } parameter) continue;
            if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } owner) return null;
            if (method != null && !SymbolEqualityComparer.Default.Equals(owner, method) || !IsHandedOn(parameter, owner, variables)) return null;
            method = owner;
        }
        return method is null ? null : new Wrapper(Wrapper.Definition(method), declaration with
        {
            Unit = Pure(declaration.Unit, method, variables),
            Help = Pure(declaration.Help, method, variables),
            Labels = Pure(declaration.Labels, method, variables),
            LabelsParameter = declaration.LabelsParameter is { } labels && IsHandedOn(labels, method, variables) ? labels : null,
        }, library);
    }

    /// <summary>The wrapper that goes through a list that it is given, and makes an instrument for each name.</summary>
    public static Wrapper? WrapperOfList(InstrumentDeclaration declaration, IInstrumentRecognizer library, VariableValues variables)
    {
        if (ListedInstruments.SourceOf(declaration, variables) is not var (list, part) || CallSite.Unwrap(list) is not IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method } parameter } || !IsHandedOn(parameter, method, variables)) return null;
        return new Wrapper(Wrapper.Definition(method), declaration, library) { List = (parameter, part) };
    }

    /// <summary>The wrapper that the constructors of a type are whose objects describe instruments.</summary>
    public static Wrapper? WrapperOfDescriptor(InstrumentDeclaration declaration, IInstrumentRecognizer library, VariableValues variables)
        => Descriptor.Of(declaration, variables) is var (template, type) && type.InstanceConstructors is [var constructor, ..] ? new Wrapper(constructor, template, library) { Described = type } : null;

    private static bool IsHandedOn(IParameterSymbol parameter, IMethodSymbol method, VariableValues variables) => SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method) && variables.IsAsGiven(parameter);

    /// <summary>The text with parameters that are changed on their way taken for what they are: not known.</summary>
    private static Text? Pure(Text? text, IMethodSymbol method, VariableValues variables)
    {
        if (text is null) return null;
        var pieces = text.Pieces;
        for (var i = 0; i < pieces.Length; i++)
            if (pieces[i].Parameter is { } parameter && !IsHandedOn(parameter, method, variables)) pieces = pieces.SetItem(i, Altered);
        return new Text(text.Location, pieces) { IsPartial = text.IsPartial, Alternatives = Pure(text.Alternatives, method, variables) };
    }

    private static ImmutableArray<Text> Pure(ImmutableArray<Text> texts, IMethodSymbol method, VariableValues variables)
    {
        if (texts.IsDefaultOrEmpty) return texts;
        var pure = ImmutableArray.CreateBuilder<Text>(texts.Length);
        foreach (var text in texts) pure.Add(Pure(text, method, variables)!);
        return pure.ToImmutable();
    }
}
