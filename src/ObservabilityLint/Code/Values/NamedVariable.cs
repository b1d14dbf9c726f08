using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Code;

/// <summary>The name of a local or a parameter where a text is taken: <c>nameof(path)</c>, which is the same whatever the variable holds.</summary>
/// <param name="Operation">The <c>nameof</c>.</param>
/// <param name="Reference">The variable in it.</param>
internal sealed record NamedVariable(INameOfOperation Operation, IOperation Reference)
{
    private const int MaximumSteps = 8;

    public ISymbol Symbol => Target.SymbolOf(Reference)!;

    /// <summary>Null where the value is another one, or holds more than that.</summary>
    /// <param name="value">The value.</param>
    /// <param name="frame">The call through which the method that it stands in is seen; null where it is seen by itself.</param>
    /// <param name="variables">Follows values.</param>
    public static NamedVariable? In(IOperation? value, CallFrame? frame, VariableValues variables)
    {
        for (var steps = 0; value != null && steps < MaximumSteps; steps++)
        {
            value = variables.Follow(value);
            if (value is INameOfOperation named) return CallSite.Unwrap(named.Argument) is ILocalReferenceOperation or IParameterReferenceOperation ? new NamedVariable(named, CallSite.Unwrap(named.Argument)) : null;
            switch (value)
            {
                case IInterpolatedStringOperation { Parts: [IInterpolationOperation { Alignment: null, FormatString: null, Expression: var hole }] }:
                    value = hole;
                    break;
                case IInvocationOperation call when PureTextCalls.ChangedIn(call) is { } changed:
                    value = changed;
                    break;
                case IParameterReferenceOperation { Parameter: var parameter } when frame?.ArgumentFor(parameter) is { } argument:
                    (value, frame) = (argument, frame.Caller);
                    break;
                default:
                    return null;
            }
        }
        return null;
    }

    /// <summary>What the variable holds reads as a text of its own: it is no collection, no delegate, and no object that says nothing but its type.</summary>
    public bool HoldsText()
    {
        var type = Reference.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var held] } ? held : Reference.Type;
        if (type is null || type.SpecialType is SpecialType.System_String or SpecialType.System_Object || type.TypeKind is TypeKind.Enum or TypeKind.TypeParameter) return type != null;
        foreach (var implemented in type.AllInterfaces)
            if (implemented.SpecialType == SpecialType.System_Collections_IEnumerable && !type.IsValueType) return false;
        for (var declaring = type; declaring is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType), IsRecord: false }; declaring = declaring.BaseType)
            foreach (var member in declaring.GetMembers(nameof(ToString)))
                if (member is IMethodSymbol { IsOverride: true, Parameters.IsEmpty: true }) return true;
        return false;
    }

    /// <summary>True where the variable itself is given beside its name, to the same calls: the name then tells which of several it is.</summary>
    public bool IsBeside(SyntaxNode use)
    {
        var whole = use;
        while (whole.Parent is ArgumentSyntax or ArgumentListSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or BaseObjectCreationExpressionSyntax or InitializerExpressionSyntax
               or CastExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or AwaitExpressionSyntax or ConditionalAccessExpressionSyntax or TupleExpressionSyntax
               || whole.Parent?.RawKind is CollectionExpressionKind or ExpressionElementKind) whole = whole.Parent;
        foreach (var node in whole.DescendantNodes(static node => !IsNameOf(node)))
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == Symbol.Name && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name)) return true;
        return false;
    }

    private static bool IsNameOf(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } };

    // They have no types of their own in the oldest Roslyn this loads in.
    private const int CollectionExpressionKind = 9076, ExpressionElementKind = 9077;
}
