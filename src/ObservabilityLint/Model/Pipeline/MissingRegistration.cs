namespace ObservabilityLint.Model;

/// <summary>A library that the program uses has spans of its own, to which its pipeline does not listen.</summary>
/// <param name="Start">Where the pipeline begins.</param>
/// <param name="Use">What the program uses.</param>
/// <param name="Registration">The call that registers its spans: <c>AddSource("Npgsql")</c>.</param>
internal sealed record MissingRegistration(PipelineBeginning Start, string Use, string Registration);
