using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>A method or constructor that hands its own parameter on as an instrument's name: each of its call sites is a declaration.</summary>
internal sealed record Wrapper(IMethodSymbol Method, InstrumentDeclaration Template)
{
    /// <summary>The name its call sites show: the method's, or the type's for a constructor.</summary>
    public string CallName => NameOf(Method);

    public static string NameOf(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name;

    /// <summary>The wrapper that a declaration makes of the method around it, or null.</summary>
    public static Wrapper? Around(InstrumentDeclaration declaration)
    {
        foreach (var piece in declaration.Name.Pieces)
            if (piece.Parameter is { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method })
                return new Wrapper(Definition(method), declaration);
        return null;
    }

    public static IMethodSymbol Definition(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.PartialDefinitionPart ?? method;
    }

    /// <summary>The declaration that a call of this wrapper amounts to.</summary>
    public InstrumentDeclaration? At(CallSite call, TextReader texts) => Substitute(Template.Name, call, texts) is not { } name ? null : Template with
    {
        Name = name,
        Unit = Substitute(Template.Unit, call, texts),
        Help = Substitute(Template.Help, call, texts),
        UnitParameter = Template.Unit?.Parameter?.Name,
        HelpParameter = Template.Help?.Parameter?.Name,
        Labels = Labels(call, texts),
        NumberType = Template.NumberType is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method, Ordinal: var ordinal } && ordinal < call.Method.TypeArguments.Length
            ? call.Method.TypeArguments[ordinal]
            : Template.NumberType is ITypeParameterSymbol ? null : Template.NumberType,
        Buckets = null,
        Target = Target.Of(call.Operation),
        Syntax = call.Syntax,
        IsWrapped = true,
    };

    private ImmutableArray<Text> Labels(CallSite call, TextReader texts)
    {
        if (Template.LabelsParameter is { } parameter) return texts.ReadMany(call.Argument(parameter.Name));
        if (Template.Labels.IsDefault) return default;
        var labels = ImmutableArray.CreateBuilder<Text>(Template.Labels.Length);
        foreach (var label in Template.Labels)
        {
            if (Substitute(label, call, texts) is not { } substituted) return default;
            labels.Add(substituted);
        }
        return labels.ToImmutable();
    }

    private static Text? Substitute(Text? text, CallSite call, TextReader texts)
    {
        if (text is null) return null;
        var pieces = ImmutableArray.CreateBuilder<TextPiece>();
        Location? passedAt = null;
        foreach (var piece in text.Pieces)
        {
            if (piece.Parameter is not { } parameter)
            {
                pieces.Add(piece with { Literal = null });
            }
            else if (texts.Read(call.Argument(parameter.Name)) is { } passed)
            {
                passedAt = passed.Location;
                pieces.AddRange(passed.Pieces);
            }
            else
            {
                // The call leaves it out: then the text is the parameter's default, and a missing default is a missing text.
                if (text.Pieces.Length == 1 && DefaultOf(parameter).Value is null) return null;
                pieces.Add(DefaultOf(parameter));
            }
        }
        return new Text(passedAt ?? call.Syntax.GetLocation(), pieces.ToImmutable()) { IsPartial = passedAt is null || text.Pieces.Length > 1 };
    }

    private static TextPiece DefaultOf(IParameterSymbol parameter)
        => parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: string value }
            ? new TextPiece(TextPieceKind.Known, value, null)
            : new TextPiece(TextPieceKind.Dynamic, null, null);
}
