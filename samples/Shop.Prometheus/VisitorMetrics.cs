using Prometheus;

namespace Shop;

/// <summary>What the shop tells apart by labels. Each label multiplies the series that Prometheus stores, and some of these never stop.</summary>
public static class VisitorMetrics
{
    public static readonly Counter Visits = Metrics.CreateCounter("shop_visits_total", "Pages shown.", "customer_id");

    public static readonly Counter Newsletters = Metrics.CreateCounter("shop_newsletters_total", "Newsletters ordered.", "emailClient");

    public static readonly Counter Downloads = Metrics.CreateCounter("shop_downloads_total", "Catalogues downloaded.", "language");

    private static readonly Histogram AnswerTime = Metrics.CreateHistogram("shop_answer_duration_seconds", "Time to answer a request.", "path");

    private static readonly Counter Answers = Metrics.CreateCounter("shop_answers_total", "Requests answered.", "method", "status");

    private static readonly Counter Registrations = Metrics.CreateCounter("shop_registrations_total", "Customers who registered.", "instance");

    private static readonly Counter FailedLogins = Metrics.CreateCounter("shop_failed_logins_total", "Logins refused.", "password");

    private static readonly Counter Returns = Metrics.CreateCounter("shop_returns_total", "Parcels sent back.", "warehouse");

    public static void RecordAnswer(HttpContext context, TimeSpan elapsed)
    {
        var method = context.Request.Method;
        var status = context.Response.StatusCode.ToString();
        AnswerTime.WithLabels(context.Request.Path).Observe(elapsed.TotalSeconds);
        Answers.WithLabels(status, method).Inc();
    }

    public static void Register(string instance) => Registrations.WithLabels(instance).Inc();

    public static void RefuseLogin(string password) => FailedLogins.WithLabels(password).Inc();

    public static void TakeBack(string warehouse) => Returns.WithLabels(nameof(warehouse)).Inc();

    /// <summary>Nobody has called this yet: it will throw the first time.</summary>
    public static void RecordExport() => Answers.WithLabels("EXPORT").Inc();
}
