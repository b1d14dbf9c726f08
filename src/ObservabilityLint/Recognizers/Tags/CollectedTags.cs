using System.Collections.Generic;
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
        var (calls, isOther, made) = (0, false, (IMethodSymbol?)null);
        foreach (var call in CallsOf(reader, tags))
        {
            calls++;
            isOther |= !IsRecorded(call.Syntax);
            if (isOther && calls > 1) return false;
            if (call.Receiver is ILocalReferenceOperation { Local: var local } && variables.Of(local) is IObjectCreationOperation { Constructor: { } constructor }) made = constructor;
        }
        return made is null || !AreMore(CallsOf(made, tags), calls);
    }

    private static IEnumerable<CallSite> CallsOf(IMethodSymbol method, TagReader tags)
        => Callers.Of(method, new CallTargets(method), tags.Texts.Variables.Compilation, tags.Origins.OperationAt, tags.Texts.Variables.Cancellation);

    /// <summary>Some of the objects are read nowhere: what is put into these is not recorded.</summary>
    private static bool AreMore(IEnumerable<CallSite> creations, int reads)
    {
        foreach (var _ in creations)
            if (--reads < 0) return true;
        return false;
    }

    private static bool IsRecorded(SyntaxNode read)
        => read.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: [var first, ..], Parent: InvocationExpressionSyntax { Expression: var called } } } argument && argument != first && TypeNames.Called(called) is "Add" or "Record";
}
