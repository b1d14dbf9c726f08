using System.Collections.Generic;
using System.Collections.Immutable;
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
        if (call.TargetMethod.DeclaringSyntaxReferences.IsEmpty || CallSite.Of(call) is not { } site || ReturnedValues.Of(call.TargetMethod, texts.Variables) is not [var returned]) return null;
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
}
