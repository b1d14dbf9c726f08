using Microsoft.CodeAnalysis;
using ObservabilityLint.Code;

namespace ObservabilityLint.Model;

/// <summary>A queue that hands items from one flow of execution to another.</summary>
/// <param name="Holder">The field, property or variable that it is created for; null where it is injected, when its items alone tell which queue it is.</param>
/// <param name="Item">The type of its items.</param>
internal sealed record ItemQueue(ISymbol? Holder, ITypeSymbol Item)
{
    /// <summary>True for one and the same. Of two injected ones that is certain only where the item type is made for them.</summary>
    public bool IsSame(ItemQueue other) => Holder != null && other.Holder != null
        ? SourceSymbols.AreSame(Holder, other.Holder)
        : SourceSymbols.AreSame(Item, other.Item) && !Item.DeclaringSyntaxReferences.IsEmpty;
}

/// <summary>What is done with a queue.</summary>
internal enum QueueCallKind
{
    /// <summary>Puts an item in.</summary>
    Write,

    /// <summary>Returns the next item, or a task of it.</summary>
    Read,

    /// <summary>Gives the next item to an out parameter.</summary>
    ReadInto,

    /// <summary>Returns all items, as they come.</summary>
    ReadAll,
}

/// <summary>A call that writes an item into a queue, or reads from it.</summary>
internal sealed record QueueCall(IOperation Call, SyntaxNode CalledName, QueueCallKind Kind, ItemQueue Queue)
{
    public SyntaxNode Syntax => Call.Syntax;

    /// <summary>What is written, or the out argument that receives what is read; null where there is none.</summary>
    public IOperation? Item { get; init; }
}
