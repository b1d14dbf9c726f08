using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>Reads the texts of telemetry calls: follows constants and static readonly members to their literals, through concatenation and interpolation.</summary>
internal sealed class TextReader(Compilation compilation, CancellationToken cancellation)
{
    // Deeper chains of constants do not occur; cyclic ones do, in code that is being typed.
    private const int MaximumDepth = 8;

    public Text? Read(IOperation? operation)
    {
        if (operation is null) return null;
        var pieces = ImmutableArray.CreateBuilder<TextPiece>();
        Collect(operation, pieces, 0);
        return new Text(CallSite.Unwrap(operation).Syntax.GetLocation(), pieces.ToImmutable());
    }

    /// <summary>The texts of an array, a collection expression or a params list; default if it cannot be read.</summary>
    public ImmutableArray<Text> ReadMany(IOperation? operation)
    {
        if (operation is null) return default;
        operation = CallSite.Unwrap(operation);
        var texts = ImmutableArray.CreateBuilder<Text>();
        switch (operation)
        {
            case IArrayCreationOperation { Initializer: { } initializer }:
                foreach (var element in initializer.ElementValues) texts.Add(Read(element)!);
                return texts.ToImmutable();
            case IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: 0 } }] }:
                return texts.ToImmutable();
            case IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } when InitializerOf(field) is { } value:
                return ReadMany(value);
            case IPropertyReferenceOperation { Property: { IsStatic: true, SetMethod: null } property } when InitializerOf(property) is { } value:
                return ReadMany(value);
            case IInvocationOperation { TargetMethod: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_Array } }:
                return texts.ToImmutable();
            // Collection expressions have no typed operation in the oldest Roslyn this loads in: their elements are its children.
            case { Syntax: var syntax } when syntax.RawKind == CollectionExpressionKind:
                foreach (var element in operation.ChildOperations)
                {
                    if (element.Syntax.RawKind == SpreadElementKind) return default;
                    texts.Add(Read(element)!);
                }
                return texts.ToImmutable();
            default:
                return default;
        }
    }

    private const int CollectionExpressionKind = 9076, SpreadElementKind = 9078;

    /// <summary>The value a field or property is initialized with, or null if it is not in source or assigned elsewhere.</summary>
    public IOperation? InitializerOf(ISymbol symbol)
    {
        if (symbol.DeclaringSyntaxReferences is not [var reference]) return null;
        var value = reference.GetSyntax(cancellation) switch
        {
            VariableDeclaratorSyntax variable => variable.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
            _ => null,
        };
        return value is null || !compilation.ContainsSyntaxTree(value.SyntaxTree) ? null : ModelOf(value.SyntaxTree).GetOperation(value, cancellation);
    }

    /// <summary>
    /// The literal of a constant in another project of the solution, which is another compilation: nothing can be bound there,
    /// and a diagnostic may only point at it as at a file.
    /// </summary>
    private Location? LiteralInOtherProject(ISymbol symbol)
        => symbol.DeclaringSyntaxReferences is [var reference]
            && !compilation.ContainsSyntaxTree(reference.SyntaxTree)
            && reference.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax literal }
            ? Location.Create(literal.SyntaxTree.FilePath, literal.Span, literal.GetLocation().GetLineSpan().Span)
            : null;

    public SemanticModel ModelOf(SyntaxTree tree)
    {
#pragma warning disable RS1030 // A constant may be declared in another file; only candidates come here.
        return compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
    }

    private void Collect(IOperation operation, ImmutableArray<TextPiece>.Builder pieces, int depth)
    {
        operation = CallSite.Unwrap(operation);
        switch (operation)
        {
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: string value } }:
                pieces.Add(new TextPiece(TextPieceKind.Known, value, operation.Syntax.GetLocation()));
                return;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                Collect(sum.LeftOperand, pieces, depth);
                Collect(sum.RightOperand, pieces, depth);
                return;
            case IInterpolatedStringOperation interpolated:
                foreach (var part in interpolated.Parts)
                    if (part is IInterpolatedStringTextOperation { Text: var text }) Known(text, part.Syntax, pieces);
                    else if (part is IInterpolationOperation { Expression: var hole }) Collect(hole, pieces, depth);
                    else pieces.Add(new TextPiece(TextPieceKind.Dynamic, null, null));
                return;
            case IFieldReferenceOperation { Field: { IsConst: true } or { IsStatic: true, IsReadOnly: true } } field:
                Member(field, field.Field, field.Field.IsConst, pieces, depth);
                return;
            case ILocalReferenceOperation { Local: { IsConst: true } local }:
                Member(operation, local, isConst: true, pieces, depth);
                return;
            case IPropertyReferenceOperation { Property: { IsStatic: true, SetMethod: null } property }:
                Member(operation, property, isConst: false, pieces, depth);
                return;
            case IParameterReferenceOperation { Parameter: var parameter }:
                pieces.Add(new TextPiece(TextPieceKind.Parameter, null, null, parameter));
                return;
            // string.Format and string.Concat put a text together as an interpolation does.
            case IInvocationOperation { TargetMethod: { Name: "Format" or "Concat", ContainingType.SpecialType: SpecialType.System_String } }:
                pieces.Add(new TextPiece(TextPieceKind.Dynamic, null, null));
                pieces.Add(new TextPiece(TextPieceKind.Dynamic, null, null));
                return;
            default:
                // nameof, or a null literal where a text is missing: the expression itself is what an edit replaces.
                var literal = operation.Syntax.GetLocation();
                if (operation.ConstantValue is { HasValue: true, Value: var constant })
                    pieces.Add(new TextPiece(TextPieceKind.Known, constant as string ?? constant?.ToString() ?? "", literal));
                else
                    pieces.Add(new TextPiece(TextPieceKind.Dynamic, null, null));
                return;
        }
    }

    private static void Known(IOperation text, SyntaxNode syntax, ImmutableArray<TextPiece>.Builder pieces)
        => pieces.Add(new TextPiece(TextPieceKind.Known, text.ConstantValue.Value as string ?? "", syntax.GetLocation()));

    private void Member(IOperation reference, ISymbol symbol, bool isConst, ImmutableArray<TextPiece>.Builder pieces, int depth)
    {
        // A constant that is defined by itself has no value; the compiler says so, and there is nothing to follow.
        var isKnownConstant = reference.ConstantValue.HasValue;
        if (depth < MaximumDepth && (!isConst || isKnownConstant) && InitializerOf(symbol) is { } initializer)
        {
            var first = pieces.Count;
            Collect(initializer, pieces, depth + 1);
            for (var i = first; i < pieces.Count; i++)
                if (pieces[i].Kind is TextPieceKind.Dynamic or TextPieceKind.Parameter) pieces[i] = new TextPiece(TextPieceKind.Fixed, null, null);
            return;
        }
        pieces.Add(isKnownConstant
            ? new TextPiece(TextPieceKind.Known, reference.ConstantValue.Value as string ?? "", LiteralInOtherProject(symbol))
            : new TextPiece(isConst ? TextPieceKind.Dynamic : TextPieceKind.Fixed, null, null));
    }
}
