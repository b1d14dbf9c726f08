using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Tags that an object collects in a list of its own, and gives to whoever records them: <c>operation.Tag("kind", kind); … rows.Record(1, operation.Tags());</c></summary>
internal static class CollectedTags
{
    /// <summary>Everything that is put into the list is recorded, since nobody reads it otherwise. Who reads it for a span, too, may put in what is meant for that.</summary>
    /// <param name="returned">What the member gives back.</param>
    /// <param name="reader">The member.</param>
    /// <param name="tags">Finds the uses.</param>
    public static bool AreRecorded(IOperation returned, IMethodSymbol reader, TagReader tags)
    {
        var variables = tags.Texts.Variables;
        if (ListExpression.WithoutConversions(returned) is not IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: { DeclaredAccessibility: Accessibility.Private } list } || reader.DeclaringSyntaxReferences is not [var reference]) return false;
        var declaration = reference.GetSyntax(variables.Cancellation);
        foreach (var (mention, _) in VariableMentions.Of(list, variables))
            if (!(declaration.SyntaxTree == mention.SyntaxTree && declaration.Span.Contains(mention.Span)) && !FilledVariable.IsChangedBy(mention)) return false;
        return IsReadToRecord(reader, tags);
    }

    /// <summary>Another method of the object puts it in, and is called for it.</summary>
    public static bool IsPutInElsewhere(Tag tag, IMethodSymbol reader)
        => tag is { Value: not null, HandedOn: null, Kept: null } && reader.DeclaringSyntaxReferences is [var reference] && !(reference.SyntaxTree == tag.Syntax.SyntaxTree && reference.Span.Contains(tag.Syntax.Span));

    /// <summary>It is called at one place only, or each time for the tags of a measurement.</summary>
    private static bool IsReadToRecord(IMethodSymbol reader, TagReader tags)
    {
        var variables = tags.Texts.Variables;
        variables.NoteMentions(reader.AssociatedSymbol ?? reader);
        var (targets, calls, isOther) = (new CallTargets(reader), 0, false);
        foreach (var call in Callers.Of(reader, targets, variables.Compilation, tags.Origins.OperationAt, variables.Cancellation))
        {
            calls++;
            isOther |= !IsRecorded(call.Syntax);
            if (isOther && calls > 1) return false;
        }
        return true;
    }

    private static bool IsRecorded(SyntaxNode read)
        => read.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: [var first, ..], Parent: InvocationExpressionSyntax { Expression: var called } } } argument && argument != first && TypeNames.Called(called) is "Add" or "Record";
}
