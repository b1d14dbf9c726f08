using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ObservabilityLint.RuntimeMetrics.Http;

namespace ObservabilityLint.RuntimeMetrics;

/// <summary>An exchange of ASP.NET Core.</summary>
internal sealed class HttpContextExchange(HttpContext context) : IScrapeExchange
{
    private readonly HttpResponse response = context.Response;

    public string Method => context.Request.Method;

    public string? Accept => context.Request.Headers.Accept;

    public string? AcceptEncoding => context.Request.Headers.AcceptEncoding;

    public PipeWriter Body => response.BodyWriter;

    public bool TrySetHead(int status, string contentType, long? length)
    {
        if (response.HasStarted || (Body.CanGetUnflushedBytes && Body.UnflushedBytes > 0)) return false;
        (response.StatusCode, response.ContentType, response.ContentLength) = (status, contentType, length);
        return true;
    }

    public void SetHeader(string name, string? value)
    {
        // Other parts of the application may vary the answer too.
        if (name == HeaderNames.Vary) response.Headers.Append(name, value);
        else response.Headers[name] = value;
    }

    public async Task EndAsync() => await Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);

    public Task CutAsync()
    {
        context.Abort();
        return Task.CompletedTask;
    }
}
