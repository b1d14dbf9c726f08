using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Reads single tags: a key with its value, or a pair of both. For lists of them there is <see cref="TagLists"/>.</summary>
internal sealed class TagReader
{
    public TagReader(TextReader texts, IValueOrigins origins, InstrumentHolders holders)
    {
        (Texts, Origins, Holders) = (texts, origins, holders);
        (Lists, OfMethods) = (new TagLists(this), new TagsOfMethods(this));
    }

    public TextReader Texts { get; }

    public IValueOrigins Origins { get; }

    public InstrumentHolders Holders { get; }

    /// <summary>Reads lists of tags.</summary>
    public TagLists Lists { get; }

    /// <summary>Reads what methods of the program make.</summary>
    public TagsOfMethods OfMethods { get; }

    /// <inheritdoc cref="InstrumentHolders.DeclarationOf"/>
    public InstrumentDeclaration? DeclarationOf(IOperation? instrument) => instrument is null ? null : Holders.DeclarationOf(instrument, Texts.Variables);

    /// <summary>The same, found when somebody asks: with variables of its own, since these end with the reading of the file.</summary>
    public Func<InstrumentDeclaration?> DeclaredBy(IOperation instrument)
    {
        var (holders, compilation) = (Holders, Texts.Variables.Compilation);
        return () => holders.DeclarationOf(instrument, new VariableValues(compilation, CancellationToken.None));
    }

    /// <inheritdoc cref="InstrumentHolders.DeclarationsOf"/>
    public IReadOnlyList<InstrumentDeclaration> DeclarationsOf(IOperation instrument) => Holders.DeclarationsOf(instrument, Texts.Variables);

    /// <inheritdoc cref="InstrumentHolders.DeclarationAround"/>
    public Func<InstrumentDeclaration?> DeclaredAround(IOperation measured)
    {
        var holders = Holders;
        return () => holders.DeclarationAround(measured);
    }

    /// <param name="target">What the tag hangs on.</param>
    /// <param name="key">The expression of its key.</param>
    /// <param name="value">The expression of its value; null where it is out of sight.</param>
    /// <param name="syntax">What stands for the tag at its use.</param>
    public Tag Tag(TagTarget target, IOperation? key, IOperation? value, SyntaxNode syntax)
        => new() { Target = target, Key = KeyOf(key), Value = value, Syntax = syntax, Origins = Origins };

    /// <summary>The text of a key. A parameter that the method sets anew is not what its callers name.</summary>
    public Text? KeyOf(IOperation? key)
    {
        var text = Texts.Read(key);
        return text?.Parameter is { } given && !Texts.Variables.IsAsGiven(given) ? new Text(text.Location, ImmutableArray.Create(new TextPiece(TextPieceKind.Dynamic, null, null))) : text;
    }

    /// <summary>Adds the tag of a key-value pair, which may stand in a variable.</summary>
    public void CollectPair(IOperation pair, TagSet set)
    {
        pair = CallSite.Unwrap(pair);
        var made = Texts.Variables.Follow(pair);
        if (LoopedTags.SourceOf(made) is { } looped)
        {
            LoopedTags.Add(looped, set, Lists);
            return;
        }
        if (made is IParameterReferenceOperation { Parameter: var passed })
        {
            Lists.AddGiven(passed, set);
            return;
        }
        var isOwn = pair == made || pair is ILocalReferenceOperation;
        // A method of the program may do anything with what it calls a key or a value.
        if (CallSite.Of(made) is { Method.DeclaringSyntaxReferences.IsEmpty: true } call && call.Argument("key") is { } key && call.Argument("value") is { } value)
        {
            if (isOwn) Lists.Add(key, value, pair.Syntax, set);
            else set.Add(Kept(Tag(set.Target, key, value, pair.Syntax), pair));
        }
        else if (made is IInvalidOperation { Type: { } type, Syntax: BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ NameColon: null }, { NameColon: null }] }, ChildOperations: { Count: 2 } given } && type.Is("System.Collections.Generic", "KeyValuePair`2"))
        {
            // One of the two does not bind, while it is typed or before a generator has written what it calls.
            set.Add(Tag(set.Target, given.First(), given.Last(), pair.Syntax));
        }
        else if (!TryMade(isOwn ? made : pair, pair, set)) set.Add(Tag(set.Target, null, null, pair.Syntax));
    }

    /// <summary>A field holds one value for all its uses, whatever that is; its key stands elsewhere, and is judged where it is used.</summary>
    public static Tag Kept(Tag tag, IOperation variable)
    {
        var kept = tag.Kept ?? ((tag.HandedOn?.Value ?? tag.Value) is { } value ? new KeptValue(value, IsOfObject: Target.SymbolOf(variable) is { IsStatic: false }) : null);
        return tag with { Key = tag.Key?.UsedAt(variable.Syntax), Value = null, Kept = kept, Syntax = variable.Syntax };
    }

    private bool TryMade(IOperation made, IOperation pair, TagSet set)
    {
        var part = set.Part();
        if (!OfMethods.TryReturned(made, part)) return false;
        set.Add(part, tag => tag with { Key = tag.Key?.UsedAt(pair.Syntax), Syntax = pair.Syntax });
        return true;
    }
}
