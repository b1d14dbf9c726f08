using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ObservabilityLint.Code;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>How a type of the platform is named at a place.</summary>
internal static class TypeInScope
{
    /// <summary>The bare name where it means the type, else the full one: nothing is imported for it.</summary>
    public static string Name(SemanticModel model, int position, string @namespace, string name)
        => model.LookupNamespacesAndTypes(position, name: name).Where(symbol => symbol is not INamedTypeSymbol { Arity: > 0 }).ToList() is [ITypeSymbol found] && found.Is(@namespace, name) && !PartialUsings.AreAllThatImport(@namespace, model, position)
            ? name
            : $"{@namespace}.{name}";

    /// <summary>The bare name, with a using directive where there is none yet; the full name where the bare one means something else, or is there for some configurations only; null where the type does not exist.</summary>
    public static async Task<string?> NameAsync(SolutionEdits edits, Document document, int position, string @namespace, string name, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || !model.Compilation.Defines($"{@namespace}.{name}")) return null;
        var bound = model.GetSpeculativeSymbolInfo(position, SyntaxFactory.ParseTypeName(name), SpeculativeBindingOption.BindAsTypeOrNamespace);
        if (bound.Symbol is ITypeSymbol type && type.Is(@namespace, name)) return PartialUsings.AreAllThatImport(@namespace, model, position) ? $"{@namespace}.{name}" : name;
        if (bound.Symbol != null || !bound.CandidateSymbols.IsEmpty) return $"global::{@namespace}.{name}";
        if (PartialUsings.AreLeftOutOf(model.SyntaxTree.GetRoot(cancellation), @namespace)) return $"{@namespace}.{name}";
        edits.Import(document.Id, @namespace);
        return name;
    }

    /// <summary>Adds a using directive for the extension methods of a type, where there is none yet. False where the type does not exist, and where the directive is there for some configurations only.</summary>
    public static async Task<bool> ImportAsync(SolutionEdits edits, Document document, int position, string @namespace, string extensions, CancellationToken cancellation)
    {
        if (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model || !model.Compilation.Defines($"{@namespace}.{extensions}")) return false;
        var bound = model.GetSpeculativeSymbolInfo(position, SyntaxFactory.ParseTypeName(extensions), SpeculativeBindingOption.BindAsTypeOrNamespace);
        var isKnown = (bound.Symbol as ITypeSymbol).Is(@namespace, extensions);
        if (isKnown ? PartialUsings.AreAllThatImport(@namespace, model, position) : PartialUsings.AreLeftOutOf(model.SyntaxTree.GetRoot(cancellation), @namespace)) return false;
        if (!isKnown) edits.Import(document.Id, @namespace);
        return true;
    }
}
