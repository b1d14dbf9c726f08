using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Analysis;

/// <summary>Whether a name that a method puts together from its own parameters is settled by that method's callers.</summary>
internal static class CallersOfWrapper
{
    /// <summary>
    /// True if nothing but parameters of the enclosing method varies in the name, and every call in sight passes a constant, or a text of its own making that is judged there.
    /// Without a call in sight: true if the method makes the instrument for others, who know what they pass.
    /// </summary>
    public static bool Settle(InstrumentDeclaration declaration, Compilation compilation, IEnumerable<InstrumentDeclaration> all, CancellationToken cancellation)
    {
        IMethodSymbol? method = null;
        var pieces = declaration.Name.Pieces;
        foreach (var piece in pieces)
        {
            if (piece.Kind == TextPieceKind.Dynamic) return false;
            if (piece.Parameter is not { } parameter || ConfiguredPrefix.IsNamedBy(parameter.Name, isFirst: piece == pieces[0])) continue;
            if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } owner) return false;
            method = owner;
        }
        if (method is null) return true;
        var (hasCallers, variables) = (false, new VariableValues(compilation, cancellation));
        foreach (var call in all)
        {
            if (call.WrappedAt != declaration.Syntax) continue;
            if (PassesVariable(call.Name, variables)) return false;
            hasCallers = true;
        }
        return hasCallers || IsCalledName(pieces) || MakesForOthers(method, declaration, variables, cancellation);
    }

    /// <summary>All that varies is a parameter that is called a name, or the key of a cache: whoever calls the method out of sight knows the metrics.</summary>
    private static bool IsCalledName(ImmutableArray<TextPiece> pieces)
    {
        foreach (var piece in pieces)
            if (piece.Parameter is { } parameter && SegmentedName.Of(parameter.Name) is not [.., "name" or "metric" or "key"]) return false;
        return true;
    }

    private static bool PassesVariable(Text name, VariableValues variables)
    {
        if (name.IsComposedAtRunTime) return false;
        foreach (var piece in name.Pieces)
            if (piece is { Kind: TextPieceKind.Dynamic, IsOfWrapper: false } || piece.Parameter is { } parameter && (IsSent(parameter, name, variables) || IsElement(parameter, name, variables))) return true;
        return false;
    }

    /// <summary>A client sends it: the call stands in an endpoint or an action, and passes on what that is given.</summary>
    private static bool IsSent(IParameterSymbol parameter, Text name, VariableValues variables)
        => variables.OperationAt(name.Location) is { } passed && new RequestParameters(variables.Compilation).Of(parameter, passed) != null;

    /// <summary>A lambda is given the elements of a list, which is written down nowhere: <c>queues.Select(queue =&gt; new QueueMetrics(queue))</c>.</summary>
    private static bool IsElement(IParameterSymbol parameter, Text name, VariableValues variables)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } || variables.OperationAt(name.Location) is not { } passed) return false;
        foreach (var part in passed.DescendantsAndSelf())
            if (part is IParameterReferenceOperation read && SymbolEqualityComparer.Default.Equals(read.Parameter, parameter))
                return ListedElements.SourceOf(read) is var (collection, _) && ListedElements.Of(variables.Follow(collection)).IsDefault;
        return false;
    }

    /// <summary>The instrument leaves the method: a constructor keeps it, a factory returns it or hands it on. Else it is recorded on the spot.</summary>
    private static bool MakesForOthers(IMethodSymbol method, InstrumentDeclaration declaration, VariableValues variables, CancellationToken cancellation)
    {
        if (method.MethodKind == MethodKind.Constructor || declaration.Target is IFieldSymbol or IPropertySymbol { IsIndexer: false }) return true;
        if (variables.ModelOf(declaration.Syntax.SyntaxTree)?.GetOperation(declaration.Syntax, cancellation) is not { } created) return false;
        return UseOf(created) is var use && (use is IReturnOperation || use is IArgumentOperation { Parent: var taker } && !IsRecording(taker))
            || created.Type is { SpecialType: not SpecialType.System_Void } type && method.ReturnType.SpecialType != SpecialType.System_Object && variables.Compilation.ClassifyConversion(type, method.ReturnType) is { Exists: true, IsImplicit: true };
    }

    /// <summary>An extension method of the library that records on the instrument: <c>NewTimer</c>, <c>TrackInProgress</c>.</summary>
    private static bool IsRecording(IOperation? call) => call is IInvocationOperation { TargetMethod: { IsExtensionMethod: true } method } && Recordings.IsOfLibrary(method);

    /// <summary>What takes the instrument: of one that a lambda makes for a cache or a <c>Lazy</c>, what takes it out of there.</summary>
    private static IOperation? UseOf(IOperation created)
    {
        var use = created.Parent;
        while (true)
            switch (use)
            {
                case IConversionOperation or IParenthesizedOperation or IPropertyReferenceOperation { Property.Name: "Value" }:
                    use = use.Parent;
                    break;
                case IReturnOperation { Parent: IBlockOperation { Parent: IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parameter.Name: "valueFactory", Parent: { } kept } } } } }:
                    use = kept.Parent;
                    break;
                default:
                    return use;
            }
    }
}
