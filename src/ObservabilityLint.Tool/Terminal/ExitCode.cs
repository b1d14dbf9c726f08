namespace ObservabilityLint.Tool.Terminal;

/// <summary>How the tool ends, for scripts.</summary>
internal static class ExitCode
{
    /// <summary>Nothing was found that the level of <c>--fail-on</c> concerns.</summary>
    public const int Clean = 0;

    /// <summary>Something was found.</summary>
    public const int Findings = 1;

    /// <summary>The tool could not do what it was asked to.</summary>
    public const int CouldNotRun = 2;

    /// <summary>Ctrl-C, as shells have it: 128 and the number of the signal.</summary>
    public const int Interrupted = 130;
}
