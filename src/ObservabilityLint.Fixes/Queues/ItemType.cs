using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Context;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Fixes.Queues;

/// <summary>How the items of a queue come to carry a context.</summary>
internal enum Carrying
{
    /// <summary>By a property of their type, which is ours to change.</summary>
    Property,

    /// <summary>By one more element of the tuple that they are.</summary>
    Element,

    /// <summary>By a tuple of the item and the context: the type is somebody else's.</summary>
    Tuple,
}

/// <summary>The type of a queue's items.</summary>
internal sealed record ItemType(ITypeSymbol Type, Carrying Carrying)
{
    /// <summary>The name of the property, or element, that carries the context.</summary>
    public const string Name = "TraceContext";

    public static ItemType? Of(ITypeSymbol type)
    {
        if (type.IsTupleType) return new ItemType(type, Carrying.Element);
        if (type.DeclaringSyntaxReferences.IsEmpty) return new ItemType(type, Carrying.Tuple);
        return type.GetMembers(Name).IsEmpty ? new ItemType(type, Carrying.Property) : null;
    }

    /// <summary>Items that are written once they exist get the property by an assignment, unless a copy with it is as good.</summary>
    public bool IsCopied => Type.IsRecord || Type.IsValueType;

    /// <summary>Adds the property. It is internal, so that nothing that writes the item out as JSON or into a database sees it.</summary>
    public async Task<bool> AddPropertyAsync(SolutionEdits edits, Solution solution, bool isAssigned, CancellationToken cancellation)
    {
        var reference = Type.DeclaringSyntaxReferences[0];
        if (await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false) is not TypeDeclarationSyntax declaration || declaration.ContainsDiagnostics || solution.GetDocument(reference.SyntaxTree) is not { } document) return false;
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || GeneratedFile.Is(reference.SyntaxTree, cancellation)) return false;
        var hasInit = model.Compilation.Defines("System.Runtime.CompilerServices.IsExternalInit") && reference.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp9 };
        var context = new NamesInScope(model, declaration).TypeName(Activities.Namespace, "ActivityContext");
        var property = $"internal {context} {Name} {{ get; {(isAssigned || !hasInit ? "set" : "init")}; }}";
        var change = Insert(declaration, property);
        edits.Add(document.Id, change.Span, change.NewText!);
        return true;
    }

    private static TextChange Insert(TypeDeclarationSyntax declaration, string property)
    {
        var text = declaration.SyntaxTree.GetText();
        var layout = Layout.At(declaration.SpanStart, text);
        // `record Job(int Order);`
        if (declaration.SemicolonToken.RawKind != 0 && declaration.OpenBraceToken.RawKind == 0)
            return new TextChange(declaration.SemicolonToken.Span, layout.BeforeBrace + layout.Block(property));
        var brace = declaration.CloseBraceToken;
        var line = text.Lines.GetLineFromPosition(brace.SpanStart);
        var hasLine = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(line.Start, brace.SpanStart)));
        if (!hasLine) return new TextChange(TextSpan.FromBounds(brace.GetPreviousToken().Span.End, brace.SpanStart), $" {property} ");
        // An empty line between members, where the members above are set apart from each other.
        var last = declaration.Members.LastOrDefault();
        var isSetApart = last is MethodDeclarationSyntax or ConstructorDeclarationSyntax || declaration.Members.Count > 1 && last!.GetLeadingTrivia().FirstOrDefault().IsKind(SyntaxKind.EndOfLineTrivia);
        var gap = isSetApart ? layout.NewLine : "";
        return new TextChange(new TextSpan(line.Start, 0), $"{gap}{layout.Indentation}{layout.Step}{property}{layout.NewLine}");
    }

    /// <summary>The type as it is to be written where it is a type argument.</summary>
    public TextChange Widen(TypeSyntax written, NamesInScope names)
    {
        var context = names.TypeName(Activities.Namespace, "ActivityContext");
        return written is TupleTypeSyntax tuple
            ? new TextChange(new TextSpan(tuple.Elements.Last().Span.End, 0), $", {context} {Name}")
            : new TextChange(written.Span, $"({written} Item, {context} {Name})");
    }
}
