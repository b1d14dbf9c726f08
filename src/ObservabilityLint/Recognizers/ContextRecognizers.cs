using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Recognizers;

/// <summary>The APIs that a compilation can see, of those whose operations become facts about spans and their context.</summary>
internal sealed class ContextRecognizers(Compilation compilation)
{
    private readonly ImmutableArray<IContextRecognizer> referenced = Libraries.Contexts.RemoveAll(library => !library.IsReferencedBy(compilation));

    /// <summary>The texts that make a member worth reading.</summary>
    public IEnumerable<string> Anchors => referenced.SelectMany(static library => library.Anchors);

    /// <summary>False for the many operations that are neither a call, a creation, an assignment nor the use of a property: nobody looks at them.</summary>
    public static bool MayBe(IOperation operation) => operation.Kind is OperationKind.Invocation or OperationKind.ObjectCreation or OperationKind.SimpleAssignment or OperationKind.PropertyReference;

    /// <summary>Adds what the operation is, if it is anything; false for one of those that nobody looks at.</summary>
    public bool Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        if (!MayBe(operation)) return false;
        foreach (var library in referenced) library.Recognize(operation, texts, found);
        return true;
    }
}
