using System.Linq;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Fixes.Spans;

/// <summary>Usings for the types that a fix writes.</summary>
internal static class Imports
{
    /// <summary>Adds the namespace where the type's name means nothing yet.</summary>
    public static void Add(SolutionEdits edits, DocumentId document, SemanticModel model, int position, string type, string @namespace)
    {
        if (!model.LookupNamespacesAndTypes(position, name: type).Any()) edits.Import(document, @namespace);
    }
}
