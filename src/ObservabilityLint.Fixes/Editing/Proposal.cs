namespace ObservabilityLint.Fixes.Editing;

/// <summary>What a fix would do, and how the editor names it.</summary>
/// <param name="Title">What the editor shows.</param>
/// <param name="Edits">What it changes.</param>
/// <param name="Choice">A word for this way among several.</param>
/// <param name="NeedsAuthor">What it writes is for a person to look at and to decide on: fixing all leaves it out, unless this very way is chosen.</param>
/// <param name="Plainer">What is done instead where another framework that compiles the file lacks something which this one writes.</param>
internal sealed record Proposal(string Title, SolutionEdits Edits, string? Choice = null, bool NeedsAuthor = false, Proposal? Plainer = null);
