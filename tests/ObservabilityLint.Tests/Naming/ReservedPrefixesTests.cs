using ObservabilityLint.Naming;

namespace ObservabilityLint.Tests.Naming;

public class ReservedPrefixesTests
{
    [Theory]
    [InlineData("process_restarts_total", "process_")]
    [InlineData("dotnet_gc_custom_total", "dotnet_")]
    [InlineData("aspnetcore_logins_total", "aspnetcore_")]
    [InlineData("kestrel_x", "kestrel_")]
    [InlineData("http_client_retries_total", "http_client_")]
    [InlineData("dns_failures_total", "dns_")]
    [InlineData("signalr_users", "signalr_")]
    [InlineData("scrape_errors_total", "scrape_")]
    [InlineData("up", "up")]
    [InlineData("envoy_retries_total", "envoy_")]
    [InlineData("nginx_x", "nginx_")]
    public void Are_found(string name, string prefix) => Assert.Equal(prefix, ReservedPrefixes.Find(name, ["envoy_", "nginx"])?.Prefix);

    [Theory]
    [InlineData("processed_total")]
    [InlineData("process")]
    [InlineData("uploads_total")]
    [InlineData("up_total")]
    [InlineData("dnsmasq_queries_total")]
    [InlineData("http_clients")]
    [InlineData("http_server_requests_total")]
    [InlineData("shop_process_restarts_total")]
    [InlineData("nginxy_x")]
    public void Are_whole_words(string name) => Assert.Null(ReservedPrefixes.Find(name, ["envoy_", "nginx"]));

    [Theory]
    [InlineData("System.Runtime", true)]
    [InlineData("Microsoft.AspNetCore.Hosting", true)]
    [InlineData("OpenTelemetry.Instrumentation.Process", true)]
    [InlineData("Acme.Instrumentation.Kestrel", true)]
    [InlineData("Acme.Instrumentations", false)]
    [InlineData("Systematic.Shop", false)]
    [InlineData("Shop", false)]
    [InlineData(null, false)]
    public void Owners_are_known(string? meter, bool owns) => Assert.Equal(owns, ReservedPrefixes.IsOwner(meter));
}
