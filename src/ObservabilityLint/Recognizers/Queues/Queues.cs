using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>The queues of .NET between flows of execution: channels, blocking collections, concurrent queues and the blocks of TPL Dataflow.</summary>
internal static class Queues
{
    private const string Channels = "System.Threading.Channels", Concurrent = "System.Collections.Concurrent", Dataflow = "System.Threading.Tasks.Dataflow";

    /// <summary>By the type and the method: what the call does, and the parameter of the item.</summary>
    private static readonly Dictionary<(string Type, string Method), (string Namespace, QueueCallKind Kind, string? Item)> Calls = new()
    {
        [("ChannelWriter`1", "WriteAsync")] = (Channels, QueueCallKind.Write, "item"),
        [("ChannelWriter`1", "TryWrite")] = (Channels, QueueCallKind.Write, "item"),
        [("ChannelReader`1", "ReadAsync")] = (Channels, QueueCallKind.Read, null),
        [("ChannelReader`1", "TryRead")] = (Channels, QueueCallKind.ReadInto, "item"),
        [("ChannelReader`1", "ReadAllAsync")] = (Channels, QueueCallKind.ReadAll, null),
        [("BlockingCollection`1", "Add")] = (Concurrent, QueueCallKind.Write, "item"),
        [("BlockingCollection`1", "TryAdd")] = (Concurrent, QueueCallKind.Write, "item"),
        [("BlockingCollection`1", "Take")] = (Concurrent, QueueCallKind.Read, null),
        [("BlockingCollection`1", "TryTake")] = (Concurrent, QueueCallKind.ReadInto, "item"),
        [("BlockingCollection`1", "GetConsumingEnumerable")] = (Concurrent, QueueCallKind.ReadAll, null),
        [("ConcurrentQueue`1", "Enqueue")] = (Concurrent, QueueCallKind.Write, "item"),
        [("ConcurrentQueue`1", "TryDequeue")] = (Concurrent, QueueCallKind.ReadInto, "result"),
        [("ActionBlock`1", "Post")] = (Dataflow, QueueCallKind.Write, "item"),
        [("DataflowBlock", "Post")] = (Dataflow, QueueCallKind.Write, "item"),
        [("DataflowBlock", "SendAsync")] = (Dataflow, QueueCallKind.Write, "item"),
    };

    /// <summary>The blocks that run a delegate for each item.</summary>
    private static readonly HashSet<string> Blocks = ["ActionBlock`1", "TransformBlock`2", "TransformManyBlock`2"];

    private static readonly TextWords BlockWords = new([.. Blocks.Select(static block => block.Substring(0, block.IndexOf('`')))]);

    /// <summary>A word that the code has in it where there is such a queue, and the calls that are then looked for. The last tells calls that every file is full of: they are looked for beside the word only.</summary>
    public static IReadOnlyList<(TextWords Words, NamedWords Methods, bool IsLocal)> Families { get; } =
    [
        (new("Channel"), new(["WriteAsync", "TryWrite", "ReadAsync", "TryRead", "ReadAllAsync"], isKept: true), false),
        (new("BlockingCollection"), new(["TryAdd", "TryTake", "GetConsumingEnumerable"], isKept: true), false),
        (new("BlockingCollection"), new(["Add", "Take"], isKept: true), true),
        (new("ConcurrentQueue"), new(["Enqueue", "TryDequeue"], isKept: true), false),
        (BlockWords, new(["Post", "SendAsync"], isKept: true), false),
    ];

    public static QueueCall? Of(IInvocationOperation call, VariableValues variables)
    {
        var method = call.TargetMethod;
        if (method.ContainingType is not { } type || !Calls.TryGetValue((type.MetadataName, method.Name), out var known) || !type.OriginalDefinition.Is(known.Namespace, type.MetadataName)) return null;
        var site = CallSite.Of(call)!;
        var queue = type.IsGenericType ? call.Instance : site.Argument("target");
        var item = type.IsGenericType ? type.TypeArguments[0] : method.TypeArguments[0];
        if (queue is null || !type.IsGenericType && !IsBlock(CallSite.Unwrap(queue).Type) || HolderOf(queue, item, variables) is not { } held) return null;
        return new QueueCall(call, site.CalledName, known.Kind, held) { Item = known.Item is null ? null : site.Argument(known.Item) };
    }

    /// <summary>False for a file that creates no block.</summary>
    public static bool MentionsBlock(SyntaxTree tree, CancellationToken cancellation) => CallIndex.Of(tree).MentionsAny(BlockWords, cancellation);

    /// <summary>A block that runs a delegate.</summary>
    public static bool IsBlock(ITypeSymbol? type) => type is INamedTypeSymbol { OriginalDefinition: var block } && Blocks.Contains(block.MetadataName) && block.ContainingNamespace.Is(Dataflow);

    /// <summary>Goes from the end of a channel that is called to what holds the channel, and from there to where that comes from; null where it cannot be told.</summary>
    private static ItemQueue? HolderOf(IOperation queue, ITypeSymbol item, VariableValues variables)
    {
        for (var steps = 0; steps < 8; steps++)
        {
            queue = CallSite.Unwrap(CallSite.ObjectOf(queue));
            if (queue is IPropertyReferenceOperation { Property: { Name: "Reader" or "Writer", ContainingType: var owner }, Instance: { } channel } && owner.OriginalDefinition.ContainingNamespace.Is(Channels))
            {
                queue = channel;
                continue;
            }
            if (Target.SymbolOf(queue) is not { } symbol) return null;
            // Whoever calls, or the container, gives it.
            if (symbol is IParameterSymbol) return new ItemQueue(null, item);
            variables = variables.InProjectOf(symbol);
            if (variables.Of(symbol) is not { } value) return null;
            value = CallSite.Unwrap(value);
            if (value is IObjectCreationOperation or IInvocationOperation { TargetMethod.ContainingType.Name: "Channel" } || ListExpression.IsCollectionExpression(value)) return new ItemQueue(symbol.OriginalDefinition, item);
            queue = value;
        }
        return null;
    }
}
