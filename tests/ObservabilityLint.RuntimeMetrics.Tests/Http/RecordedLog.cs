using Microsoft.Extensions.Logging;

namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>The exceptions that an application logs as errors.</summary>
internal sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly List<Exception?> errors = [];

    public Exception?[] Errors
    {
        get
        {
            lock (errors) return [.. errors];
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel < LogLevel.Error) return;
        lock (errors) errors.Add(exception);
    }

    public void Dispose()
    {
    }
}
