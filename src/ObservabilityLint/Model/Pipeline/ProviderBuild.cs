using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Model;

/// <summary>A program builds the provider of a signal itself.</summary>
/// <param name="Build">The call that gives the provider.</param>
/// <param name="Steps">The calls of the chain before it, from the first on; only those that stand there.</param>
/// <param name="Signal">What it provides.</param>
internal sealed record ProviderBuild(IInvocationOperation Build, ImmutableArray<IInvocationOperation> Steps, Signal Signal)
{
    /// <summary>Where it is spoken of: the first name of the expression, which may go over many lines.</summary>
    public SyntaxNode Place
    {
        get
        {
            var place = Build.Syntax;
            while (place is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax inner } }) place = inner;
            return place is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } ? name : place;
        }
    }
}

/// <summary>What is exported.</summary>
internal enum Signal
{
    Traces,
    Metrics,
    Logs,
}
