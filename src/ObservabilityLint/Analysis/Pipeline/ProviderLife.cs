using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Whether anybody ends a provider, or empties its queues, before the process is over.</summary>
internal static class ProviderLife
{
    private enum Use
    {
        /// <summary>It is asked for something, and stays as it is.</summary>
        Harmless,

        /// <summary>The caller has it.</summary>
        Returned,

        /// <summary>It is ended, or others get hold of it, who may do that.</summary>
        Ended,
    }

    /// <summary>True where that is certain: it is left alone, or all uses of the variable that holds it are in sight.</summary>
    public static bool IsNeverEnded(ProviderBuild build, CancellationToken cancellation)
    {
        var value = WholeOf(build.Call);
        if (LazyAround(value) is { } lazy) value = lazy;
        switch (value.Parent)
        {
            case IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation }:
                return true;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local, Syntax: var declared } }:
                return declared.Parent?.Parent is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } && IsNeverEndedIn(Body.RootOf(value), local);
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } }:
                return IsNeverEndedIn(Body.RootOf(value), local);
            case IAssignmentOperation { Target: IMemberReferenceOperation { Member: var member } } and (ISimpleAssignmentOperation or ICoalesceAssignmentOperation { Parent: IExpressionStatementOperation }):
                return IsNeverEnded(member, build.Call.SemanticModel!.Compilation, cancellation);
            case IFieldInitializerOperation { InitializedFields: [var field] }:
                return IsNeverEnded(field, build.Call.SemanticModel!.Compilation, cancellation);
            case IPropertyInitializerOperation { InitializedProperties: [var property] }:
                return IsNeverEnded(property, build.Call.SemanticModel!.Compilation, cancellation);
            default:
                return false;
        }
    }

    /// <summary>The method gives it to its caller, and to nobody else.</summary>
    public static bool IsReturned(ProviderBuild build)
    {
        var value = WholeOf(build.Call);
        return value.Parent switch
        {
            IReturnOperation => true,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local, Syntax: var declared } } => declared.Parent?.Parent is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } && IsOnlyReturned(Body.RootOf(value), local),
            _ => false,
        };
    }

    private static bool IsOnlyReturned(IOperation root, ILocalSymbol local)
    {
        var isReturned = false;
        foreach (var operation in root.Descendants())
        {
            if (operation is not ILocalReferenceOperation reference || !SymbolEqualityComparer.Default.Equals(reference.Local, local)) continue;
            var use = UseOf(reference);
            if (use == Use.Ended) return false;
            isReturned |= use == Use.Returned;
        }
        return isReturned;
    }

    private static bool IsNeverEndedIn(IOperation root, ILocalSymbol local)
    {
        foreach (var operation in root.Descendants())
            if (operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local) && UseOf(reference) != Use.Harmless) return false;
        return true;
    }

    /// <summary>Of what other projects can see they may take care.</summary>
    private static bool IsNeverEnded(ISymbol member, Compilation compilation, CancellationToken cancellation)
    {
        if (member.DeclaredAccessibility != Accessibility.Private && compilation.Options.OutputKind is not (OutputKind.ConsoleApplication or OutputKind.WindowsApplication)) return false;
        foreach (var tree in compilation.SyntaxTrees)
            foreach (var mention in CallIndex.Of(tree).MentionsOf(member.Name, cancellation))
                if (Models.Of(compilation).For(tree)?.GetOperation(mention, cancellation) is IMemberReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Member, member) && UseOf(reference) != Use.Harmless) return false;
        return true;
    }

    /// <summary><c>new Lazy&lt;TracerProvider&gt;(() => …Build())</c> holds it for whoever asks.</summary>
    private static IOperation? LazyAround(IOperation value)
        => value.Parent is IReturnOperation { Parent.Parent: IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IObjectCreationOperation { Type.OriginalDefinition: var type } lazy } } } } && type.Is("System", "Lazy`1") ? WholeOf(lazy) : null;

    private static Use UseOf(IOperation reference)
    {
        var value = WholeOf(reference);
        return value.Parent switch
        {
            IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.Name: "Lazy" } } held => UseOf(held),
            IPropertyReferenceOperation { Property: { Name: "IsValueCreated", ContainingType.Name: "Lazy" } } or ISimpleAssignmentOperation { Target: IDiscardOperation } => Use.Harmless,
            IInvocationOperation call when call.Instance == value => OfCall(call),
            IConditionalAccessOperation { WhenNotNull: IInvocationOperation call } access when access.Operation == value => OfCall(call),
            // An extension method of the SDK: `provider.ForceFlush()`.
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } call } argument when call.Arguments[0] == argument && ProviderBuilds.IsProvider(argument.Parameter?.Type) => OfCall(call),
            ISimpleAssignmentOperation assignment when assignment.Target == value => Use.Harmless,
            ICoalesceAssignmentOperation { Parent: IExpressionStatementOperation } assignment when assignment.Target == value => Use.Harmless,
            IIsPatternOperation test when Declares(test.Pattern) => Use.Ended,
            IBinaryOperation or IIsPatternOperation or IIsTypeOperation or IExpressionStatementOperation => Use.Harmless,
            IReturnOperation => Use.Returned,
            _ => Use.Ended,
        };
    }

    /// <summary><c>if (provider is { } running) running.Dispose();</c></summary>
    private static bool Declares(IPatternOperation pattern)
    {
        foreach (var part in pattern.DescendantsAndSelf())
            if (part is IDeclarationPatternOperation { DeclaredSymbol: not null } or IRecursivePatternOperation { DeclaredSymbol: not null }) return true;
        return false;
    }

    /// <summary>What the program itself adds to providers may keep it or end it.</summary>
    private static Use OfCall(IInvocationOperation call) => ProviderBuilds.IsEnd(call.TargetMethod) || PipelineBuilders.IsInSight(call.TargetMethod) || ExtensionBlock.Holds(call.TargetMethod) ? Use.Ended : Use.Harmless;

    private static IOperation WholeOf(IOperation value)
    {
        while (value.Parent is IConversionOperation or IParenthesizedOperation || value.Parent is IConditionalOperation choice && choice.Condition != value) value = value.Parent;
        return value;
    }
}
