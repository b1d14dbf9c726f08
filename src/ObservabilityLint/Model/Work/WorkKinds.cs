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

/// <summary>How messages speak of work.</summary>
internal static class WorkWords
{
    public static string Words(this WorkKinds kinds) => kinds switch
    {
        WorkKinds.Spans => "spans",
        WorkKinds.Http => "HTTP requests",
        WorkKinds.Database => "database calls",
        WorkKinds.Http | WorkKinds.Database => "HTTP requests and database calls",
        _ => "spans and calls",
    };
}
