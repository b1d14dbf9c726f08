using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ObservabilityLint.Code;

namespace ObservabilityLint.Recognizers;

/// <summary>Samplers that decide on roots only, since they are given to one that lets all else follow its parent.</summary>
internal static class RootSamplers
{
    private const string ParentBased = "ParentBasedSampler", Set = "SetSampler";

    private static readonly string[] Sets = [Set];

    /// <summary>What becomes of an object where it is made.</summary>
    private enum Use
    {
        ForRoots,
        ForAll,
        Kept,
    }

    /// <summary>False only where some object of the type certainly decides on all spans.</summary>
    public static bool MayBe(INamedTypeSymbol sampler, Compilation compilation, CancellationToken cancellation)
    {
        var (isMade, isKept, takesKept) = (false, false, false);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var index = CallIndex.Of(tree);
            foreach (var creation in index.CreationsOf(sampler.Name, cancellation))
            {
                var use = UseOf(creation.Node);
                if (use == Use.ForAll) return false;
                isMade = true;
                isKept |= use == Use.Kept;
            }
            foreach (var call in index.CallsOf(Sets, cancellation))
                if (TypeNames.OfCall(call.Node) is GenericNameSyntax { TypeArgumentList.Arguments: [var type] } && TypeNames.Bare(type) == sampler.Name) return false;
            foreach (var creation in index.CreationsOf(ParentBased, cancellation)) takesKept |= TakesKept(creation.Node);
        }
        // Of what others make it for, nothing is known.
        return isMade && !isKept || !isMade && Visibility.IsForOthers(sampler, compilation) || takesKept;
    }

    private static Use UseOf(SyntaxNode made)
    {
        while (true)
            switch (made.Parent)
            {
                case ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax around }:
                    if (CreatedType.Of(around) == ParentBased) return Use.ForRoots;
                    made = around;
                    break;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: var called } }:
                    return TypeNames.Called(called) == Set ? Use.ForAll : Use.Kept;
                case ParenthesizedExpressionSyntax or ConditionalExpressionSyntax or CastExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } or SwitchExpressionArmSyntax or SwitchExpressionSyntax or LambdaExpressionSyntax:
                    made = made.Parent;
                    break;
                default:
                    return Use.Kept;
            }
    }

    /// <summary>A sampler that is made elsewhere may be among what decides on the roots.</summary>
    private static bool TakesKept(SyntaxNode creation)
    {
        foreach (var argument in (creation as BaseObjectCreationExpressionSyntax)?.ArgumentList?.Arguments ?? [])
            if (argument.Expression is not BaseObjectCreationExpressionSyntax made || CreatedType.Of(made) != Samplers.Ratio && made.ArgumentList is { Arguments.Count: > 0 }) return true;
        return false;
    }
}
