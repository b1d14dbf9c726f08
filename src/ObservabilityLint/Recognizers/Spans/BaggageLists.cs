using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>The names of the entries in a list or dictionary that baggage is set with.</summary>
internal static class BaggageLists
{
    private static readonly ElementSelector Key = new("Key", 0);

    /// <summary>Null among them stands for names that are not known.</summary>
    public static IEnumerable<string?> NamesIn(IOperation list, TextReader texts)
    {
        var held = ListExpression.WithoutConversions(list);
        var made = ListExpression.WithoutConversions(InitialOf(held, texts) ?? texts.Variables.Follow(held));
        if (Elements(made) is not { IsDefault: false } elements)
        {
            yield return null;
            yield break;
        }
        foreach (var element in elements)
            if (ListedElements.PartOf(element, Key) is { } name) yield return texts.Read(name)?.Value;
            else yield return null;
        if (held == made || made is not IObjectCreationOperation && held is not ILocalReferenceOperation) yield break;
        foreach (var name in NamesPutInto(held, texts)) yield return name;
    }

    /// <summary><c>foreach (var name in Names)</c>: those of the list that are known.</summary>
    public static IEnumerable<string> LoopedNames(IOperation name, TextReader texts)
    {
        if (CallSite.Unwrap(name) is not ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declared] } || declared.GetSyntax(texts.Variables.Cancellation) is not ForEachStatementSyntax { Expression: var looped }
            || texts.Variables.ModelOf(looped.SyntaxTree)?.GetOperation(looped, texts.Variables.Cancellation) is not { } list
            || ListExpression.ElementsOf(ListExpression.WithoutConversions(texts.Variables.Follow(ListExpression.WithoutConversions(list)))) is not { IsDefault: false } elements) yield break;
        foreach (var element in elements)
            if (texts.Read(element)?.Value is { } known) yield return known;
    }

    /// <summary>What a local begins with; all that is written to it later is looked at, too.</summary>
    private static IOperation? InitialOf(IOperation held, TextReader texts)
        => held is ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declared] } && declared.GetSyntax(texts.Variables.Cancellation) is VariableDeclaratorSyntax { Initializer.Value: var initial } ? texts.Variables.ModelOf(initial.SyntaxTree)?.GetOperation(initial, texts.Variables.Cancellation) : null;

    /// <summary>A new collection that nothing is said of begins empty.</summary>
    private static ImmutableArray<IOperation> Elements(IOperation made)
        => made is IObjectCreationOperation { Initializer: null, Arguments.IsEmpty: true, Type.DeclaringSyntaxReferences.IsEmpty: true } ? ImmutableArray<IOperation>.Empty : ListedElements.Of(made);

    /// <summary>What is put into the collection of a local later on; of any other variable others may do so.</summary>
    private static IEnumerable<string?> NamesPutInto(IOperation held, TextReader texts)
    {
        var fills = new List<CollectionFill>();
        if (held is not ILocalReferenceOperation { Local: var local } || !CollectionFills.TryCollect(UsesOf(local, held, texts), fills))
        {
            yield return null;
            yield break;
        }
        foreach (var fill in fills)
            if (fill.Part == ElementPart.Key) yield return texts.Read(fill.Value)?.Value;
            else if (fill.IsMany) yield return null;
            else if (fill.Value.Type.Is("System.Collections.Generic", "KeyValuePair`2")) yield return ListedElements.PartOf(fill.Value, Key) is { } name ? texts.Read(name)?.Value : null;
    }

    private static IEnumerable<IOperation> UsesOf(ILocalSymbol local, IOperation held, TextReader texts)
    {
        foreach (var (mention, model) in VariableMentions.Of(local, texts.Variables))
            if (mention != held.Syntax && model.GetOperation(mention, texts.Variables.Cancellation) is { } use) yield return use;
    }
}
