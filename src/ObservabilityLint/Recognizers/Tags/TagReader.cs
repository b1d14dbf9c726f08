using System;
using System.Threading;
using Microsoft.CodeAnalysis;
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
        Lists = new TagLists(this);
    }

    public TextReader Texts { get; }

    public IValueOrigins Origins { get; }

    public InstrumentHolders Holders { get; }

    /// <summary>Reads lists of tags.</summary>
    public TagLists Lists { get; }

    /// <inheritdoc cref="InstrumentHolders.DeclarationOf"/>
    public InstrumentDeclaration? DeclarationOf(IOperation? instrument) => instrument is null ? null : Holders.DeclarationOf(instrument, Texts.Variables);

    /// <summary>The same, found when somebody asks: with variables of its own, since these end with the reading of the file.</summary>
    public Func<InstrumentDeclaration?> DeclaredBy(IOperation instrument)
    {
        var (holders, compilation) = (Holders, Texts.Variables.Compilation);
        return () => holders.DeclarationOf(instrument, new VariableValues(compilation, CancellationToken.None));
    }

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
        => new() { Target = target, Key = Texts.Read(key), Value = value, Syntax = syntax, Origins = Origins };

    /// <summary>The tag of a key-value pair, which may stand in a variable.</summary>
    public Tag Pair(TagTarget target, IOperation pair)
    {
        pair = CallSite.Unwrap(pair);
        var made = Texts.Variables.Follow(pair);
        if (CallSite.Of(made) is not { } call || call.Argument("key") is not { } key || call.Argument("value") is not { } value) return Tag(target, null, null, pair.Syntax);
        // A field holds one value for all its uses, whatever that is; its key stands elsewhere, and is judged where it is used.
        return pair == made || pair is ILocalReferenceOperation ? Tag(target, key, value, pair.Syntax) : Tag(target, key, null, pair.Syntax) with { Key = Texts.Read(key)?.UsedAt(pair.Syntax) };
    }
}
