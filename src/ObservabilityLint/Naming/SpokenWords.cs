using System.Collections.Generic;
using System.Text;

namespace ObservabilityLint.Naming;

/// <summary>The words of a name as the words of a sentence.</summary>
internal static class SpokenWords
{
    private static readonly Dictionary<string, string> Acronyms = Build(
        "AI API APIs AWS CLI CPU CPUs CSV CSS DB DBs DNS DOM DTO ETL FTP GC GPU GPUs GUID HTML HTTP HTTPS ID IDs I/O IP IPs IPv4 IPv6 JIT JSON JWT JWTs LDAP LLM LLMs LRU MFA MQTT NATS OCR OS OTP PDF PDFs "
        + "PII QR QPS RAM RPC RPCs RTT S3 SDK SKU SKUs SLA SLO SMS SMTP SQL SQS SSD SSH SSL SSO TCP TLS TTL UDP UI URI URIs URL URLs USB UUID VAT VIP VM VMs VPN WAL XML YAML ZIP gRPC GraphQL MySQL NoSQL "
        + "PostgreSQL MongoDB RabbitMQ GitHub Kafka Redis Kubernetes Azure OAuth WebSocket WebSockets");

    /// <summary>Words that a reader learns nothing from: what is measured has another name, or is not meant to be kept.</summary>
    private static readonly HashSet<string> Empty =
    [
        "abc", "aaa", "asdf", "bar", "baz", "counter", "custom", "data", "demo", "dummy", "example", "foo", "gauge", "generic", "histogram", "info", "instrument", "measure", "measurement", "metric", "metrics", "misc",
        "my", "name", "new", "number", "other", "qux", "sample", "something", "stuff", "summary", "temp", "test", "testing", "tests", "thing", "things", "tmp", "todo", "total", "unknown", "value", "values", "xxx",
    ];

    /// <summary>True for a word that says what is measured.</summary>
    public static bool Says(string word)
    {
        if (word.Length < 2 || Empty.Contains(word)) return false;
        foreach (var c in word)
            if (c is >= 'a' and <= 'z') return true;
        return false;
    }

    /// <summary>The words from a place on, each written as it is in a text.</summary>
    public static string Join(IReadOnlyList<Word> words, int first = 0)
    {
        var text = new StringBuilder();
        for (var i = first; i < words.Count; i++) text.Append(i > first ? " " : "").Append(Acronyms.TryGetValue(words[i].Text, out var written) ? written : words[i].Text);
        return text.ToString();
    }

    private static Dictionary<string, string> Build(string acronyms)
    {
        var byWord = new Dictionary<string, string>();
        foreach (var acronym in acronyms.Split(' ')) byWord.Add(acronym.Replace("/", "").ToLowerInvariant(), acronym);
        return byWord;
    }
}
