using System.Diagnostics.Metrics;

namespace Shop;

/// <summary>The first instrument throws: not when the service starts, but when the back office is opened.</summary>
public static class BackOfficeMetrics
{
    public const string MeterName = "Shop.BackOffice";

    private static readonly Meter Meter = new(MeterName);

    public static readonly Counter<uint> Refunds = Meter.CreateCounter<uint>("shop.refunds", "{refund}", "Refunds granted.");

    public static readonly Histogram<double> Turnover = Meter.CreateHistogram<double>("shop.turnover", "{euro}", "Money taken in a day.");

    /// <summary>The same instrument twice, with two descriptions: which one Prometheus shows is a matter of luck.</summary>
    public static readonly Histogram<double> TurnoverAgain = Meter.CreateHistogram<double>("shop.turnover", "{euro}", "Money taken in a week.");

    /// <summary>Another meter has a counter of that name: both end up in one metric, and the shorter name is taken.</summary>
#pragma warning disable OBS1004
    public static readonly UpDownCounter<long> Searches = Meter.CreateUpDownCounter<long>("shop.searches.total", "{search}", "Saved searches.");
#pragma warning restore OBS1004
}
