using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Where code ends the span that is current, whoever has started it.</summary>
internal static class CurrentEnd
{
    /// <summary>The same for what is read into a variable first.</summary>
    /// <param name="read">Where it is read.</param>
    /// <param name="body">The member.</param>
    /// <param name="isNothingElse">Not of a variable that is given other spans too.</param>
    public static IOperation? Of(CurrentRead read, TracedBody body, bool isNothingElse)
    {
        if (Of(read) is { } end) return end;
        if ((SpanHolder.Of(read.Read).Holder ?? (isNothingElse ? null : ToldApart(read.Read))) is not ILocalSymbol local) return null;
        var variable = new Body(body.Root);
        if (isNothingElse && variable.WritesOf(local).Count(static write => !IsStepUp(write)) != 1) return null;
        foreach (var use in variable.UsesOf(local))
            if (Of(new CurrentRead(use)) is { } later) return later;
        return null;
    }

    /// <summary><c>source.StartActivity("x") ?? Activity.Current</c>, <c>isTraced ? source.StartActivity("x") : Activity.Current</c>: it is taken where the function has no span of its own.</summary>
    public static bool IsInsteadOfOwn(CurrentRead read, TracedBody body)
    {
        var current = CallSite.Outermost(read.Read);
        var own = current.Parent switch
        {
            ICoalesceOperation choice when choice.WhenNull == current => choice.Value,
            IConditionalOperation choice when choice.WhenFalse == current => choice.WhenTrue,
            IConditionalOperation choice when choice.WhenTrue == current => choice.WhenFalse,
            _ => null,
        };
        return own != null && body.All<SpanStart>().Any(start => own.Syntax.Span.Contains(start.Syntax.Span)) && !(current.Parent is IConditionalOperation { Condition: var asked } && IsAskedAgain(asked.Syntax));
    }

    /// <summary><c>if (!isTraced) return;</c>: the end may be reached only where the span is the function's own.</summary>
    private static bool IsAskedAgain(SyntaxNode condition)
    {
        var names = condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(static name => name.Identifier.ValueText).ToArray();
        return LiveRange.FunctionAround(condition).DescendantNodes().OfType<IfStatementSyntax>().Any(check => check.Condition.DescendantNodesAndSelf().Any(node => node is IdentifierNameSyntax { Identifier.ValueText: var name } && names.Contains(name)));
    }

    /// <summary><c>Activity.Current is { OperationName: "job" } activity</c></summary>
    private static ISymbol? ToldApart(IOperation read) => SpanChain.Whole(read).Parent is IIsPatternOperation { Pattern: IRecursivePatternOperation { DeclaredSymbol: { } held } } ? held : null;

    /// <summary><c>activity = activity.Parent</c>: those above it are of others as well.</summary>
    private static bool IsStepUp(VariableWrite write) => write.Value is { } value && CallSite.Unwrap(value) is IPropertyReferenceOperation { Property.Name: "Parent", Instance: ILocalReferenceOperation { Local: var from } } && SymbolEqualityComparer.Default.Equals(from, write.Variable);

    /// <summary>The call, or the <c>using</c>, that ends what is read; null where it is only looked at.</summary>
    public static IOperation? Of(CurrentRead read)
    {
        if (SpanChain.EndOf(read.Read) is { } end) return end;
        var value = SpanChain.Whole(read.Read);
        return value.Parent switch
        {
            IUsingOperation block when block.Resources == value => block,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } when SpanHolder.IsUsing(declarator.Syntax) => declarator,
            _ => null,
        };
    }
}
