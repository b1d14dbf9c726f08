namespace ObservabilityLint.Model;

/// <summary>A cancellation token that is in scope.</summary>
/// <param name="Name">The parameter that it is, or that has it.</param>
/// <param name="Expression">How it is written.</param>
/// <param name="IsImplied">Nobody asked for it to be passed on: it is the end of the request.</param>
internal sealed record CancellationSource(string Name, string Expression, bool IsImplied);
