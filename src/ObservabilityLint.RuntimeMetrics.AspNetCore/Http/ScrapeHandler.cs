using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using ObservabilityLint.RuntimeMetrics.Names;

namespace ObservabilityLint.RuntimeMetrics.Http;

/// <summary>Writes all metrics in a form, for who waits that long.</summary>
internal delegate ValueTask WriteMetrics(PipeWriter destination, ExpositionForm form, TimeSpan scrapeTimeout, CancellationToken cancellationToken);

/// <summary>Answers scrapes in the same way in every server. Thread-safe.</summary>
/// <param name="write">Writes the metrics.</param>
/// <param name="options">How many scrapes may run, and for how long.</param>
/// <param name="failures">Hears of what went wrong, unless it was the client that went away.</param>
/// <param name="offersProtobuf">There is more to tell in that format than in text.</param>
internal sealed class ScrapeHandler(WriteMetrics write, ScrapeEndpointOptions options, ScrapeFailures failures, bool offersProtobuf = false)
{
    /// <summary>Prometheus sends it with each scrape.</summary>
    private const string TimeoutHeader = "X-Prometheus-Scrape-Timeout-Seconds";

    /// <summary>In less nobody gets an answer; but who says so must not make callbacks look slow that others wait for.</summary>
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(0.1);

    private readonly ContentNegotiation negotiation = new(offersProtobuf);
    private readonly SemaphoreSlim places = new(options.MaxConcurrentScrapes);
    private readonly int maxConcurrentScrapes = options.MaxConcurrentScrapes;
    private readonly TimeSpan timeout = options.ScrapeTimeout;

    /// <summary>Answers one request. Throws nothing: what goes wrong reaches the client, and what was written of an answer is cut off so that it does not look whole.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Method is not ("GET" or "HEAD"))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            await RefuseAsync(context, 405, "Metrics are read with GET.\n").ConfigureAwait(false);
            return;
        }
        if (!places.Wait(0, CancellationToken.None))
        {
            context.Response.Headers.RetryAfter = "1";
            await RefuseAsync(context, 503, $"{maxConcurrentScrapes} scrapes are running, and no more may at the same time.\n").ConfigureAwait(false);
            return;
        }
        var place = new Place(places);
        try
        {
            await ScrapeAsync(context, place).ConfigureAwait(false);
        }
        finally
        {
            place.Leave();
        }
    }

    /// <summary>Answers with an error, in words. Throws nothing.</summary>
    public static async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        var response = context.Response;
        if (response.HasStarted)
        {
            context.Abort();
            return;
        }
        try
        {
            var text = Encoding.UTF8.GetBytes(reason);
            response.Headers.CacheControl = "no-store";
            response.Headers.Remove("Content-Encoding");
            (response.StatusCode, response.ContentType, response.ContentLength) = (status, "text/plain; charset=utf-8", text.Length);
            if (context.Request.Method != "HEAD") await response.BodyWriter.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The client has gone.
        }
    }

    private async Task ScrapeAsync(HttpContext context, Place place)
    {
        using var timer = new CancellationTokenSource(timeout);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, context.RequestAborted);
        // A write to a client that does not read may hear of no token: only the cut frees it.
        using var cut = timer.Token.UnsafeRegister(static context => ((HttpContext)context!).Abort(), context);
        using var body = new AnswerBody(context.Response);
        try
        {
            await WriteAsync(context, body, place, end.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (timer.IsCancellationRequested) failures.TimedOut(timeout);
            else if (!context.RequestAborted.IsCancellationRequested && !body.IsBroken) failures.Failed(exception);
            if (body.IsStreaming || end.IsCancellationRequested) context.Abort();
            else await RefuseAsync(context, 500, $"The metrics could not be written: {exception.Message}\n").ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(HttpContext context, AnswerBody body, Place place, CancellationToken cancellationToken)
    {
        var (request, response) = (context.Request, context.Response);
        var content = negotiation.Choose(request.Headers.Accept, request.Headers.AcceptEncoding);
        response.ContentType = content.ContentType;
        // Other parts of the application may vary the answer too.
        response.Headers.Append("Vary", "Accept, Accept-Encoding");
        response.Headers.CacheControl = "no-store";
        if (content.Gzip) response.Headers.ContentEncoding = "gzip";
        var scrapeTimeout = TimeoutOf(request);
        if (request.Method == "HEAD")
        {
            // The length must be what GET would send, if it is told at all (RFC 9110, 8.6), and HEAD fails where GET would.
            var counter = new ByteCounter();
            await WriteBodyAsync(counter, content, scrapeTimeout, cancellationToken).ConfigureAwait(false);
            response.ContentLength = counter.Count;
            return;
        }
        await WriteBodyAsync(body, content, scrapeTimeout, cancellationToken).ConfigureAwait(false);
        // What is left is up to the client.
        if (!body.IsStreaming) place.Leave();
        await body.EndAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask WriteBodyAsync(PipeWriter body, NegotiatedContent content, TimeSpan scrapeTimeout, CancellationToken cancellationToken)
    {
        if (!content.Gzip)
        {
            await write(body, content.Form, scrapeTimeout, cancellationToken).ConfigureAwait(false);
            return;
        }
        // Disposing writes the end of the compressed text, so only a whole one is disposed: one that is cut off must not look whole.
        var gzip = new GZipStream(body.AsStream(leaveOpen: true), CompressionLevel.Fastest);
        await write(PipeWriter.Create(gzip, new StreamPipeWriterOptions(leaveOpen: true)), content.Form, scrapeTimeout, cancellationToken).ConfigureAwait(false);
        await gzip.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The shorter of the scraper's time and ours.</summary>
    private TimeSpan TimeoutOf(HttpRequest request)
        => double.TryParse(request.Headers[TimeoutHeader], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 && seconds < timeout.TotalSeconds
            ? TimeSpan.FromSeconds(Math.Max(seconds, Math.Min(ShortestTimeout.TotalSeconds, timeout.TotalSeconds)))
            : timeout;

    /// <summary>One of the places, which is left once.</summary>
    private sealed class Place(SemaphoreSlim places)
    {
        private bool isLeft;

        public void Leave()
        {
            if (isLeft) return;
            isLeft = true;
            places.Release();
        }
    }
}
