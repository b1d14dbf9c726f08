using System.CommandLine;

namespace ObservabilityLint.Tool.Commands;

/// <summary><c>obslint promql</c>: what concerns queries in rules and dashboards.</summary>
internal static class PromQLCommand
{
    public static Command Make() => new("promql", "Rewrite and check the queries of Prometheus in rules and dashboards, so that they follow the metrics.")
    {
        RewriteCommand.Make(),
        QueryCheckCommand.Make(),
        BridgeCommand.Make(),
    };
}
