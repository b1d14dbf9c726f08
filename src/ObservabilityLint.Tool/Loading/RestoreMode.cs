namespace ObservabilityLint.Tool.Loading;

/// <summary>When the packages of projects are restored, which writes below obj/ as a build does.</summary>
internal enum RestoreMode
{
    /// <summary>Where a project has never been.</summary>
    Missing,

    /// <summary>In any case.</summary>
    Always,

    /// <summary>Not at all.</summary>
    Never,
}
