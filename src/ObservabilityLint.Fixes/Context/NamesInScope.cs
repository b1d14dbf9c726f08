using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Context;

/// <summary>How things can be named at a place.</summary>
internal sealed class NamesInScope(SemanticModel model, SyntaxNode place)
{
    /// <summary>The type as it can be written there: by its bare name, or in full.</summary>
    public string TypeName(string @namespace, string name) => TypeInScope.Name(model, place.SpanStart, @namespace, name);

    /// <summary>A name for a new variable that neither hides nor meets another.</summary>
    /// <param name="wanted">What it should be called; a number is added where that is taken.</param>
    public string Free(string wanted) => Free(wanted, reserved: 0);

    /// <summary>The same for a variable like which other statements of the function may get one together with this one: each has the name that is its own when all before it have theirs.</summary>
    /// <param name="statement">The statement that the variable is for.</param>
    /// <param name="model">Its model.</param>
    /// <param name="wanted">What it should be called; a number is added where that is taken.</param>
    /// <param name="isAlike">Whether another statement may get one.</param>
    public static string FreeBesideOthers(StatementSyntax statement, SemanticModel model, string wanted, Func<StatementSyntax, bool> isAlike)
    {
        var function = statement.FirstAncestorOrSelf<GlobalStatementSyntax>()?.Parent ?? statement.Ancestors().OfType<BlockSyntax>().Last();
        var before = function.DescendantNodes().OfType<StatementSyntax>().Count(other => other.SpanStart < statement.SpanStart && isAlike(other));
        return new NamesInScope(model, function).Free(wanted, before);
    }

    /// <param name="wanted">What it should be called.</param>
    /// <param name="reserved">How many free names are left to others.</param>
    private string Free(string wanted, int reserved)
    {
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? wanted : wanted + number;
            if (model.LookupSymbols(place.SpanStart, name: name).IsEmpty && !place.DescendantTokens().Any(token => token.ValueText == name) && reserved-- == 0) return name;
        }
    }

    /// <summary>A source that can start spans there: the one that the surrounding span comes from, or a member. Where there may be none, with the question mark that a call of it needs.</summary>
    public string? ActivitySource(IOperation? start)
    {
        if (start is not null && CallSite.Of(start)?.Receiver is { Type: var type, Syntax: var syntax } && IsSource(type) && IsPath(syntax)) return syntax + (start.Syntax is InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax } ? "?" : "");
        return ActivitySources().OrderBy(MayBeNull).ThenBy(symbol => symbol.Name, StringComparer.Ordinal).FirstOrDefault() is { } source ? source.Name + (MayBeNull(source) ? "?" : "") : null;
    }

    /// <summary>The member that can start spans there, where it is the only one: of the types around, or else of those that are imported.</summary>
    public string? OnlyActivitySource()
    {
        var all = ActivitySources().ToList();
        var own = all.Where(symbol => IsAround(symbol.ContainingType)).ToList();
        return (own.Count > 0 ? own : all) is [var only] && !MayBeNull(only) ? only.Name : null;
    }

    private IEnumerable<ISymbol> ActivitySources()
        => model.LookupSymbols(place.SpanStart).Where(symbol => symbol is IFieldSymbol { Type: var field } && IsSource(field) || symbol is IPropertySymbol { Type: var property } && IsSource(property)).Where(IsUsable);

    private static bool MayBeNull(ISymbol source) => source is IFieldSymbol { NullableAnnotation: NullableAnnotation.Annotated } or IPropertySymbol { NullableAnnotation: NullableAnnotation.Annotated };

    private bool IsAround(INamedTypeSymbol type)
    {
        for (var around = model.GetEnclosingSymbol(place.SpanStart)?.ContainingType; around != null; around = around.ContainingType)
            if (around.IsOrInherits(type.ContainingNamespace.ToDisplayString(), type.MetadataName) || SymbolEqualityComparer.Default.Equals(around, type)) return true;
        return false;
    }

    private bool IsUsable(ISymbol member) => member.IsStatic || model.GetEnclosingSymbol(place.SpanStart) is { IsStatic: false };

    /// <summary>Names and dots: to evaluate it once more costs nothing and changes nothing.</summary>
    private static bool IsPath(SyntaxNode expression)
        => expression is IdentifierNameSyntax or ThisExpressionSyntax || expression is MemberAccessExpressionSyntax { Expression: var inner } && IsPath(inner);

    private static bool IsSource(ITypeSymbol? type) => type.Is(Activities.Namespace, "ActivitySource");
}
