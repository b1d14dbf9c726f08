using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>A part of a view, or of what a histogram is given, that the library refuses with an exception.</summary>
/// <param name="At">Where it is set up.</param>
/// <param name="Fault">What is wrong with it, as a sentence without its end.</param>
/// <param name="Advice">What to do instead.</param>
/// <param name="Bounds">The list of bounds, where these are at fault and stand there as numbers.</param>
internal sealed record RefusedView(SyntaxNode At, string Fault, string Advice, SyntaxNode? Bounds = null);
