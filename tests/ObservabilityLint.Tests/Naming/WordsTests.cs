using ObservabilityLint.Naming;

namespace ObservabilityLint.Tests.Naming;

public class WordsTests
{
    [Theory]
    [InlineData("shop_orders_total", "shop orders total")]
    [InlineData("shop.orders", "shop orders")]
    [InlineData("shopOrdersTotal", "shop orders total")]
    [InlineData("ShopOrders", "shop orders")]
    [InlineData("SHOP_ORDERS", "shop orders")]
    [InlineData("HTTPRequests", "http requests")]
    [InlineData("http2Requests", "http2 requests")]
    [InlineData("parseXMLFast", "parse xml fast")]
    [InlineData("elapsedMs", "elapsed ms")]
    [InlineData("sizeMB", "size mb")]
    [InlineData("sizeKiB", "size kib")]
    [InlineData("sizeMiBTotal", "size mib total")]
    [InlineData("userIDs", "user ids")]
    [InlineData("openURLs_now", "open urls now")]
    [InlineData("HTTPSize", "http size")]
    [InlineData("IPv4Requests", "ipv4 requests")]
    [InlineData("OAuth2Tokens", "oauth2 tokens")]
    [InlineData("D2CMessages", "d2c messages")]
    [InlineData("lastP2PSync", "last p2p sync")]
    [InlineData("shopB2B", "shop b2b")]
    [InlineData("V2Requests", "v2 requests")]
    [InlineData("V2APICalls", "v2 api calls")]
    [InlineData("P95Latency", "p95 latency")]
    [InlineData("HTTP2Calls", "http2 calls")]
    [InlineData("gRPCCalls", "grpc calls")]
    [InlineData("shop.MySQLQueries", "shop mysql queries")]
    [InlineData("http5XXResponses", "http 5xx responses")]
    [InlineData("my-metric name/x", "my metric name x")]
    [InlineData("__a__b__", "a b")]
    [InlineData("schönheit", "schonheit")]
    [InlineData("größe", "gro e")]
    [InlineData("café_visits", "cafe visits")]
    [InlineData("1st", "1st")]
    [InlineData("", "")]
    [InlineData("заказы", "")]
    [InlineData("a\ud800b", "a b")]
    public void Cuts_names_into_words(string name, string words)
        => Assert.Equal(words, string.Join(" ", Words.Split(name).Select(word => word.Text)));

    [Theory]
    [InlineData("shop.open_orders", "shop.open_orders")]
    [InlineData("Shop/OpenOrders", "shop.open_orders")]
    [InlineData(".shop..orders.", "shop.orders")]
    [InlineData("shop._orders", "shop.orders")]
    public void Keeps_namespaces(string name, string joined) => Assert.Equal(joined, Words.Join(Words.Split(name), '_', '.'));
}
