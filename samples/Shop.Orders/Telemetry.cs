using System.Diagnostics;

namespace Shop;

public static class Telemetry
{
    public const string SourceName = "Shop.Orders";

    public static readonly ActivitySource Source = new(SourceName);
}
