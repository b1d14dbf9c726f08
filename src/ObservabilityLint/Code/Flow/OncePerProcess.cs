using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Whether an expression may be evaluated only once in the life of a process: then it is one value, however many it could be.</summary>
internal static class OncePerProcess
{
    /// <summary>In an initializer, a constructor (of a singleton, perhaps) or the program's own start, and there neither in a loop nor in a function that is called later.</summary>
    public static bool Is(IOperation source)
        => RootOf(source) is { } root && (root is IConstructorBodyOperation or IFieldInitializerOperation or IPropertyInitializerOperation or IParameterInitializerOperation
            || MemberAround(source, root) is IMethodSymbol { Name: "Main" or "<Main>$", IsStatic: true } or IMethodSymbol { MethodKind: MethodKind.StaticConstructor or MethodKind.Constructor });

    /// <summary>The same where it is certain: in what a type does when it is first used, or in the program's own start.</summary>
    public static bool IsCertain(IOperation source) => RootOf(source) is { } root && MemberAround(source, root) switch
    {
        IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true } => root is IFieldInitializerOperation or IPropertyInitializerOperation,
        IMethodSymbol { Name: "Main" or "<Main>$", IsStatic: true } or IMethodSymbol { MethodKind: MethodKind.StaticConstructor } => true,
        _ => false,
    };

    /// <summary>The whole member; null inside of a loop, or of a function that is called later.</summary>
    private static IOperation? RootOf(IOperation source)
    {
        var root = source;
        while (root.Parent is { } parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation or ILoopOperation) return null;
            root = parent;
        }
        return root;
    }

    private static ISymbol? MemberAround(IOperation source, IOperation root) => root.SemanticModel?.GetEnclosingSymbol(source.Syntax.SpanStart);

    /// <summary>A member notes that it has been done: <c>made ??= …</c>, <c>if (isDone) return; isDone = true;</c>, <c>if (Interlocked.Exchange(ref done, 1) == 0) …</c>.</summary>
    /// <param name="code">What is done.</param>
    /// <param name="isOfOneObject">There is one object of the type, so that its own members count as static ones do.</param>
    public static bool IsNoted(IOperation code, bool isOfOneObject)
    {
        var root = Body.RootOf(code);
        HashSet<ISymbol>? asked = null;
        foreach (var operation in root.Descendants())
            if (WrittenBy(operation) is { } member && (member.IsStatic || isOfOneObject) && (operation is ICoalesceAssignmentOperation && Holds(operation, code) || (asked ??= AskedBefore(code, root)).Contains(member))) return true;
        return false;
    }

    private static ISymbol? WrittenBy(IOperation operation) => operation switch
    {
        IAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } } => member,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref, Value: IFieldReferenceOperation { Field: var field } } => field,
        _ => null,
    };

    /// <summary>The members that decide whether the code is come to.</summary>
    private static HashSet<ISymbol> AskedBefore(IOperation code, IOperation root)
    {
        var asked = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in root.Descendants())
            if (operation is IConditionalOperation { Type: null, WhenTrue: var branch, Condition: var condition } choice && (Holds(choice, code) && !Holds(condition, code) || choice.Syntax.Span.End <= code.Syntax.SpanStart && branch is IReturnOperation or IBlockOperation { Operations: [.., IReturnOperation] }))
                foreach (var part in condition.DescendantsAndSelf())
                    if (part is IMemberReferenceOperation { Member: var member }) asked.Add(member);
        return asked;
    }

    private static bool Holds(IOperation outer, IOperation inner) => outer.Syntax.Span.Contains(inner.Syntax.Span);
}
