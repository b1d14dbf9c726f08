using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>
/// A method or constructor that hands its own parameter on, unchanged, as an instrument's name, or each of a list of names: each of its call sites is a declaration.
/// So is each creation of an object that describes an instrument.
/// </summary>
internal sealed record Wrapper(IMethodSymbol Method, InstrumentDeclaration Template, IInstrumentRecognizer Library)
{
    /// <summary>The parameter that takes the list, and what of its elements is the name; null where the name is given by itself.</summary>
    public (IParameterSymbol Parameter, ElementSelector Part)? List { get; init; }

    /// <summary>The type whose objects describe instruments; null for a method.</summary>
    public INamedTypeSymbol? Described { get; init; }

    /// <summary>The methods whose calls are the declarations.</summary>
    public IEnumerable<IMethodSymbol> Callable => Described is { } type ? type.InstanceConstructors : CallableAs(Method);

    public static IMethodSymbol Definition(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.PartialDefinitionPart ?? method;
    }

    /// <summary>The method itself, and what it overrides or implements: callers may only see those.</summary>
    public static IEnumerable<IMethodSymbol> CallableAs(IMethodSymbol method)
    {
        yield return method;
        for (var overridden = method.OverriddenMethod; overridden != null; overridden = overridden.OverriddenMethod)
            yield return overridden.OriginalDefinition;
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation)) yield break;
        foreach (var implemented in method.ContainingType.AllInterfaces)
            foreach (var member in implemented.GetMembers())
                if (member is IMethodSymbol callable && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                    yield return callable.OriginalDefinition;
    }

    /// <summary>The declarations that a call of this wrapper amounts to; none where the call leaves the name out.</summary>
    public void Add(CallSite call, TextReader texts, ICollection<InstrumentDeclaration> found)
    {
        if (List is not var (parameter, part))
        {
            if (At(call, texts) is { } declaration) found.Add(declaration);
        }
        else if (call.ArgumentFor(parameter) is { ArgumentKind: not ArgumentKind.DefaultValue, Value: var list })
        {
            ListedInstruments.Add(Template with { Scope = Scope(call, texts), Syntax = call.Syntax, WrappedAt = Template.Syntax, Labels = Labels(call, texts), LabelsParameter = null, Buckets = Passed(Template.Buckets, call), NumberType = NumberType(call), NumberTypeSyntax = null }, list, part, texts, found);
        }
    }

    private InstrumentDeclaration? At(CallSite call, TextReader texts)
    {
        // A wrapper asks whether it is given a name whose default is empty.
        if (Substitute(Template.Name, call, texts) is not { } name || name is { Value: "", IsPartial: true }) return null;
        return Template with
        {
            Name = name,
            Unit = Unit(call, texts),
            Help = Substitute(Template.Help, call, texts),
            UnitParameter = CalledNameOf(Template.Unit?.Parameter, call),
            HelpParameter = CalledNameOf(Template.Help?.Parameter, call),
            Labels = Labels(call, texts),
            LabelsParameter = null,
            LabelsMember = null,
            NumberType = NumberType(call),
            NumberTypeSyntax = NumberTypeSyntax(call),
            AsLevel = null,
            AsTotal = null,
            Observes = Passed(Template.Observes, call) ?? Template.Observes,
            Buckets = Passed(Template.Buckets, call),
            Scope = Scope(call, texts),
            Target = Described is null ? Target.Of(call.Operation) : null,
            Syntax = call.Syntax,
            WrappedAt = Template.Syntax,
        };
    }

    /// <summary>The unit, with those that the call, or the wrapper, chooses from.</summary>
    private Text? Unit(CallSite call, TextReader texts)
    {
        var unit = Substitute(Template.Unit, call, texts);
        if (unit is not { Value: null } || Described != null) return unit;
        var possible = ImmutableArray.CreateBuilder<Text>();
        foreach (var alternative in Template.Unit!.Possible)
            if (alternative.Parameter is { } parameter && call.ArgumentFor(parameter) is { ArgumentKind: not ArgumentKind.DefaultValue, Value: var passed }) possible.AddRange(texts.ReadUnit(passed)!.Possible);
            else if (Substitute(alternative, call, texts) is { } known) possible.Add(known);
        return new Text(unit.Location, unit.Pieces) { IsPartial = unit.IsPartial, Alternatives = possible.ToImmutable() };
    }

    private ImmutableArray<Text> Labels(CallSite call, TextReader texts)
    {
        if (Template.LabelsParameter is { } parameter)
            return call.ArgumentFor(parameter) is { Value: var passed } ? texts.ReadMany(passed) : default;
        if (Described != null && Template.LabelsMember is { } member) return Descriptor.ValueOf(call, member) is { } kept ? texts.ReadMany(kept) : default;
        if (Template.Labels.IsDefault) return default;
        var labels = ImmutableArray.CreateBuilder<Text>(Template.Labels.Length);
        foreach (var label in Template.Labels)
        {
            if (Substitute(label, call, texts) is not { } substituted) return default;
            labels.Add(substituted);
        }
        return labels.ToImmutable();
    }

    /// <summary>What the call passes in for bucket bounds, or a callback; null where the wrapper has its own, which belong to all its callers.</summary>
    private static IOperation? Passed(IOperation? used, CallSite call)
        => used != null && CallSite.Unwrap(used) is IParameterReferenceOperation { Parameter: var parameter }
            && call.ArgumentFor(parameter) is { ArgumentKind: not ArgumentKind.DefaultValue, Value: var passed } ? passed : null;

    private ITypeSymbol? NumberType(CallSite call)
    {
        if (Template.NumberType is not ITypeParameterSymbol parameter) return Template.NumberType;
        var arguments = parameter.TypeParameterKind == TypeParameterKind.Method ? call.Method.TypeArguments
            : SymbolEqualityComparer.Default.Equals(parameter.DeclaringType, call.Method.ContainingType.OriginalDefinition) ? call.Method.ContainingType.TypeArguments
            : ImmutableArray<ITypeSymbol>.Empty;
        return parameter.Ordinal < arguments.Length ? arguments[parameter.Ordinal] : null;
    }

    private SyntaxNode? NumberTypeSyntax(CallSite call)
        => Template.NumberType is ITypeParameterSymbol parameter ? call.TypeArgument(parameter.Ordinal) ?? call.CalledName : null;

    /// <summary>The meter or registry behind the call, where all calls share it or this one passes it in.</summary>
    private InstrumentScope Scope(CallSite call, TextReader texts)
    {
        var scope = Template.Scope;
        switch (scope.Symbol)
        {
            case null or IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true }:
                return scope;
            case IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter when SymbolEqualityComparer.Default.Equals(Definition(method), Method):
                return call.ArgumentFor(parameter) is { ArgumentKind: not ArgumentKind.DefaultValue, Value: var passed } ? Library.ScopeOf(passed, texts) : InstrumentScope.Unknown;
            // The receiver of a C# 14 extension member is a parameter of the block around it.
            case IParameterSymbol { ContainingSymbol: INamedTypeSymbol } when call.Receiver is { } receiver:
                return Library.ScopeOf(receiver, texts);
            case IFieldSymbol or IPropertySymbol or IParameterSymbol when call.Receiver is IInstanceReferenceOperation:
                return scope;
            default:
                return scope with { Symbol = null };
        }
    }

    private static Text? Substitute(Text? text, CallSite call, TextReader texts)
    {
        if (text is null) return null;
        var pieces = ImmutableArray.CreateBuilder<TextPiece>();
        Location? passedAt = null;
        var isComposedHere = false;
        foreach (var piece in text.Pieces)
        {
            if (piece.Member is { } member)
            {
                var given = Descriptor.ValueOf(call, member);
                // Left out, it is missing; but what else sets it is out of sight.
                if (given is { ConstantValue: { HasValue: true, Value: null } }) return null;
                if (given is null || texts.ReadName(given) is not { } kept)
                {
                    pieces.Add(piece with { Member = null, IsOfWrapper = true });
                    continue;
                }
                passedAt = kept.Location;
                pieces.AddRange(kept.Pieces);
            }
            else if (piece.Parameter is not { } parameter)
            {
                pieces.Add(piece with { IsOfWrapper = true });
            }
            else if (call.ArgumentFor(parameter) is { ArgumentKind: not ArgumentKind.DefaultValue, Value: var value })
            {
                if (texts.ReadName(value) is not { } passed) return null;
                passedAt = passed.Location;
                isComposedHere |= passed.IsComposedAtRunTime;
                foreach (var part in passed.Pieces) pieces.Add(piece.IsChanged && part.Kind == TextPieceKind.Known ? new TextPiece(TextPieceKind.Fixed, null, null) : part);
            }
            else
            {
                // The call leaves it out: then the text is the parameter's default, and a missing default is a missing text.
                if (call.ArgumentFor(parameter)?.Value.ConstantValue is not { HasValue: true, Value: string @default }) return null;
                pieces.Add(piece.IsChanged ? new TextPiece(TextPieceKind.Fixed, null, null) : new TextPiece(TextPieceKind.Known, @default, null));
            }
        }
        return new Text(passedAt ?? call.Syntax.GetLocation(), pieces.ToImmutable())
        {
            IsPartial = passedAt is null || text.Pieces.Length > 1,
            IsComposedAtRunTime = isComposedHere,
        };
    }

    private static string? CalledNameOf(IParameterSymbol? parameter, CallSite call) => parameter is null ? null : call.ArgumentFor(parameter)?.Parameter?.Name;
}
