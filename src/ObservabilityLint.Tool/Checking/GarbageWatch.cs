namespace ObservabilityLint.Tool.Checking;

/// <summary>
/// Keeps the memory of a long run near what it needs. What a project was bound to is garbage once it is checked; left to itself, the collector lets it grow to nearly twice of what is in use before it looks at old objects.
/// </summary>
internal static class GarbageWatch
{
    private const long Enough = 512L * 1024 * 1024;
    private const double Growth = 1.2;

    private static readonly Lock Collecting = new();
    private static long used;

    /// <summary>To be called where much has just become garbage.</summary>
    public static void Look()
    {
        if (!HasGrown() || !Collecting.TryEnter()) return;
        try
        {
            if (!HasGrown()) return;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            used = GC.GetTotalMemory(forceFullCollection: false);
        }
        finally
        {
            Collecting.Exit();
        }
    }

    private static bool HasGrown() => GC.GetTotalMemory(forceFullCollection: false) is var now && now > Enough && now > used * Growth;
}
