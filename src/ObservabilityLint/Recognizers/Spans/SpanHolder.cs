using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>What keeps the span that a call starts.</summary>
internal static class SpanHolder
{
    public static (SpanHold Hold, ISymbol? Holder) Of(IOperation start)
    {
        var value = SpanChain.Whole(start);
        switch (value.Parent)
        {
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return (IsUsing(declarator.Syntax) ? SpanHold.Using : SpanHold.Local, declarator.Symbol);
            case IUsingOperation:
                return (SpanHold.Using, null);
            case ISimpleAssignmentOperation { Target: var target, Parent: IUsingOperation }:
                return (SpanHold.Using, Target.SymbolOf(target));
            case IIsPatternOperation { Pattern: var pattern } when HolderIn(pattern) is { } held:
                return (SpanHold.Local, held);
            case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                return (SpanHold.Dropped, null);
            case IAssignmentOperation { Target: var target } assignment when assignment.Value == value:
                return Target.SymbolOf(target) is { } symbol ? (symbol is ILocalSymbol ? SpanHold.Local : SpanHold.Member, symbol) : (SpanHold.Other, null);
            case IFieldInitializerOperation or IPropertyInitializerOperation:
                return (SpanHold.Member, Target.Of(value));
            // `var (first, second) = (source.StartActivity("a"), source.StartActivity("b"));`
            case ITupleOperation { Elements: var parts } tuple:
                return OfElement(tuple, parts.IndexOf(value));
            case IReturnOperation:
                return (SpanHold.Returned, null);
            case IArgumentOperation:
                return (SpanHold.Argument, null);
            case IExpressionStatementOperation:
            case { } outer when IsOnlyAsked(value, outer) && !outer.Descendants().Any(inner => inner != start && inner is IInvocationOperation { TargetMethod.Locations: [{ IsInSource: true }, ..] }):
                return (SpanHold.Dropped, null);
            default:
                return (SpanHold.Other, null);
        }
    }

    /// <summary><c>return source.StartActivity("x")?.Context ?? default;</c>: something is read of the span, and nobody has it then.</summary>
    private static bool IsOnlyAsked(IOperation value, IOperation outer)
    {
        var read = outer is IConditionalAccessOperation access && access.Operation == value ? FirstOf(access.WhenNotNull, value.Type) : outer;
        return read is IPropertyReferenceOperation { Property: { Type: { IsValueType: true } or { SpecialType: SpecialType.System_String }, ContainingType: var owner } } && SpanChain.IsSame(owner, value.Type) && read.Parent is not IAssignmentOperation;
    }

    /// <summary>What is asked of the span first behind a <c>?.</c>, and does not give it back.</summary>
    private static IOperation FirstOf(IOperation behind, ITypeSymbol? span)
    {
        while (true)
            switch (behind)
            {
                case IConditionalAccessOperation { Operation: var first }:
                    behind = first;
                    continue;
                case IInvocationOperation { Instance: { } inner } when !SpanChain.IsSame(inner.Type, span):
                    behind = inner;
                    continue;
                case IPropertyReferenceOperation { Instance: { } inner } when !SpanChain.IsSame(inner.Type, span):
                    behind = inner;
                    continue;
                default:
                    return behind;
            }
    }

    /// <summary>What takes one element of a tuple that is taken apart at once.</summary>
    public static (SpanHold Hold, ISymbol? Holder) OfElement(IOperation tuple, int index)
    {
        while (tuple.Parent is IConversionOperation) tuple = tuple.Parent;
        if (tuple.Parent is not IDeconstructionAssignmentOperation { Target: var target } taken || taken.Value != tuple) return (SpanHold.Other, null);
        if (target is IDeclarationExpressionOperation { Expression: var declared }) target = declared;
        if (target is not ITupleOperation { Elements: var elements } || elements.Length <= index) return (SpanHold.Other, null);
        var holder = elements[index] is IDeclarationExpressionOperation { Expression: var one } ? one : elements[index];
        return holder switch
        {
            ILocalReferenceOperation { Local: var local } => (SpanHold.Local, local),
            IDiscardOperation => (SpanHold.Dropped, null),
            _ => (SpanHold.Other, null),
        };
    }

    /// <summary><c>is { } activity</c>, <c>is Activity activity</c>, <c>is not { } activity</c>.</summary>
    private static ISymbol? HolderIn(IPatternOperation pattern) => pattern switch
    {
        IRecursivePatternOperation { DeclaredSymbol: { } held, PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } => held,
        IDeclarationPatternOperation { DeclaredSymbol: { } held } => held,
        INegatedPatternOperation { Pattern: var inner } => HolderIn(inner),
        _ => null,
    };

    /// <summary><c>new Activity("x").Start()</c>, <c>source.CreateActivity("x")?.SetTag(…).Start()</c>.</summary>
    public static bool IsStartedAtOnce(IOperation creation) => SpanChain.CallOn(creation, static method => method == "Start") != null;

    /// <summary>True for a variable that a <c>using</c> declares.</summary>
    public static bool IsUsing(SyntaxNode declarator)
        => declarator.Parent?.Parent is UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword };
}
