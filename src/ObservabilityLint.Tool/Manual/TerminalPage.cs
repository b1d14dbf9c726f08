using System.Text.RegularExpressions;
using ObservabilityLint.Tool.Terminal;
using Spectre.Console;

namespace ObservabilityLint.Tool.Manual;

/// <summary>Shows a page of the manual: with colours and wrapped in a terminal, as the plain text that it is elsewhere.</summary>
internal static partial class TerminalPage
{
    public static void Show(IAnsiConsole console, string page)
    {
        if (!console.Profile.Out.IsTerminal)
        {
            Screen.Write(page);
            return;
        }
        var isCode = false;
        foreach (var line in page.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            else console.MarkupLine(isCode ? Code(line) : Prose(line));
        }
    }

    private static string Code(string line) => "    " + line switch
    {
        ['-', ..] => $"[red]{Markup.Escape(line)}[/]",
        ['+', ..] => $"[green]{Markup.Escape(line)}[/]",
        _ => $"[grey]{Markup.Escape(line)}[/]",
    };

    private static string Prose(string line)
    {
        if (line.StartsWith('#')) return $"[bold underline]{Markup.Escape(line.TrimStart('#', ' '))}[/]";
        return Bold().Replace(Quoted().Replace(Markup.Escape(line), static code => $"[aqua]{code.Groups[1].Value}[/]"), static bold => $"[bold]{bold.Groups[1].Value}[/]");
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Bold();
}
