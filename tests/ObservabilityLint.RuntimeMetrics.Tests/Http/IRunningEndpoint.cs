namespace ObservabilityLint.RuntimeMetrics.Tests.Http;

/// <summary>A real server on this machine that serves metrics, until it is disposed.</summary>
internal interface IRunningEndpoint : IAsyncDisposable
{
    Uri Address { get; }
}
