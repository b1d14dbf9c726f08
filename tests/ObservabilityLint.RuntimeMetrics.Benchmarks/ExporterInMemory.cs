using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace ObservabilityLint.RuntimeMetrics.Benchmarks;

/// <summary>OpenTelemetry's exporter for Prometheus without a server: a request is handed to it, and what it writes is thrown away.</summary>
internal sealed class ExporterInMemory
{
    private readonly RequestDelegate exporter;

    public ExporterInMemory(MeterProvider provider)
    {
        var application = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());
        application.UseOpenTelemetryPrometheusScrapingEndpoint(provider, _ => true, null, null, null);
        exporter = application.Build();
    }

    public async Task ScrapeAsync()
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Accept = "application/openmetrics-text; version=1.0.0";
        using var body = new CountingStream();
        context.Response.Body = body;
        await exporter(context);
        if (context.Response.StatusCode != StatusCodes.Status200OK || body.Length == 0) throw new InvalidOperationException($"The exporter has answered {context.Response.StatusCode} with {body.Length} bytes.");
    }

    /// <summary>Nobody measures what writes nothing.</summary>
    private sealed class CountingStream : Stream
    {
        private long length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => length;

        public override long Position { get => length; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => length += count;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            length += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            length += count;
            return Task.CompletedTask;
        }
    }
}
