namespace ObservabilityLint.Code;

/// <summary>Texts that are looked for in files. They are made once for the life of the process: whether a file holds one of them is remembered with it.</summary>
internal sealed class TextWords(params string[] words)
{
    public string[] Words => words;
}
