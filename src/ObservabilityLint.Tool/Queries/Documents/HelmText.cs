using System.Text.RegularExpressions;

namespace ObservabilityLint.Tool.Queries.Documents;

/// <summary>
/// A Helm template as the file that it makes, as far as its text tells: texts in quotes stand for themselves, a value is a variable, and what only steers is not there.
/// </summary>
internal sealed partial class HelmText
{
    private readonly string written;
    private readonly IReadOnlyList<HelmAction> actions;
    private readonly IReadOnlyList<(int From, int To)> leftOut;
    private readonly MappedText.Builder text;

    private readonly HelmLine line;

    /// <summary>The next of the actions and of what is left out.</summary>
    private int action, gap;

    /// <summary>The indentation of what a block scalar belongs to; -1 outside of one.</summary>
    private int blockOf = -1;

    private HelmText(MappedText outer, IReadOnlyList<HelmAction> actions, IReadOnlyList<(int From, int To)> leftOut)
    {
        (written, this.actions, this.leftOut) = (outer.Text, actions, leftOut);
        text = new MappedText.Builder(outer, 0, static (text, _) => text.Contains("{{", StringComparison.Ordinal) ? null : text);
        line = new HelmLine(text);
    }

    /// <summary>True for what only a template of Helm has: braces that Prometheus and Grafana use too do not tell.</summary>
    public static bool IsTemplate(string text) => text.Contains("{{", StringComparison.Ordinal) && Signs().IsMatch(text);

    /// <summary>The text with each of its branches in turn.</summary>
    public static IEnumerable<MappedText> Of(MappedText template)
    {
        var actions = HelmAction.In(template.Text);
        var branches = new HelmBranches(actions);
        for (var reading = 0; reading < branches.Readings; reading++) yield return new HelmText(template, actions, branches.LeftOut(reading)).Read();
    }

    private MappedText Read()
    {
        for (var at = 0; at < written.Length;)
        {
            var lineEnd = written.IndexOf('\n', at) is var index and >= 0 ? index + 1 : written.Length;
            at = Math.Max(lineEnd, ReadLine(at, lineEnd));
        }
        return text.ToText();
    }

    /// <returns>Where its last action, or what is left out in it, ends: maybe lines further on.</returns>
    private int ReadLine(int from, int to)
    {
        var isAlone = HoldsOnlyActions(from, to);
        line.IsInBlock = IsInBlock(from, to, isAlone);
        var at = from;
        while (at < to)
        {
            while (gap < leftOut.Count && leftOut[gap].To <= at) gap++;
            if (gap < leftOut.Count && leftOut[gap].From <= at) at = leftOut[gap].To;
            else if (ActionAt(at) is { } found)
            {
                if (Writes(found, isAlone)) AddAction(found);
                at = found.End;
            }
            else
            {
                line.Add(written[at].ToString(), at, at + 1);
                at++;
            }
        }
        line.End();
        if (!line.IsInBlock && BlockHeader().Match(written, from, to - from) is { Success: true } header) blockOf = header.Groups["key"].Index - from;
        return at;
    }

    /// <summary>A line that is indented less ends a block, unless it only steers.</summary>
    private bool IsInBlock(int from, int to, bool isAlone)
    {
        // The rest of a line belongs to where its beginning does.
        if (from > 0 && written[from - 1] != '\n') return blockOf >= 0;
        var content = written.AsSpan(from, to - from);
        var indentation = content.IndexOfAnyExcept(' ');
        if (!isAlone && !content.IsWhiteSpace() && indentation <= blockOf) blockOf = -1;
        return blockOf >= 0 && indentation > blockOf;
    }

    private HelmAction? ActionAt(int at)
    {
        while (action < actions.Count && actions[action].Start < at) action++;
        return action < actions.Count && actions[action].Start == at ? actions[action] : null;
    }

    /// <summary>What a line of the file itself holds alone makes lines of its own, or none, unless its text is told.</summary>
    private bool Writes(HelmAction found, bool isAlone)
        => found.IsValue && (!isAlone || line.IsInBlock || found.Word.Length == 0 && !found.Content.Contains('|', StringComparison.Ordinal) || HelmValue.Of(found) != null);

    private void AddAction(HelmAction found)
    {
        if (HelmValue.Of(found) is { } value) AddText(found, value);
        else line.Add(IsOperator(found) ? "=~" : IsPartOfName(found.Start - 1) || IsPartOfName(found.End) ? HelmPlaceholder.Enclosed : HelmPlaceholder.Alone, found.Start, found.End);
    }

    private void AddText(HelmAction found, HelmValue value)
    {
        // At the start of what a key has, the quotes are those of YAML.
        var isOfYaml = value.IsQuoted && !line.IsInBlock && written.AsSpan(0, found.Start).TrimEnd(' ') is [.., ':' or '-'];
        if (isOfYaml) line.Add("'", found.Start, found.Start);
        var around = line.Quote;
        if (value.IsQuoted && !isOfYaml) line.AddText("\"", found.Start, found.Start, around);
        foreach (var (part, at, length) in value.Parts(written)) line.AddText(part is null ? HelmPlaceholder.Enclosed : isOfYaml && part == "'" ? "''" : part, at, at + length, around);
        if (value.IsQuoted && !isOfYaml) line.AddText("\"", found.End, found.End, around);
        if (isOfYaml) line.Add("'", found.End, found.End);
    }

    /// <summary>Between a label and its value in quotes nothing but an operator makes sense.</summary>
    private bool IsOperator(HelmAction found) => IsPartOfName(found.Start - 1) && written.AsSpan(found.End).StartsWith(line.Quote == '"' ? "\\\"" : "\"");

    private bool IsPartOfName(int at) => at >= 0 && at < written.Length && (char.IsAsciiLetterOrDigit(written[at]) || written[at] == '_');

    private bool HoldsOnlyActions(int from, int to)
    {
        var next = action;
        while (next < actions.Count && actions[next].Start < from) next++;
        var first = next;
        for (var at = from; at < to; at++)
            if (next < actions.Count && actions[next].Start == at) at = actions[next++].End - 1;
            else if (!char.IsWhiteSpace(written[at])) return false;
        return next > first;
    }

    [GeneratedRegex(@"\{\{-?\s*(?:""\{\{|`|/\*|(?:include|tpl|toYaml)\b|[^}]*\.(?:Values|Release|Chart|Capabilities|Files|Template)\b)")]
    private static partial Regex Signs();

    [GeneratedRegex(@"\G *(?:- +)*(?<key>[^\s#-].*): +(?:[&!]\S+ +)?[|>][-+0-9]* *(?:#.*)?\r?$", RegexOptions.Multiline)]
    private static partial Regex BlockHeader();
}
