using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ObservabilityLint.Analysis;
using ObservabilityLint.Code;
using ObservabilityLint.Fixes.Declarations;
using ObservabilityLint.Fixes.Editing;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>Turns an async function that never waits into one that is not async.</summary>
internal static class SynchronousFunction
{
    private const string Suffix = "Async";

    /// <summary>False where it waits, or where others prescribe what it looks like.</summary>
    /// <param name="edits">Takes the changes.</param>
    /// <param name="document">Where the function is.</param>
    /// <param name="span">The span in it.</param>
    /// <param name="function">The function.</param>
    /// <param name="name">How it is called from now on.</param>
    public static bool Add(SolutionEdits edits, DocumentId document, SpanAt span, IMethodSymbol function, string name)
    {
        if (function.IsVirtual || function.IsOverride || function.IsAbstract || IsImplementation(function)) return false;
        var (modifiers, result, identifier) = span.Start.Live.Function switch
        {
            MethodDeclarationSyntax method => (method.Modifiers, method.ReturnType, method.Identifier),
            LocalFunctionStatementSyntax local => (local.Modifiers, local.ReturnType, local.Identifier),
            _ => (default, null, default),
        };
        var modifier = modifiers.FirstOrDefault(token => token.IsKind(SyntaxKind.AsyncKeyword));
        if (result is null || modifier == default || ResultIn(result, function.ReturnType) is not { } type || span.Model.GetOperation(span.Start.Live.Function) is not { } body || DeferredWork.Awaits(body)) return false;
        edits.Add(document, TextSpan.FromBounds(modifier.SpanStart, modifier.GetNextToken().SpanStart), "");
        edits.Add(document, result.Span, type);
        if (name != function.Name) edits.Add(document, identifier.Span, name);
        return true;
    }

    /// <summary>Its name without <c>Async</c>, where nothing else has that one.</summary>
    public static string NameOf(IMethodSymbol function, SemanticModel model, SyntaxNode declaration)
    {
        if (!function.Name.EndsWith(Suffix, StringComparison.Ordinal) || function.Name.Length == Suffix.Length || function.IsExtensionMethod) return function.Name;
        var name = function.Name.Substring(0, function.Name.Length - Suffix.Length);
        if (!SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || name == function.ContainingType.Name) return function.Name;
        for (var type = function.ContainingType; type != null; type = type.BaseType)
            if (!type.GetMembers(name).IsEmpty) return function.Name;
        return model.LookupSymbols(declaration.SpanStart, name: name).IsEmpty ? name : function.Name;
    }

    /// <summary>Takes the awaits of all callers away; false where a caller does something else with the task, or may be out of sight.</summary>
    public static async Task<bool> AddCallersAsync(SolutionEdits edits, Solution solution, IMethodSymbol function, string newName, CancellationToken cancellation)
    {
        if (await References.MayBeUsedElsewhereAsync(function, solution, cancellation).ConfigureAwait(false)) return false;
        foreach (var referenced in await References.FindAsync(function, solution, cancellation).ConfigureAwait(false))
            foreach (var place in referenced.Locations)
            {
                var root = await place.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
                var name = root?.FindNode(place.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
                if (name is null || place.IsCandidateLocation) return false;
                if (newName != function.Name) edits.Add(place.Document.Id, place.Location.SourceSpan, newName);
                if (name.IsPartOfStructuredTrivia()) continue;
                if (CallOf(name) is not { } call || AwaitOf(call) is not { } awaited) return false;
                edits.Add(place.Document.Id, TextSpan.FromBounds(awaited.AwaitKeyword.SpanStart, awaited.Expression.SpanStart), "");
                if (call.Span.End < awaited.Span.End) edits.Add(place.Document.Id, TextSpan.FromBounds(call.Span.End, awaited.Span.End), "");
            }
        return true;
    }

    /// <summary>The type argument of <c>Task&lt;T&gt;</c>; nothing for a task without a result.</summary>
    private static string? ResultIn(TypeSyntax task, ITypeSymbol type) => (task is QualifiedNameSyntax qualified ? qualified.Right : task) switch
    {
        GenericNameSyntax { TypeArgumentList.Arguments: [var result] } => result.ToString(),
        IdentifierNameSyntax when TaskType.Is(type) => "void",
        _ => null,
    };

    private static InvocationExpressionSyntax? CallOf(SyntaxNode name) => (name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name).Parent as InvocationExpressionSyntax;

    private static AwaitExpressionSyntax? AwaitOf(InvocationExpressionSyntax call)
        => call.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax { Parent: AwaitExpressionSyntax configured } } ? configured : call.Parent as AwaitExpressionSyntax;

    private static bool IsImplementation(IMethodSymbol function)
        => function.ExplicitInterfaceImplementations.Length > 0
            || function.MethodKind != MethodKind.LocalFunction && function.ContainingType.AllInterfaces.Any(type => type.GetMembers(function.Name).Any(member => SymbolEqualityComparer.Default.Equals(function.ContainingType.FindImplementationForInterfaceMember(member), function)));
}
