using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>Whether an expression may be evaluated only once in the life of a process: then it is one value, however many it could be.</summary>
internal static class OncePerProcess
{
    /// <summary>In an initializer, a constructor (of a singleton, perhaps) or the program's own start, and there neither in a loop nor in a function that is called later.</summary>
    public static bool Is(IOperation source)
    {
        var root = source;
        while (root.Parent is { } parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation or ILoopOperation) return false;
            root = parent;
        }
        return root is IConstructorBodyOperation or IFieldInitializerOperation or IPropertyInitializerOperation or IParameterInitializerOperation
            || root.SemanticModel?.GetEnclosingSymbol(source.Syntax.SpanStart) is IMethodSymbol { Name: "Main" or "<Main>$", IsStatic: true } or IMethodSymbol { MethodKind: MethodKind.StaticConstructor or MethodKind.Constructor };
    }
}
