using System.IO.Pipelines;

namespace ObservabilityLint.RuntimeMetrics.Http;

/// <summary>One request and its answer, in whichever server.</summary>
internal interface IScrapeExchange
{
    string Method { get; }

    string? Accept { get; }

    string? AcceptEncoding { get; }

    /// <summary>The body of the answer. The head goes out with its first flush.</summary>
    PipeWriter Body { get; }

    /// <summary>Sets the head of the answer, again if need be. The length is that of the body in bytes, or null when it is not known before. False when the head has gone out, or bytes that follow it have been written.</summary>
    bool TrySetHead(int status, string contentType, long? length);

    /// <summary>Sets a header, or with null removes it, before the head has gone out.</summary>
    void SetHeader(string name, string? value);

    /// <summary>Sends what is not sent yet, and the end of the answer.</summary>
    Task EndAsync();

    /// <summary>Closes the connection in such a way that the client cannot take what it has for a whole answer, whatever is being written at this moment. Thread-safe; more than once is fine; throws nothing.</summary>
    Task CutAsync();
}
