using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;
using ObservabilityLint.Model;
using ObservabilityLint.Recognizers;

namespace ObservabilityLint.Rules.Pipeline;

/// <summary>
/// Keeps the object in a static readonly field: a variable becomes that field, with its name; what has none gets one that is called after the name of the source or meter.
/// Not where its name is not the same for all, and where it is disposed of by a call or a block, of those too that a property gives it to, or handed on as something to dispose of.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TelemetryObjectPerCallFix)), Shared]
public sealed class TelemetryObjectPerCallFix() : Fix("OBS5014")
{
    internal override async Task<Proposal?> ProposeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model?.SyntaxTree.GetRoot(cancellation).FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax node
            || model.GetOperation(node, cancellation) is not IObjectCreationOperation creation
            || NamedCreations.Of(creation, new TextReader(new VariableValues(model, cancellation))) is not { Name: { } name } made
            || !IsTheSameForAll(creation)
            || node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || EndOfParts(creation, type, model) is not { } end || type.Members.FirstOrDefault(member => !IsShared(member) && member.SpanStart > end) is not { } first) return null;
        var (edits, shared) = (new SolutionEdits(), new List<ISymbol>());
        switch (node.Parent)
        {
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax field } } variable } when field.SpanStart > end && !IsDisposed(variable.Identifier.ValueText, type, model) && model.GetDeclaredSymbol(variable, cancellation) is { } kept:
                shared.Add(kept);
                var before = field.Modifiers.FirstOrDefault(modifier => modifier.IsKind(SyntaxKind.ReadOnlyKeyword));
                edits.Add(document.Id, new TextSpan(before.RawKind == 0 ? field.Declaration.SpanStart : before.SpanStart, 0), before.RawKind == 0 ? "static readonly " : "static ");
                break;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax } statement } } variable }
                when !IsDisposed(variable.Identifier.ValueText, type, model) && Keep(variable.Identifier.ValueText):
                edits.RemoveStatement(document.Id, statement);
                break;
            case ArrowExpressionClauseSyntax or ReturnStatementSyntax or MemberAccessExpressionSyntax or AssignmentExpressionSyntax when FieldName(name, made.IsSource) is var field && !(node.Parent is AssignmentExpressionSyntax { Left: var left } && IsDisposed(TypeNames.Called(left) ?? "", type, model)) && !await IsDisposedByUsersAsync(node, model, document.Project.Solution, cancellation).ConfigureAwait(false) && Keep(field):
                edits.Add(document.Id, node.Span, field);
                break;
            default:
                return null;
        }
        return await CompileCheck.PassesAsync(document.Project.Solution, edits, shared, cancellation).ConfigureAwait(false) ? new Proposal("Keep one in a static readonly field", edits) : null;

        // A field that another creation has got already serves this one, too.
        bool Keep(string variable)
        {
            var declaration = Declaration(made, variable, node);
            if (type.Members.Any(member => member is FieldDeclarationSyntax && member.ToString() == declaration)) return true;
            if (model.GetDeclaredSymbol(type, cancellation) is not INamedTypeSymbol symbol || !symbol.GetMembers(variable).IsEmpty) return false;
            edits.InsertBefore(document.Id, first, first is FieldDeclarationSyntax || !HasLines(first) ? declaration : declaration + Layout.At(first.SpanStart, first.SyntaxTree.GetText()).NewLine);
            return true;
        }
    }

    private static bool IsTheSameForAll(IOperation creation)
        => !creation.Descendants().Any(part => part is ILocalReferenceOperation { Local.IsConst: false } or IParameterReferenceOperation or IInstanceReferenceOperation or IInvocationOperation or IAwaitOperation);

    /// <summary>Where the last of the static members stands that it is made of: they get their values in the order of the text. Null where that order is not known.</summary>
    private static int? EndOfParts(IOperation creation, TypeDeclarationSyntax type, SemanticModel model)
    {
        var (end, own) = (0, model.GetDeclaredSymbol(type));
        foreach (var part in creation.Descendants())
        {
            if (part is not IMemberReferenceOperation { Member: { IsStatic: true } member } || member is IFieldSymbol { IsConst: true } || !SymbolEqualityComparer.Default.Equals(member.ContainingType.OriginalDefinition, own)) continue;
            if (member.DeclaringSyntaxReferences is not [var declared] || !type.Span.Contains(declared.Span) || declared.SyntaxTree != type.SyntaxTree || member is IPropertySymbol && declared.GetSyntax() is not PropertyDeclarationSyntax { Initializer: not null }) return null;
            end = System.Math.Max(end, declared.Span.End);
        }
        return end;
    }

    /// <summary>Whoever shares it would be left without.</summary>
    private static bool IsDisposed(string variable, SyntaxNode type, SemanticModel model)
        => CallIndex.Of(type.SyntaxTree).CallsOf(["Dispose"], CancellationToken.None).Any(call => type.Span.Contains(call.Node.Span) && TypeNames.Called(TypeNames.ReceiverOf(((InvocationExpressionSyntax)call.Node).Expression) ?? SyntaxFactory.ParseExpression("x()")) == variable)
            || type.DescendantNodes().Any(block => block is UsingStatementSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var used } } && used == variable)
            || type.DescendantNodes().Any(name => name is IdentifierNameSyntax { Identifier.ValueText: var used } && used == variable && model.GetTypeInfo(name).ConvertedType?.SpecialType == SpecialType.System_IDisposable);

    /// <summary>A property gives it to others, and one of them disposes of what it gets.</summary>
    private static async Task<bool> IsDisposedByUsersAsync(SyntaxNode creation, SemanticModel model, Solution solution, CancellationToken cancellation)
    {
        if (creation.Parent is not (ArrowExpressionClauseSyntax or ReturnStatementSyntax) || creation.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not { } property || model.GetDeclaredSymbol(property, cancellation) is not { } symbol) return false;
        foreach (var place in (await References.FindAsync(symbol, solution, cancellation).ConfigureAwait(false)).SelectMany(found => found.Locations))
        {
            if (await place.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } user || user.SyntaxTree.GetRoot(cancellation).FindNode(place.Location.SourceSpan, getInnermostNodeForTie: true) is not { } name) return true;
            var whole = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
            switch (whole.Parent)
            {
                case UsingStatementSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Dispose" }:
                case EqualsValueClauseSyntax { Parent.Parent.Parent: UsingStatementSyntax or LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } }:
                case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var variable } } when IsDisposed(variable, user.SyntaxTree.GetRoot(cancellation), user):
                    return true;
            }
        }
        return false;
    }

    /// <summary>The fields of this kind stand above all else.</summary>
    private static bool IsShared(MemberDeclarationSyntax member)
        => member is FieldDeclarationSyntax { Declaration.Type: var type } field && TypeNames.Bare(type) is "ActivitySource" or "Meter" && field.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.StaticKeyword));

    private static string Declaration(NamedCreation made, string name, ExpressionSyntax creation)
    {
        var arguments = creation is BaseObjectCreationExpressionSyntax { ArgumentList: var list, Initializer: var initializer } ? $"{list}{(initializer is null ? "" : " " + initializer)}" : "";
        return $"private static readonly {(creation is ObjectCreationExpressionSyntax { Type: var written } ? written.ToString() : made.IsSource ? "ActivitySource" : "Meter")} {name} = new{arguments};";
    }

    private static bool HasLines(SyntaxNode member)
    {
        var lines = member.SyntaxTree.GetText().Lines;
        return lines.GetLineFromPosition(member.SpanStart).Start + Layout.At(member.SpanStart, member.SyntaxTree.GetText()).Indentation.Length == member.SpanStart;
    }

    /// <summary>'Shop.Orders' gives <c>shopOrdersSource</c>.</summary>
    private static string FieldName(string name, bool isSource)
    {
        var words = new string(name.Select(c => c < 128 && char.IsLetterOrDigit(c) ? c : ' ').ToArray()).Split(' ').Where(word => word.Length > 0);
        var joined = string.Concat(words.Select((word, i) => (i == 0 ? char.ToLowerInvariant(word[0]) : char.ToUpperInvariant(word[0])) + word.Substring(1)));
        return (joined.Length == 0 || char.IsDigit(joined[0]) ? "shared" + joined : joined) + (isSource ? "Source" : "Meter");
    }
}
