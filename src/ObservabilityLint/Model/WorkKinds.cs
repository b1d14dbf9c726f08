using System;

namespace ObservabilityLint.Model;

/// <summary>The work that shows in a trace.</summary>
[Flags]
internal enum WorkKinds
{
    None = 0,

    /// <summary>Starts spans.</summary>
    Spans = 1,

    /// <summary>Sends HTTP requests.</summary>
    Http = 2,

    /// <summary>Asks a database.</summary>
    Database = 4,
}
