using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes.Frameworks;

/// <summary>
/// What a file is in a configuration that is not at hand, such as a release beside <c>#if DEBUG</c>: a variable that one of them declares is missing in the other where a fix writes its name.
/// </summary>
internal static class OtherConfigurations
{
    /// <summary>True if the edited functions compile as well as before in each configuration that differs by one symbol of their conditions.</summary>
    public static async Task<bool> CompileAsync(SolutionEdits edits, Solution solution, CancellationToken cancellation)
    {
        Solution? changed = null;
        foreach (var (document, changes) in await edits.ChangesAsync(solution, cancellation).ConfigureAwait(false))
        {
            if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { ContainsDirectives: true } root) continue;
            foreach (var symbol in SymbolsIn(root, changes))
            {
                changed ??= await edits.ApplyAsync(solution, cancellation).ConfigureAwait(false);
                var after = await ErrorsAsync(changed.GetDocument(document.Id)!, symbol, cancellation).ConfigureAwait(false);
                if (after > 0 && after > await ErrorsAsync(document, symbol, cancellation).ConfigureAwait(false)) return false;
            }
        }
        return true;
    }

    /// <summary>The symbols of all conditions in what is edited: most functions have none, and nothing is compiled for them.</summary>
    private static HashSet<string> SymbolsIn(SyntaxNode root, ImmutableArray<TextChange> changes)
        => [.. from edited in changes.Select(change => Around(root, change.Span)).Distinct()
               where edited?.ContainsDirectives is true
               from trivia in edited.DescendantTrivia()
               where edited.Span.Contains(trivia.Span)
               let condition = (trivia.GetStructure() as ConditionalDirectiveTriviaSyntax)?.Condition
               where condition != null
               from name in condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
               select name.Identifier.ValueText];

    /// <summary>The function or other member; the whole file where statements at its top level share their variables. Null around a using directive, which stands in every configuration.</summary>
    private static SyntaxNode? Around(SyntaxNode root, TextSpan span)
    {
        foreach (var node in root.FindNode(span).AncestorsAndSelf())
        {
            if (node is UsingDirectiveSyntax) return null;
            if (node is MemberDeclarationSyntax and not (BaseNamespaceDeclarationSyntax or GlobalStatementSyntax)) return node;
        }
        return ((CompilationUnitSyntax)root).Members.Any(SyntaxKind.GlobalStatement) ? root : null;
    }

    private static async Task<int> ErrorsAsync(Document document, string symbol, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { SyntaxTree: { Options: CSharpParseOptions options } tree } model) return 0;
        var symbols = options.PreprocessorSymbolNames.ToImmutableHashSet();
        options = options.WithPreprocessorSymbols(symbols.Contains(symbol) ? symbols.Remove(symbol) : symbols.Add(symbol));
        var other = CSharpSyntaxTree.ParseText(await tree.GetTextAsync(cancellation).ConfigureAwait(false), options, tree.FilePath, cancellation);
        var compilation = model.Compilation.ReplaceSyntaxTree(tree, other);
        return compilation.GetSemanticModel(other).GetDiagnostics(cancellationToken: cancellation).Count(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }
}
