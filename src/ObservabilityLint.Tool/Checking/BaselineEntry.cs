using System.Text.Json.Serialization;

namespace ObservabilityLint.Tool.Checking;

/// <summary>One finding that a team lives with, or several that are alike.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Member">The member, with its namespace and types.</param>
/// <param name="Text">The code that it is about.</param>
/// <param name="Count">How many are alike.</param>
internal sealed record BaselineEntry(string Rule, string Member, string Text, int Count)
{
    [JsonIgnore]
    public FindingKey Key => new(Rule, Member, Text);
}
