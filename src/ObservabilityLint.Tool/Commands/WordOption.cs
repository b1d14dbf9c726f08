using System.CommandLine;
using ObservabilityLint.Tool.Terminal;

namespace ObservabilityLint.Tool.Commands;

/// <summary>Options that take one of a few words.</summary>
internal static class WordOption
{
    /// <summary>How much is told.</summary>
    public static Option<Verbosity> Verbosity() => Of("--verbosity", "How much is told on standard error: quiet, normal or detailed.", Terminal.Verbosity.Normal, "-v");

    /// <summary>One of the values of an enumeration, as words.</summary>
    /// <param name="name">The name of the option.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="byDefault">What it is where it is not given.</param>
    /// <param name="aliases">Other names of it.</param>
    public static Option<T> Of<T>(string name, string description, T byDefault, params string[] aliases) where T : struct, Enum
    {
        var words = Enum.GetValues<T>().ToDictionary(static value => value.ToString().ToLowerInvariant());
        var option = new Option<T>(name, aliases)
        {
            HelpName = string.Join('|', words.Keys),
            Description = description,
            DefaultValueFactory = _ => byDefault,
            CustomParser = result =>
            {
                var word = result.Tokens[0].Value;
                if (words.TryGetValue(word.ToLowerInvariant(), out var value)) return value;
                result.AddError($"'{word}' is nothing for {name}: it takes {string.Join(", ", words.Keys.SkipLast(1))} or {words.Keys.Last()}.");
                return byDefault;
            },
        };
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. words.Keys]);
        return option;
    }
}
