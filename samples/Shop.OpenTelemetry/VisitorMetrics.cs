using System.Diagnostics.Metrics;

namespace Shop;

/// <summary>How customers came to the shop.</summary>
public enum Channel { Web, App, Phone, Partner }

/// <summary>What the shop tells apart by labels. Each label multiplies the series that Prometheus stores, and some of these never stop.</summary>
public static class VisitorMetrics
{
    public const string MeterName = "Shop.Visitors";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Histogram<double> AnswerTime = Meter.CreateHistogram<double>("shop.answer.duration", "s", "Time to answer a request.");

    private static readonly Histogram<double> Answers = Meter.CreateHistogram<double>("shop.answer.size", "By", "Size of an answer.");

    private static readonly Counter<long> Visits = Meter.CreateCounter<long>("shop.page_views", "{page}", "Pages shown.");

    private static readonly Counter<long> Downloads = Meter.CreateCounter<long>("shop.downloads", "{download}", "Catalogues downloaded.");

    private static readonly Counter<long> Parcels = Meter.CreateCounter<long>("shop.parcels", "{parcel}", "Parcels sent.");

    public static void RecordAnswer(HttpContext context, TimeSpan elapsed, Channel channel, bool isCached)
    {
        AnswerTime.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("path", context.Request.Path.Value));
        Answers.Record(
            context.Response.ContentLength ?? 0,
            new("method", context.Request.Method),
            new("status", context.Response.StatusCode),
            new KeyValuePair<string, object?>("channel", channel),
            new KeyValuePair<string, object?>("cached", isCached),
            new KeyValuePair<string, object?>("weekday", DateTimeOffset.UtcNow.DayOfWeek));
    }

    public static void RecordVisit(string customer) => Visits.Add(1, new KeyValuePair<string, object?>("customer.id", customer));

    public static void RecordDownload(string language)
    {
        Downloads.Add(1, new KeyValuePair<string, object?>("catalogueKind", "spring"));
        Downloads.Add(1, new KeyValuePair<string, object?>("catalogueKind", "autumn"), new KeyValuePair<string, object?>("language", language));
    }

    public static void RecordParcel(double grams)
        => Parcels.Add(1, new KeyValuePair<string, object?>("kind", "parcel"), new KeyValuePair<string, object?>("warehouse", "north"), new KeyValuePair<string, object?>("kind", grams > 1000 ? "heavy" : "light"));

    /// <summary>Nobody calls this yet: only the name of the label tells that there will be many.</summary>
    public static void RecordReturn(string customer) => Visits.Add(1, new KeyValuePair<string, object?>("customer.id", customer));
}
