using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Flow;

/// <summary>What is written to a variable at one place.</summary>
/// <param name="Variable">A local or a parameter.</param>
/// <param name="At">The operation that writes.</param>
/// <param name="Value">What is written; for <see cref="WriteForm.Element"/> the collection it comes from; null where that is out of sight.</param>
/// <param name="Form">How.</param>
internal sealed record VariableWrite(ISymbol Variable, IOperation At, IOperation? Value, WriteForm Form);

internal enum WriteForm
{
    /// <summary>The variable becomes the value.</summary>
    Value,

    /// <summary>The variable becomes an element of the value.</summary>
    Element,

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
    private readonly Dictionary<ISymbol, List<VariableWrite>> writes;
    private readonly HashSet<ISymbol> writtenMembers;
    private ControlFlowGraph? graph;

    public Body(IOperation root)
    {
        Root = root;
        var collector = new WriteCollector(root);
        (writes, writtenMembers) = (collector.Writes, collector.WrittenMembers);
    }

    public IOperation Root { get; }

    public IReadOnlyList<VariableWrite> WritesOf(ISymbol variable) => writes.TryGetValue(variable, out var found) ? found : [];

    /// <summary>True if some object's member is assigned here after the object was made.</summary>
    public bool IsMemberWritten(ISymbol member) => writtenMembers.Contains(member.OriginalDefinition);

    /// <summary>The graph of the function (the member itself, or a lambda or local function in it) that an operation belongs to; null where there is none.</summary>
    public ControlFlowGraph? GraphOf(IOperation operation)
    {
        var function = FunctionOf(operation);
        if (function is null) return graph ??= Create();
        if (GraphOf(function) is not { } outer) return null;
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

    /// <summary>The innermost lambda or local function around an operation; null for the member's own code.</summary>
    public static IOperation? FunctionOf(IOperation operation)
    {
        for (var parent = operation.Parent; parent != null; parent = parent.Parent)
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation) return parent;
        return null;
    }

    private static IFlowAnonymousFunctionOperation? Find(IOperation operation, IOperation function)
    {
        foreach (var inner in operation.DescendantsAndSelf())
            if (inner is IFlowAnonymousFunctionOperation lambda && lambda.Syntax == function.Syntax) return lambda;
        return null;
    }

    private ControlFlowGraph? Create() => Root switch
    {
        IMethodBodyOperation method => ControlFlowGraph.Create(method),
        IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor),
        IBlockOperation block => ControlFlowGraph.Create(block),
        IFieldInitializerOperation field => ControlFlowGraph.Create(field),
        IPropertyInitializerOperation property => ControlFlowGraph.Create(property),
        _ => null,
    };
}
