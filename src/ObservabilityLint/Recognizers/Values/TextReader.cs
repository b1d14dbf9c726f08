using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;
using ObservabilityLint.Naming;

namespace ObservabilityLint.Recognizers;

/// <summary>Reads the texts of telemetry calls: follows constants and variables that are assigned once to their literals, through concatenation and interpolation.</summary>
internal sealed class TextReader(VariableValues variables)
{
    // Longer chains and texts do not occur; cyclic definitions do, in code that is being typed.
    private const int MaximumDepth = 8, MaximumPieces = 64;

    private static readonly TextPiece Dynamic = new(TextPieceKind.Dynamic, null, null), Fixed = new(TextPieceKind.Fixed, null, null);

    public VariableValues Variables => variables;

    public Text? Read(IOperation? operation)
    {
        if (operation is null) return null;
        var pieces = ImmutableArray.CreateBuilder<TextPiece>();
        Collect(operation, pieces, 0);
        // What is changed on its way is not handed on.
        return new Text(CallSite.Unwrap(operation).Syntax.GetLocation(), pieces is [{ IsChanged: true }] ? ImmutableArray.Create(Dynamic) : pieces.ToImmutable());
    }

    /// <summary>A name: null where it is missing, also where a null is written out.</summary>
    public Text? ReadName(IOperation? operation)
        => operation is null || CallSite.Unwrap(operation) is { ConstantValue: { HasValue: true, Value: null } } ? null : Read(operation);

    /// <summary>A unit, with those that it may be chosen from.</summary>
    public Text? ReadUnit(IOperation? operation, bool isGivenByCallers = false)
        => Read(operation) is var unit && unit is { Value: null } ? new Text(unit.Location, unit.Pieces) { Alternatives = ChosenUnits.Of(operation!, isGivenByCallers, this) } : unit;

    /// <summary>The texts of an array, a collection expression or a params list; default if it cannot be read.</summary>
    public ImmutableArray<Text> ReadMany(IOperation? operation)
    {
        if (operation is null || JoinedLists.ElementsOf(operation, variables) is not { IsDefault: false } elements) return default;
        // By what is a part of an element, the others may be looked up: a person changes that.
        return ImmutableArray.CreateRange(elements, element => (PartLists.IsPart(element) ? Read(element)!.Unedited() : Read(element)!).UsedIn(operation.Syntax));
    }

    public void Collect(IOperation operation, ImmutableArray<TextPiece>.Builder pieces, int depth)
    {
        operation = CallSite.Unwrap(operation);
        if (pieces.Count >= MaximumPieces)
        {
            pieces[pieces.Count - 1] = Dynamic;
            return;
        }
        switch (operation)
        {
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: string value } }:
                pieces.Add(new TextPiece(TextPieceKind.Known, value, operation.Syntax.GetLocation()));
                return;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                Sum(sum, pieces, depth);
                return;
            case IInterpolatedStringOperation interpolated:
                foreach (var part in interpolated.Parts) Part(part, pieces, depth);
                // An interpolation without parts is the empty text.
                if (interpolated.Parts.IsEmpty) pieces.Add(new TextPiece(TextPieceKind.Known, "", operation.Syntax.GetLocation()));
                return;
            case IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true } when depth < MaximumDepth && StaticTable.Holds(operation, variables) && IndexedElement.Of(operation, variables) is [var element]:
                Collect(element, pieces, depth + 1);
                return;
            case not { ConstantValue.HasValue: true } when SettledText.Is(operation, variables):
                pieces.Add(Fixed);
                return;
            case IParameterReferenceOperation given when depth < MaximumDepth && CacheKey.Of(given, variables) is { } key:
                Key(key, pieces, depth);
                return;
            case IParameterReferenceOperation { Parameter: var parameter }:
                pieces.Add(new TextPiece(TextPieceKind.Parameter, null, null, parameter));
                return;
            case ILocalReferenceOperation local when depth < MaximumDepth && variables.Of(local.Local) is null && GrownText.PartsOf(local, variables) is { } grown && Composed(grown, depth) is { } composed:
                pieces.AddRange(composed);
                return;
            case IFieldReferenceOperation { Field: { Name: nameof(string.Empty), ContainingType.SpecialType: SpecialType.System_String } }:
                pieces.Add(new TextPiece(TextPieceKind.Known, "", operation.Syntax.GetLocation()));
                return;
            case IFieldReferenceOperation or IPropertyReferenceOperation or ILocalReferenceOperation when depth < MaximumDepth:
                Variable(operation, pieces, depth);
                return;
            case IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } call when ComposingCall.PartsOf(call) is { } parts:
                foreach (var part in parts)
                    if (part.Value is { } value) Collect(value, pieces, depth);
                    else pieces.Add(part.Text is { } text ? new TextPiece(TextPieceKind.Known, text, null) : Fixed);
                return;
            case IInvocationOperation call when PureTextCalls.ChangedIn(call) is { } changed:
                Changed(call, changed, pieces, depth);
                return;
            case IInvocationOperation { Type.SpecialType: SpecialType.System_String } call when (ComposedResult(call, depth) ?? (depth < MaximumDepth ? KnownResult.Of(call, this, depth) : null)) is { } result:
                pieces.AddRange(result);
                return;
            case IConditionalOperation or ICoalesceOperation or ISwitchExpressionOperation when ComposedBranch(operation, depth) is { } branch:
                pieces.AddRange(branch);
                return;
            default:
                // nameof, or a null literal where a text is missing: the expression itself is what an edit replaces.
                pieces.Add(Constant(operation, operation.Syntax.GetLocation()));
                return;
        }
    }

    /// <summary>An edit of the key would change what the cache is asked for.</summary>
    private void Key(IOperation key, ImmutableArray<TextPiece>.Builder pieces, int depth)
    {
        var first = pieces.Count;
        Collect(key, pieces, depth + 1);
        for (var i = first; i < pieces.Count; i++) pieces[i] = pieces[i] with { Literal = null };
    }

    /// <summary>What is always made of the same text is as constant as that is; it is written nowhere, so that nothing can be edited.</summary>
    private void Changed(IInvocationOperation call, IOperation changed, ImmutableArray<TextPiece>.Builder pieces, int depth)
    {
        var parts = ImmutableArray.CreateBuilder<TextPiece>();
        Collect(changed, parts, depth);
        var text = new Text(call.Syntax.GetLocation(), parts.ToImmutable());
        if (text.Value is { } known) pieces.Add(PureTextCalls.Of(call, known) is { } made ? new TextPiece(TextPieceKind.Known, made, null) : Fixed);
        // What was put together stays so; what its parts become is not told, so that no rule judges how they are written.
        else if (text.IsComposedAtRunTime)
            foreach (var part in parts) pieces.Add(part.Kind == TextPieceKind.Known ? Fixed : part with { IsChanged = true });
        else pieces.Add(text.Pieces is [{ Kind: TextPieceKind.Parameter } given] ? given with { IsChanged = true } : VariesIn(text) ? Dynamic : Fixed);
    }

    private static bool VariesIn(Text text)
    {
        foreach (var part in text.Pieces)
            if (part.Kind is not (TextPieceKind.Known or TextPieceKind.Fixed)) return true;
        return false;
    }

    /// <summary>The first branch of a choice that is put together at run time; null where none is. Nothing of it can be edited alone.</summary>
    private List<TextPiece>? ComposedBranch(IOperation choice, int depth)
    {
        if (depth >= MaximumDepth) return null;
        foreach (var branch in Choices.Of(choice))
            if (Composed([branch], depth) is { } composed) return composed;
        return null;
    }

    private List<TextPiece>? Composed(List<IOperation> parts, int depth)
    {
        var pieces = ImmutableArray.CreateBuilder<TextPiece>();
        foreach (var part in parts) Collect(part, pieces, depth + 1);
        if (!new Text(parts[0].Syntax.GetLocation(), pieces.ToImmutable()).IsComposedAtRunTime) return null;
        var composed = new List<TextPiece>();
        foreach (var piece in pieces) composed.Add(piece with { Literal = null });
        return composed;
    }

    /// <summary>What a method of the program puts together of what the call gives it; null where that does not vary. What else the method takes, it may be configured with.</summary>
    private List<TextPiece>? ComposedResult(IInvocationOperation call, int depth)
    {
        if (call.TargetMethod.DeclaringSyntaxReferences.IsEmpty || call.Arguments.IsEmpty || CallSite.Of(call) is not { } site || ReturnedValues.Of(call.TargetMethod, variables) is not { } returned) return null;
        foreach (var value in returned)
        {
            if (ComposedBranch(value, depth) is not { } parts) continue;
            var pieces = ImmutableArray.CreateBuilder<TextPiece>();
            foreach (var part in parts)
                if (part.Parameter is { } parameter && site.ArgumentFor(parameter) is { Value: var given }) Collect(given, pieces, depth + 1);
                else pieces.Add(part.Kind == TextPieceKind.Known ? part : Fixed);
            if (!new Text(call.Syntax.GetLocation(), pieces.ToImmutable()).IsComposedAtRunTime) continue;
            var composed = new List<TextPiece>();
            foreach (var piece in pieces) composed.Add(piece with { Literal = null, IsChanged = true });
            return composed;
        }
        return null;
    }

    /// <summary>Long sums lean to the left, deeper than the stack would bear.</summary>
    private void Sum(IBinaryOperation sum, ImmutableArray<TextPiece>.Builder pieces, int depth)
    {
        var operands = new Stack<IOperation>();
        IOperation left = sum;
        while (left is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } inner)
        {
            operands.Push(inner.RightOperand);
            left = CallSite.Unwrap(inner.LeftOperand);
        }
        operands.Push(left);
        while (operands.Count > 0) Collect(operands.Pop(), pieces, depth);
    }

    private void Part(IOperation part, ImmutableArray<TextPiece>.Builder pieces, int depth)
    {
        if (part is IInterpolatedStringTextOperation { Text: var text }) pieces.Add(new TextPiece(TextPieceKind.Known, text.ConstantValue.Value as string ?? "", part.Syntax.GetLocation()));
        else if (part is IInterpolationOperation { Alignment: null, FormatString: null, Expression: var hole }) Collect(hole, pieces, depth);
        // The handler of string.Create appends text and holes alike.
        else if (part is IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: [{ Value: var appended }] } }) Collect(appended, pieces, depth);
        else pieces.Add(Dynamic);
    }

    /// <summary>Constants, static members and locals that are put together are followed whatever they are put together from; other variables only to a text that is wholly known.</summary>
    private void Variable(IOperation reference, ImmutableArray<TextPiece>.Builder pieces, int depth)
    {
        var symbol = Target.SymbolOf(reference)!;
        var isConst = symbol is IFieldSymbol { IsConst: true } or ILocalSymbol { IsConst: true };
        var isStatic = symbol is IFieldSymbol { IsStatic: true, IsReadOnly: true } or IPropertySymbol { IsStatic: true, SetMethod: null };
        var first = pieces.Count;
        // A constant that is defined by itself has no value; the compiler says so, and there is nothing to follow.
        if ((!isConst || reference.ConstantValue.HasValue) && variables.Of(symbol) is { } value)
        {
            Collect(value, pieces, depth + 1);
            var changes = value.Syntax.Parent is ArrowExpressionClauseSyntax;
            var (isComposed, isSettled) = (symbol is ILocalSymbol && (pieces.Count > first + 1 || pieces.Count > first && pieces[first].Kind == TextPieceKind.Parameter), true);
            for (var i = first; i < pieces.Count; i++)
            {
                if (pieces[i].Kind == TextPieceKind.Known) continue;
                if (!isComposed) pieces[i] = !changes && (isStatic || pieces[i].Kind == TextPieceKind.Fixed) ? Fixed : Dynamic;
                isSettled &= pieces[i].Kind == TextPieceKind.Fixed;
            }
            if (isSettled || isStatic || isComposed) return;
            pieces.Count = first;
        }
        pieces.Add(reference.ConstantValue.HasValue ? Constant(reference, variables.LiteralInOtherProject(symbol)) : isStatic || !IsSetAnew(symbol) && IsPrefixOrName(reference, symbol, isFirst: first == 0) ? Fixed : Dynamic);
    }

    /// <summary>A static field that has a value from the start, and is given another later: what is made before has another name than what is made after.</summary>
    private bool IsSetAnew(ISymbol variable)
        => variable is IFieldSymbol { IsStatic: true, IsReadOnly: false, IsConst: false, DeclaringSyntaxReferences: [var reference] } && variables.Of(variable) is null
            && reference.GetSyntax(variables.Cancellation) is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax { Token.Value: string { Length: > 0 } } };

    private static bool IsPrefixOrName(IOperation reference, ISymbol variable, bool isFirst)
    {
        var isOfAnother = reference is IMemberReferenceOperation { Instance: not (null or IInstanceReferenceOperation) };
        return ConfiguredPrefix.IsNamedBy(variable.Name, isFirst && !isOfAnother)
            || isOfAnother && variable.ContainingType is { } type && ConfiguredPrefix.IsNameOfMetric(variable.Name, type.Name);
    }

    private static TextPiece Constant(IOperation operation, Location? literal)
    {
        if (operation.ConstantValue is not { HasValue: true, Value: var constant }) return Dynamic;
        return constant switch
        {
            null => new TextPiece(TextPieceKind.Known, "", literal),
            string text => new TextPiece(TextPieceKind.Known, text, literal),
            // The name of an enum member is not its constant value, and a fraction is written in the language of the machine.
            int or char when operation.Type?.TypeKind != TypeKind.Enum => new TextPiece(TextPieceKind.Known, System.Convert.ToString(constant, CultureInfo.InvariantCulture), null),
            _ => Fixed,
        };
    }
}
