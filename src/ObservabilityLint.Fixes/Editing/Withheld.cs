using System.Runtime.CompilerServices;
using System.Threading;

namespace ObservabilityLint.Fixes.Editing;

/// <summary>Why no fix is offered for a finding, where the code that decided so knows it: a sentence for people, for whoever listens. Where several are told, the last one stands, which is of the last way that was tried.</summary>
internal static class Withheld
{
    public const string OutOfSight = "A use of the metric is out of sight, and would stay as it is.";

    private static readonly AsyncLocal<StrongBox<string?>?> Told = new();

    /// <summary>What has been told since the last call of <see cref="Listen"/>.</summary>
    public static string? Reason => Told.Value?.Value;

    /// <summary>Listens to what is told in the calls that follow.</summary>
    public static void Listen() => Told.Value = new StrongBox<string?>();

    /// <summary>False, for the caller to give back.</summary>
    public static bool Because(string reason)
    {
        if (Told.Value is { } told) told.Value = reason;
        return false;
    }
}
