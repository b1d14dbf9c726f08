using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>The ways in which an object leaves the local that holds it.</summary>
[Flags]
internal enum EscapeKinds
{
    None = 0,

    /// <summary>It is the result of the function.</summary>
    Returned = 1,

    /// <summary>A field, another variable or a collection holds it too.</summary>
    Stored = 2,

    /// <summary>Another method or a new object gets it.</summary>
    Passed = 4,

    /// <summary>A lambda or local function uses it.</summary>
    Captured = 8,
}

/// <summary>Whether others may get hold of what a local holds.</summary>
internal static class Escape
{
    /// <param name="local">The local.</param>
    /// <param name="body">The member around it.</param>
    public static EscapeKinds Of(ISymbol local, IOperation body)
    {
        var kinds = EscapeKinds.None;
        var home = local.DeclaringSyntaxReferences is [var declaration] ? LiveRange.FunctionAround(declaration.GetSyntax()) : null;
        foreach (var operation in body.Descendants())
        {
            if (operation is not ILocalReferenceOperation reference || !SymbolEqualityComparer.Default.Equals(reference.Local, local)) continue;
            kinds |= OfUse(reference);
            if (LiveRange.FunctionAround(reference.Syntax) != home) kinds |= EscapeKinds.Captured;
        }
        return kinds;
    }

    private static EscapeKinds OfUse(IOperation value)
    {
        while (true)
        {
            switch (value.Parent)
            {
                case IConversionOperation or IParenthesizedOperation or ICoalesceOperation:
                case IConditionalOperation choice when choice.Condition != value:
                // A call that gives back the object itself: `text?.Append("a")`.
                case IInvocationOperation call when call.Instance == value && !ExtensionBlock.Holds(call.TargetMethod) && SymbolEqualityComparer.Default.Equals(call.Type, CallSite.Unwrap(value).Type):
                case IConditionalAccessOperation access when SymbolEqualityComparer.Default.Equals(access.Type, CallSite.Unwrap(value).Type):
                    value = value.Parent;
                    continue;
                case IReturnOperation:
                    return EscapeKinds.Returned;
                // Where a type is missing, nobody knows what the call or the creation does with it.
                case IArgumentOperation or IInvalidOperation:
                case IInvocationOperation { TargetMethod: var member } given when given.Instance == value && ExtensionBlock.Holds(member):
                    return EscapeKinds.Passed;
                case IAssignmentOperation assignment when assignment.Value == value && assignment.Target is not IDiscardOperation:
                case IVariableInitializerOperation or ITupleOperation or IArrayInitializerOperation:
                    return EscapeKinds.Stored;
                default:
                    return EscapeKinds.None;
            }
        }
    }
}
