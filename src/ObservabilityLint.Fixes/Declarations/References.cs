using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using ObservabilityLint.Code;

namespace ObservabilityLint.Fixes.Declarations;

/// <summary>The places of a solution that name a symbol, as operations.</summary>
internal static class References
{
    private static readonly ConditionalWeakTable<Solution, ConcurrentDictionary<ISymbol, IEnumerable<ReferencedSymbol>>> Known = new();

    /// <summary>The places themselves: searched once for all fixes of a solution.</summary>
    public static async Task<IEnumerable<ReferencedSymbol>> FindAsync(ISymbol symbol, Solution solution, CancellationToken cancellation)
    {
        var known = Known.GetValue(solution, static _ => new(SymbolEqualityComparer.Default));
        return known.TryGetValue(symbol, out var found) ? found : known[symbol] = await SymbolFinder.FindReferencesAsync(symbol, solution, cancellation).ConfigureAwait(false);
    }

    /// <summary>The properties whose references are found together: the property itself, what it implements or overrides, and what else does so.</summary>
    public static async Task<IEnumerable<ISymbol>> PropertiesAsync(ISymbol symbol, Solution solution, CancellationToken cancellation)
        => (await FindAsync(symbol, solution, cancellation).ConfigureAwait(false)).Select(referenced => referenced.Definition).Where(definition => definition is IPropertySymbol);

    /// <summary>All references; null if one of them cannot be read, or if there may be others that are out of sight.</summary>
    public static async Task<List<IOperation>?> ToAsync(ISymbol symbol, Solution solution, CancellationToken cancellation)
    {
        if (await MayBeUsedElsewhereAsync(symbol, solution, cancellation).ConfigureAwait(false)) return null;
        var found = new List<IOperation>();
        foreach (var referenced in await FindAsync(symbol, solution, cancellation).ConfigureAwait(false))
        {
            foreach (var place in referenced.Locations)
            {
                var root = await place.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
                var node = root?.FindNode(place.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
                if (node is null || place.IsCandidateLocation) return null;
                if (node.IsPartOfStructuredTrivia()) continue;
                var model = await place.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
                if (model?.GetOperation(WholeReference(node), cancellation) is not { } operation) return null;
                found.Add(operation);
            }
        }
        return found;
    }

    /// <summary>False where there may be references that no project of the solution shows.</summary>
    public static async Task<bool> AreInSightAsync(ISymbol symbol, Solution solution, CancellationToken cancellation) => !await MayBeUsedElsewhereAsync(symbol, solution, cancellation).ConfigureAwait(false);

    private static SyntaxNode WholeReference(SyntaxNode name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access,
        MemberBindingExpressionSyntax binding => binding,
        _ => name,
    };

    /// <summary>What a library shows to the world may be used by code that nobody has opened, unless an application of the solution uses the library; what any project shows, by one in another language.</summary>
    public static async Task<bool> MayBeUsedElsewhereAsync(ISymbol symbol, Solution solution, CancellationToken cancellation)
    {
        if (!Visibility.IsVisibleOutside(symbol) && !ImplementsVisible(symbol) || solution.GetProject(symbol.ContainingAssembly, cancellation) is not { } declaring) return false;
        if (UnseenUsers.Has(declaring)) return true;
        var users = solution.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(declaring.Id);
        foreach (var project in solution.Projects)
        {
            if (!Visibility.IsProgram(project.CompilationOptions)) continue;
            if (project.Id == declaring.Id || users.Contains(project.Id) || await RefersToAsync(project, declaring, cancellation).ConfigureAwait(false)) return false;
        }
        return true;
    }

    private static async Task<bool> RefersToAsync(Project project, Project library, CancellationToken cancellation)
    {
        if (await project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation) return false;
        foreach (var reference in compilation.ReferencedAssemblyNames)
            if (reference.Name == library.AssemblyName) return true;
        return false;
    }

    /// <summary>A member of an internal type may be reached through a public interface.</summary>
    private static bool ImplementsVisible(ISymbol symbol)
    {
        if (symbol is not IPropertySymbol { ContainingType: { } type }) return false;
        foreach (var implemented in type.AllInterfaces)
            foreach (var member in implemented.GetMembers(symbol.Name))
                if (Visibility.IsVisibleOutside(member) && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), symbol)) return true;
        return false;
    }
}
