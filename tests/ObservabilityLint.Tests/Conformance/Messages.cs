using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Conformance;

/// <summary>
/// How rules speak: a title is a short imperative; a message says what happens and then, in a sentence of its own, what to do, in words that a .NET developer knows who has never heard a lecture on telemetry.
/// </summary>
public partial class Messages
{
    /// <summary>A message may grow to this with the names that the samples of the manual have.</summary>
    private const int LongestTitle = 60, LongestMessage = 300;

    /// <summary>What titles, and the advice in messages, begin with. A new verb is added here.</summary>
    private static readonly HashSet<string> Verbs =
    [
        "Add", "Await", "Begin", "Call", "Carry", "Check", "Choose", "Clear", "Correct", "Declare", "Delete", "Describe", "Dispose", "Do", "Drop", "End", "Enumerate", "Finish", "Give", "Keep", "Leave", "Let",
        "Make", "Name", "Pass", "Prove", "Put", "Record", "Register", "Rename", "Restore", "Schedule", "Set", "Spell", "Start", "Take", "Trace", "Undo", "Use", "Write",
    ];

    /// <summary>What only those say who know telemetry, and what else to say.</summary>
    private static readonly (Regex Jargon, string Instead)[] Jargon =
    [
        (Current(), "Activity.Current"),
        (Series(), "time series"),
        (Flow(), "ExecutionContext or SuppressFlow"),
        (Unexplained(), "plain words"),
    ];

    [Theory, MemberData(nameof(RuleCatalog.Ids), MemberType = typeof(RuleCatalog))]
    public void Title_is_a_short_imperative(string id)
    {
        var title = TextOf(RuleCatalog.Find(id).Descriptor.Title);
        Assert.True(title.Length <= LongestTitle, title);
        Assert.False(title.EndsWith('.'), title);
        AssertIsImperative(title);
        AssertIsPlain(title);
    }

    [Theory, MemberData(nameof(RuleCatalog.Ids), MemberType = typeof(RuleCatalog))]
    public void Description_is_plain(string id)
    {
        var description = TextOf(RuleCatalog.Find(id).Descriptor.Description);
        AssertIsPlain(description);
        AssertNamesTheActivity(description);
    }

    /// <summary>What the manual shows as bad.</summary>
    [Theory, MemberData(nameof(Manual.Ids), MemberType = typeof(Manual))]
    public async Task Message_says_what_happens_and_what_to_do(string id)
    {
        foreach (var example in Manual.Find(id)!.Examples)
            foreach (var diagnostic in await TestProject.DiagnosticsAsync(Docs.ProjectOf(id, example, example.Bad), RuleCatalog.Find(id)))
                AssertIsMessage(diagnostic);
    }

    /// <summary>More of what there is to say about names and labels.</summary>
    [Theory, MemberData(nameof(OneCause.SingleFaults), MemberType = typeof(OneCause))]
    public async Task Message_of_a_single_fault_does_so(string id, string source)
    {
        foreach (var diagnostic in await TestProject.DiagnosticsAsync(TestProject.Create(Markup.Parse(source)), RuleCatalog.Find(id)))
            AssertIsMessage(diagnostic);
    }

    /// <summary>What makes the messages printable stands there.</summary>
    [Fact]
    public void Only_the_report_makes_diagnostics()
    {
        var makers = from file in Directory.EnumerateFiles(Repository.PathOf("src", "ObservabilityLint"), "*.cs", SearchOption.AllDirectories)
                     where File.ReadAllText(file).Contains("Diagnostic.Create(", StringComparison.Ordinal)
                     select Path.GetFileName(file);
        Assert.Equal(["Report.cs"], makers);
    }

    private static void AssertIsMessage(Diagnostic diagnostic)
    {
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        Assert.True(message.Length <= LongestMessage, $"{message.Length}: {message}");
        Assert.DoesNotContain(message, char.IsControl);
        Assert.DoesNotMatch(@"\{\d+\}|''|'…'|  ", message);
        // What an option is expected to be is all the advice that there is.
        if (diagnostic.Id != "OBS0001")
        {
            var sentences = SentenceEnd().Split(message);
            Assert.True(sentences.Length == 2 && message.EndsWith('.'), message);
            AssertIsImperative(sentences[1]);
        }
        Assert.False(NewName().Match(message) is { Success: true } advice && message.IndexOf(advice.Groups["name"].Value, StringComparison.Ordinal) < advice.Index, $"The advice is what stands there already: {message}");
        AssertIsPlain(message);
        AssertNamesTheActivity(message);
    }

    private static void AssertIsImperative(string sentence) => Assert.True(Verbs.Contains(sentence.Split(' ')[0]), sentence);

    private static void AssertIsPlain(string text)
    {
        foreach (var (jargon, instead) in Jargon)
            Assert.False(jargon.IsMatch(text), $"Say {instead} instead of '{jargon.Match(text).Value}': {text}");
    }

    /// <summary>.NET calls a span so.</summary>
    private static void AssertNamesTheActivity(string text) => Assert.True(!Span().IsMatch(text) || text.Contains("Activity", StringComparison.Ordinal), $"A span is an Activity: {text}");

    private static string TextOf(LocalizableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<=\.) (?=[A-Z])")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"Name it (?<name>'[^']+')\.")]
    private static partial Regex NewName();

    [GeneratedRegex(@"(?<!(Activity|Baggage)\.)\bcurrent\b(?!')", RegexOptions.IgnoreCase)]
    private static partial Regex Current();

    [GeneratedRegex(@"(?<!time )\bseries\b")]
    private static partial Regex Series();

    [GeneratedRegex(@"\bflow\b(?! of (the ExecutionContext|calls))", RegexOptions.IgnoreCase)]
    private static partial Regex Flow();

    [GeneratedRegex(@"\b(dialect|cardinality|(un)?bounded|forks?|roots?|streams?|ambient|exposition|verbatim|instrumentation|propagat\w+|\w*sampler)\b(?![(\]])", RegexOptions.IgnoreCase)]
    private static partial Regex Unexplained();

    [GeneratedRegex(@"\bspans?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Span();
}
