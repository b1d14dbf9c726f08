using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Code;

/// <summary>How something that was begun stays open.</summary>
internal enum OpenPathKind
{
    /// <summary>The function returns by a branch that does not end it.</summary>
    Branch,

    /// <summary>An exception passes its end.</summary>
    Exception,

    /// <summary>It is begun anew before it is ended.</summary>
    NextRound,

    /// <summary>The variable gets something else before it is ended.</summary>
    Replaced,
}

/// <summary>A way through a function on which something that was begun there is not ended.</summary>
/// <param name="Kind">How.</param>
/// <param name="At">The condition that leads there, or what throws, or what is put into the variable; null where no condition tells.</param>
/// <param name="Outcome">What the condition is then.</param>
internal sealed record OpenPath(OpenPathKind Kind, SyntaxNode? At, bool Outcome = false);
