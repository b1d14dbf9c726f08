using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>What a method of the program makes of constants: <c>static string Name(string end) =&gt; $"shop.{end}"</c>. Only what a call gives it, and it takes once, can be edited for this call alone.</summary>
internal static class KnownResult
{
    /// <summary>The pieces of the text; null where it may be another one.</summary>
    public static List<TextPiece>? Of(IInvocationOperation call, TextReader texts, int depth)
    {
        if (call.TargetMethod.DeclaringSyntaxReferences.IsEmpty || CallSite.Of(call) is not { } site) return null;
        return Known(call, site, texts, depth) ?? (MadeOf(call, texts, depth) is { } made ? [made] : null);
    }

    private static List<TextPiece>? Known(IInvocationOperation call, CallSite site, TextReader texts, int depth)
    {
        if (ReturnedValues.Of(call.TargetMethod, texts.Variables) is not [var returned]) return null;
        var (parts, known, taken) = (ImmutableArray.CreateBuilder<TextPiece>(), ImmutableArray.CreateBuilder<TextPiece>(), new HashSet<int>());
        texts.Collect(returned, parts, depth + 1);
        foreach (var part in parts)
            if (part.Kind == TextPieceKind.Known) known.Add(part with { IsOfWrapper = true });
            else if (part is { Parameter: { } parameter, IsChanged: false } && texts.Variables.IsAsGiven(parameter) && site.ArgumentFor(parameter) is { Value: var value } given)
            {
                texts.Collect(value, known, depth + 1);
                if (taken.Add(parameter.Ordinal) && given.ArgumentKind != ArgumentKind.DefaultValue) continue;
                for (var i = 0; i < known.Count; i++) known[i] = known[i] with { IsOfWrapper = true };
            }
            else return null;
        return new Text(call.Syntax.GetLocation(), known.ToImmutable()).Value is null ? null : [.. known];
    }

    /// <summary>What a method makes of nothing but the texts that it is given (one that cleans names, say) varies as these do. What else it takes, it may be configured with.</summary>
    private static TextPiece? MadeOf(IInvocationOperation call, TextReader texts, int depth)
    {
        if (call.Instance is { } of && CallSite.Unwrap(of) is not (IInstanceReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } })) return null;
        TextPiece? varying = null;
        var parts = ImmutableArray.CreateBuilder<TextPiece>();
        foreach (var argument in call.Arguments)
            if (argument.Value.Type?.SpecialType == SpecialType.System_String) texts.Collect(argument.Value, parts, depth + 1);
            else if (!argument.Value.ConstantValue.HasValue) return null;
        foreach (var part in parts)
        {
            if (part.Kind is TextPieceKind.Known or TextPieceKind.Fixed) continue;
            if (part.Kind == TextPieceKind.Dynamic || varying != null) return null;
            varying = part;
        }
        return parts.Count == 0 ? null : varying is null ? new TextPiece(TextPieceKind.Fixed, null, null) : varying with { IsChanged = true };
    }
}
