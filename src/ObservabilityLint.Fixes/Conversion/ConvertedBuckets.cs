using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Conversion;

/// <summary>The bucket bounds of a histogram, scaled where they are written: in the call, in its configuration, or in a variable that nothing else uses.</summary>
internal sealed class ConvertedBuckets(Solution solution, string baseUnit, double factor, CancellationToken cancellation)
{
    private const int CollectionExpressionKind = 9076, SpreadElementKind = 9078;

    private readonly List<(SyntaxTree Tree, TextChange Change)> changes = new();

    /// <summary>The edits of the bounds; null if one of them cannot be understood, or is shared with another use.</summary>
    public static async Task<IReadOnlyList<(SyntaxTree Tree, TextChange Change)>?> OfAsync(InstrumentDeclaration instrument, string baseUnit, double factor, Solution solution, CancellationToken cancellation)
    {
        if (instrument.HasUnseenSettings) return null;
        if (instrument.Buckets is not { } bounds) return [];
        var conversion = new ConvertedBuckets(solution, baseUnit, factor, cancellation);
        // The configuration object may stand in a variable too.
        if (!instrument.Syntax.Span.Contains(bounds.Syntax.Span) && !await conversion.IsUsedOnceAsync(HolderAround(bounds)).ConfigureAwait(false)) return null;
        return await conversion.ConvertAsync(bounds).ConfigureAwait(false) ? conversion.changes : null;
    }

    private async Task<bool> ConvertAsync(IOperation bounds)
    {
        bounds = CallSite.Unwrap(bounds);
        switch (bounds)
        {
            case IArrayCreationOperation { Initializer: { } initializer }:
                return ConvertAll(initializer.ElementValues);
            case IArrayInitializerOperation initializer:
                return ConvertAll(initializer.ElementValues);
            case { Syntax: var syntax } when syntax.RawKind == CollectionExpressionKind:
                return ConvertAll(bounds.ChildOperations);
            case IInvocationOperation call when BucketFactory.ScaledParameters(call.TargetMethod) is { } parameters:
                return ConvertArguments(call, parameters);
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: null } }:
                return true;
            default:
                return Target.SymbolOf(bounds) is { } holder && await IsUsedOnceAsync(holder).ConfigureAwait(false)
                    && await Variables.InitialValueAsync(holder, solution, cancellation).ConfigureAwait(false) is { } value && await ConvertAsync(value).ConfigureAwait(false);
        }
    }

    private bool ConvertAll(IEnumerable<IOperation> bounds)
    {
        foreach (var bound in bounds)
            if (bound.Syntax.RawKind == SpreadElementKind || !ConvertOne(bound)) return false;
        return true;
    }

    private bool ConvertArguments(IInvocationOperation call, ImmutableArray<string> parameters)
    {
        foreach (var parameter in parameters)
            if (new CallSite(call.TargetMethod, call.Arguments, call).Argument(parameter) is not { } value || !ConvertOne(value)) return false;
        return true;
    }

    private bool ConvertOne(IOperation bound)
    {
        if (bound.ConstantValue is { HasValue: true, Value: double constant } && double.IsInfinity(constant)) return true;
        if (ConvertedValue.Of(bound, baseUnit, factor) is not { Evidence: not ValueEvidence.AlreadyBase } converted) return false;
        foreach (var change in converted.Changes) changes.Add((bound.Syntax.SyntaxTree, change));
        return true;
    }

    private async Task<bool> IsUsedOnceAsync(ISymbol? holder)
        => holder is not null && await References.ToAsync(holder, solution, cancellation).ConfigureAwait(false) is [_];

    /// <summary>The variable whose initial value contains the operation.</summary>
    private static ISymbol? HolderAround(IOperation operation)
    {
        for (var parent = operation.Parent; parent != null; parent = parent.Parent)
        {
            if (parent is IFieldInitializerOperation { InitializedFields: [var field] }) return field;
            if (parent is IPropertyInitializerOperation { InitializedProperties: [var property] }) return property;
            if (parent is IVariableDeclaratorOperation declarator) return declarator.Symbol;
        }
        return null;
    }
}
