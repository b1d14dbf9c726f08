namespace ObservabilityLint.Tool.Tests.PromQL;

/// <param name="Place">The line of the file.</param>
/// <param name="Expression">The expression; ⏎, ⇥ and ␣ in the file are a new line, a tab and a space at the end.</param>
/// <param name="IsValid">Whether the newest version that is known takes it.</param>
/// <param name="Since">The version from which on it is valid.</param>
/// <param name="Until">The version from which on it is valid no more.</param>
/// <param name="Position">Line and column of the first error.</param>
/// <param name="Message">The words of the first error.</param>
/// <param name="Differences">The judges that say the opposite, with the reason.</param>
internal sealed record CorpusRow(string Place, string Expression, bool IsValid, Version? Since, Version? Until, string? Position, string? Message, IReadOnlyDictionary<string, string> Differences)
{
    private const string DiffersMark = " differs: ";

    public static CorpusRow Of(string place, string line)
    {
        var columns = line.Split('\t');
        string? After(string mark) => columns.Skip(2).FirstOrDefault(column => column.StartsWith(mark, StringComparison.Ordinal))?[mark.Length..];
        Version? VersionAfter(string mark) => columns[0].StartsWith(mark, StringComparison.Ordinal) ? Version.Parse(columns[0][mark.Length..]) : null;
        var (since, until) = (VersionAfter("since "), VersionAfter("until "));
        if (columns[0] is not ("valid" or "invalid") && since is null && until is null) throw new InvalidDataException($"{place}: {columns[0]} is no verdict.");
        return new CorpusRow(
            place,
            columns[1].Replace('⏎', '\n').Replace('⇥', '\t').Replace('␣', ' '),
            columns[0] != "invalid" && until is null,
            since,
            until,
            After("at "),
            After("says "),
            columns.Skip(2).Where(static column => column.Contains(DiffersMark, StringComparison.Ordinal)).Select(static column => column.Split(DiffersMark)).ToDictionary(static parts => parts[0], static parts => parts[1]));
    }

    public bool IsValidIn(Version version) => (IsValid || Until is not null) && (Since is null || version >= Since) && (Until is null || version < Until);

    public override string ToString() => $"{Place}: {Expression}";
}
