using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ObservabilityLint.Model;

/// <summary>A program gets a provider that is its own: it builds it, or calls a method of its own that does.</summary>
/// <param name="Call">The call that gives the provider.</param>
/// <param name="Step">The step that builds it.</param>
internal sealed record ProviderBuild(IInvocationOperation Call, PipelineStep Step)
{
    /// <summary>Where it is spoken of: the first name of the expression, which may go over many lines.</summary>
    public SyntaxNode Place
    {
        get
        {
            var place = Call.Syntax;
            while (place is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax inner } }) place = inner;
            return place switch
            {
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } => name,
                InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name,
                _ => place,
            };
        }
    }
}
