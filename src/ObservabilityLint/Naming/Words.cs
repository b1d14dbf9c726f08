using System.Collections.Generic;
using System.Text;

namespace ObservabilityLint.Naming;

/// <summary>One word of a metric name, in lower case; <see cref="StartsNamespace"/> is set where a dot (or a slash) stands before it.</summary>
internal readonly record struct Word(string Text, bool StartsNamespace);

/// <summary>Cuts names into words: at separators, and inside camelCase and PascalCase. The accents of Western letters are dropped, other non-ASCII characters separate.</summary>
internal static class Words
{
    /// <summary>Words that carry capitals inside: cut at them, they would fall to pieces (<c>i_pv4</c>, <c>ki_b</c>).</summary>
    private static readonly string[] MixedCaseWords =
        ["IPv4", "IPv6", "OAuth", "gRPC", "GraphQL", "MySQL", "NoSQL", "PostgreSQL", "MongoDB", "RabbitMQ", "GitHub", "KiB", "MiB", "GiB", "TiB", "kB", "2XX", "3XX", "4XX", "5XX"];

    public static List<Word> Split(string name)
    {
        var words = new List<Word>();
        var current = new StringBuilder();
        var startsNamespace = false;
        name = WithoutAccents(name);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (!IsLetterOrDigit(c))
            {
                Flush();
                startsNamespace |= c is '.' or '/';
                continue;
            }
            if (MixedCaseWordAt(name, i) is { } mixed)
            {
                Flush();
                current.Append(mixed.ToLowerInvariant());
                i += mixed.Length - 1;
                continue;
            }
            if (current.Length > 0 && StartsWord(name, i))
                Flush();
            current.Append(char.ToLowerInvariant(c));
        }
        Flush();
        return words;

        void Flush()
        {
            if (current.Length == 0) return;
            words.Add(new Word(current.ToString(), startsNamespace && words.Count > 0));
            current.Clear();
            startsNamespace = false;
        }
    }

    public static string Join(IReadOnlyList<Word> words, char wordSeparator, char namespaceSeparator)
    {
        var text = new StringBuilder();
        for (var i = 0; i < words.Count; i++)
        {
            if (i > 0) text.Append(words[i].StartsNamespace ? namespaceSeparator : wordSeparator);
            text.Append(words[i].Text);
        }
        return text.ToString();
    }

    /// <summary>
    /// An upper-case letter starts a word after a lower-case one or a digit (<c>http2Requests</c>), and as the last capital of an acronym (<c>HTTPRequests</c>),
    /// unless what follows is only the acronym's plural (<c>URLs</c>), or it ends one with a digit between single capitals (<c>D2CMessages</c>).
    /// </summary>
    private static bool StartsWord(string name, int i)
        => IsUpper(name[i]) && !IsAroundDigit(name, i) && (!IsUpper(name[i - 1]) || IsLower(name, i + 1) && (name[i + 1] != 's' || IsLower(name, i + 2)));

    private static bool IsAroundDigit(string name, int i)
        => i > 1 && IsDigit(name[i - 1]) && IsUpper(name[i - 2]) && (i == 2 || !IsUpper(name[i - 3])) && !IsLower(name, i + 1) && (i + 1 == name.Length || !IsUpper(name[i + 1]) || IsLower(name, i + 2));

    private static string? MixedCaseWordAt(string name, int i)
    {
        foreach (var word in MixedCaseWords)
        {
            if (name[i] != word[0] || string.CompareOrdinal(name, i, word, 0, word.Length) != 0) continue;
            var continuesWord = i > 0 && (IsUpper(word[0]) ? IsUpper(name[i - 1]) : IsDigit(word[0]) ? IsDigit(name[i - 1]) : IsLetterOrDigit(name[i - 1]));
            if (!continuesWord && !IsLower(name, i + word.Length)) return word;
        }
        return null;
    }

    private static bool IsLower(string name, int i) => i < name.Length && name[i] is >= 'a' and <= 'z';

    private static bool IsUpper(char c) => c is >= 'A' and <= 'Z';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsLetterOrDigit(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9';

    private static string WithoutAccents(string name)
    {
        StringBuilder? plain = null;
        for (var i = 0; i < name.Length; i++)
        {
            var letter = name[i] < 128 ? -1 : Accented.IndexOf(name[i]);
            if (letter < 0) plain?.Append(name[i]);
            else (plain ??= new StringBuilder(name, 0, i, name.Length)).Append(Plain[letter]);
        }
        return plain?.ToString() ?? name;
    }

    // The framework's own normalization depends on the machine: it does nothing where globalization is off.
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿšžÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŠŽ";
    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyyszAAAAAACEEEEIIIINOOOOOOUUUUYSZ";
}
