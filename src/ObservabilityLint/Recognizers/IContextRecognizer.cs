using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Recognizers;

/// <summary>How the operations of one API become facts about spans and their context. A new API is one new implementation, listed in <see cref="Libraries"/>.</summary>
internal interface IContextRecognizer
{
    /// <summary>True if the compilation can see the API: otherwise nothing is looked for.</summary>
    bool IsReferencedBy(Compilation compilation);

    /// <summary>
    /// The texts that make a member worth reading: only members with one of them (of any API) are bound, but then all recognizers look at everything in them.
    /// Empty for an API that is of interest only in the company of another.
    /// </summary>
    ImmutableArray<string> Anchors { get; }

    /// <summary>Adds what the operation is, if it is anything. Asked of calls, creations, assignments and uses of properties: see <see cref="ContextRecognizers"/>.</summary>
    void Recognize(IOperation operation, TextReader texts, ICollection<object> found);
}
