using Microsoft.CodeAnalysis;

namespace ObservabilityLint.Model;

/// <summary>A call that configures a builder or container, by itself or by the function or method that it calls.</summary>
/// <param name="Builder">What is configured, as far back as it is in sight there.</param>
/// <param name="Call">The call.</param>
internal readonly record struct BuilderPlace(SyntaxNode Builder, SyntaxNode Call);
