using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;

namespace ObservabilityLint.Analysis;

/// <summary>Collections that are the elements of another: <c>logs.Sum(log => log.Value.Count)</c>.</summary>
internal static class InnerCollections
{
    /// <summary>False where the outer one only grows, and nothing in sight takes out of the inner ones what was put in.</summary>
    /// <param name="inner">The element, or its half.</param>
    /// <param name="outer">What it is an element of.</param>
    /// <param name="variables">Reads variables.</param>
    public static bool MayShrink(IOperation inner, IOperation outer, VariableValues variables)
    {
        outer = CallSite.Unwrap(outer);
        if (outer is IPropertyReferenceOperation { Property.Name: "Values", Instance: { } entries }) outer = CallSite.Unwrap(entries);
        if (inner.Type is not { } type || Target.SymbolOf(outer) is not { } holder || IsToTakeFrom(type) || !GrowingCollection.Is(outer, variables)) return true;
        var asked = new HashSet<SyntaxNode>();
        foreach (var (mention, model) in VariableMentions.Of(holder, variables))
        {
            SyntaxNode member = mention.FirstAncestorOrSelf<MemberDeclarationSyntax>(static node => node is not GlobalStatementSyntax) ?? mention.SyntaxTree.GetRoot(variables.Cancellation);
            if (asked.Add(member) && IsTakenFromIn(member, type, model, variables)) return true;
        }
        return false;
    }

    /// <summary>What is put into a queue is there to be taken out.</summary>
    private static bool IsToTakeFrom(ITypeSymbol type)
        => type.Name.IndexOf("Queue", StringComparison.Ordinal) >= 0 || type.Name.IndexOf("Stack", StringComparison.Ordinal) >= 0 || type.Name is "ConcurrentBag" or "BlockingCollection";

    /// <summary>Code that names the outer collection takes something out of one that may be an element of it.</summary>
    private static bool IsTakenFromIn(SyntaxNode member, ITypeSymbol type, SemanticModel model, VariableValues variables)
    {
        foreach (var call in CallIndex.Of(model.SyntaxTree).CallsOf(GrowingCollection.Taking, variables.Cancellation))
            if (member.Span.Contains(call.Node.Span) && model.GetOperation(call.Node, variables.Cancellation) is IInvocationOperation { Instance.Type: { } taken } && SymbolEqualityComparer.Default.Equals(taken, type)) return true;
        return false;
    }
}
