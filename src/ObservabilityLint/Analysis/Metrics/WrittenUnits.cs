using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>Whether one of some words stands in the number that a call is given, in a local too: by syntax alone, since every collection has an <c>Add</c>.</summary>
internal sealed class WrittenUnits(string[] words)
{
    private const int MaximumDepth = 8;

    private readonly HashSet<string> set = [.. words];

    public bool AreIn(SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        foreach (var argument in arguments)
            if (IsIn(argument.Expression, 0)) return true;
        return false;
    }

    private bool IsIn(ExpressionSyntax value, int depth) => depth < MaximumDepth && value switch
    {
        MemberAccessExpressionSyntax or MemberBindingExpressionSyntax => TypeNames.Called(value) is { } name && set.Contains(name),
        IdentifierNameSyntax local => set.Contains(local.Identifier.ValueText) || LocalInitializer.Of(local) is { } held && IsIn(held, depth + 1),
        ParenthesizedExpressionSyntax inner => IsIn(inner.Expression, depth + 1),
        CastExpressionSyntax cast => IsIn(cast.Expression, depth + 1),
        ConditionalAccessExpressionSyntax access => IsIn(access.WhenNotNull, depth + 1),
        BinaryExpressionSyntax binary => IsIn(binary.Left, depth + 1) || IsIn(binary.Right, depth + 1),
        ConditionalExpressionSyntax choice => IsIn(choice.WhenTrue, depth + 1) || IsIn(choice.WhenFalse, depth + 1),
        SwitchExpressionSyntax choice => IsInArm(choice, depth + 1),
        InvocationExpressionSyntax call => IsIn(call.Expression, depth + 1) || IsInFirst(call.ArgumentList.Arguments, depth + 1),
        _ => false,
    };

    private bool IsInArm(SwitchExpressionSyntax choice, int depth)
    {
        foreach (var arm in choice.Arms)
            if (IsIn(arm.Expression, depth)) return true;
        return false;
    }

    /// <summary>What <c>Math.Round</c> is given.</summary>
    private bool IsInFirst(SeparatedSyntaxList<ArgumentSyntax> arguments, int depth) => arguments.Count > 0 && IsIn(arguments[0].Expression, depth);
}
