using System.Collections.Concurrent;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>What is written to a variable at one place.</summary>
/// <param name="Variable">A local or a parameter.</param>
/// <param name="At">The operation that writes.</param>
/// <param name="Value">What is written; for <see cref="WriteForm.Element"/> the collection it comes from; null where that is out of sight.</param>
/// <param name="Form">How.</param>
/// <param name="Index">For <see cref="WriteForm.Part"/>, which element of the tuple.</param>
internal sealed record VariableWrite(ISymbol Variable, IOperation At, IOperation? Value, WriteForm Form, int Index = -1);

internal enum WriteForm
{
    /// <summary>The variable becomes the value.</summary>
    Value,

    /// <summary>The variable becomes an element of the value.</summary>
    Element,

    /// <summary>The variable becomes a part of the value, or of each element of the collection that a loop goes through.</summary>
    Part,

    /// <summary>The value is added to what the variable holds.</summary>
    Addition,

    /// <summary>The variable becomes something that only its type tells of.</summary>
    Typed,

    /// <summary>The variable becomes something of which nothing can be said.</summary>
    Unseen,
}

/// <summary>A member's code, with all that it writes to its locals and parameters: read once, when a value in it is first followed.</summary>
internal sealed class Body
{
    private static readonly List<(VariableWrite, int)> None = [];

    private readonly IOperation root;
    private readonly Dictionary<ISymbol, List<VariableWrite>> writes;
    private readonly HashSet<ISymbol> writtenMembers;
    private readonly Dictionary<SyntaxNode, List<(VariableWrite Write, int Index)>> bySyntax = new();
    private readonly ConcurrentDictionary<SyntaxNode, FlowEvents?> flows = new();

    public Body(IOperation root)
    {
        this.root = root;
        var collector = new WriteCollector(root);
        (writes, writtenMembers) = (collector.Writes, collector.WrittenMembers);
        foreach (var known in writes.Values)
            for (var i = 0; i < known.Count; i++)
            {
                if (!bySyntax.TryGetValue(known[i].At.Syntax, out var here)) bySyntax.Add(known[i].At.Syntax, here = []);
                here.Add((known[i], i));
            }
    }

    public IReadOnlyList<VariableWrite> WritesOf(ISymbol variable) => writes.TryGetValue(variable, out var found) ? found : [];

    /// <summary>The places that name a variable, and those behind a <c>?.</c> that stand for it.</summary>
    public IEnumerable<IOperation> UsesOf(ISymbol variable)
    {
        foreach (var operation in root.DescendantsAndSelf())
            if (operation is ILocalReferenceOperation or IParameterReferenceOperation or IConditionalAccessInstanceOperation
                && Target.SymbolOf(CallSite.Unwrap(CallSite.ObjectOf(operation))) is { } used && SymbolEqualityComparer.Default.Equals(used, variable)) yield return operation;
    }

    /// <summary>The writes that a piece of code makes, each with its place among those of its variable.</summary>
    public List<(VariableWrite Write, int Index)> WritesAt(SyntaxNode syntax) => bySyntax.TryGetValue(syntax, out var found) ? found : None;

    /// <summary>True if some object's member is assigned here after the object was made.</summary>
    public bool IsMemberWritten(ISymbol member) => writtenMembers.Contains(member.OriginalDefinition);

    /// <summary>What happens to the variables in the function (the member itself, or a lambda or local function in it) that an operation belongs to; null where that has no graph.</summary>
    public FlowEvents? FlowAround(IOperation operation)
    {
        var function = FunctionOf(operation);
        var key = (function ?? root).Syntax;
        // Two threads may both read it; they read the same.
        return flows.TryGetValue(key, out var known) ? known : flows.GetOrAdd(key, GraphOf(function) is { } graph ? new FlowEvents(graph, this) : null);
    }

    /// <summary>The innermost lambda or local function around an operation; null for the member's own code.</summary>
    public static IOperation? FunctionOf(IOperation operation)
    {
        for (var parent = operation.Parent; parent != null; parent = parent.Parent)
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation) return parent;
        return null;
    }

    /// <summary>All of the code that an operation is part of.</summary>
    public static IOperation RootOf(IOperation operation)
    {
        while (operation.Parent != null) operation = operation.Parent;
        return operation;
    }

    private ControlFlowGraph? GraphOf(IOperation? function)
    {
        if (function is null) return Create();
        if (FlowAround(function)?.Graph is not { } outer) return null;
        if (function is ILocalFunctionOperation local)
            return outer.LocalFunctions.Contains(local.Symbol) ? outer.GetLocalFunctionControlFlowGraph(local.Symbol) : null;
        foreach (var block in outer.Blocks)
        {
            foreach (var statement in block.Operations)
                if (Find(statement, function) is { } lambda) return outer.GetAnonymousFunctionControlFlowGraph(lambda);
            if (block.BranchValue is { } value && Find(value, function) is { } inBranch) return outer.GetAnonymousFunctionControlFlowGraph(inBranch);
        }
        return null;
    }

    private static IFlowAnonymousFunctionOperation? Find(IOperation operation, IOperation function)
    {
        foreach (var inner in operation.DescendantsAndSelf())
            if (inner is IFlowAnonymousFunctionOperation lambda && lambda.Syntax == function.Syntax) return lambda;
        return null;
    }

    private ControlFlowGraph? Create() => root switch
    {
        IMethodBodyOperation method => ControlFlowGraph.Create(method),
        IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor),
        IBlockOperation block => ControlFlowGraph.Create(block),
        IFieldInitializerOperation field => ControlFlowGraph.Create(field),
        IPropertyInitializerOperation property => ControlFlowGraph.Create(property),
        _ => null,
    };
}
