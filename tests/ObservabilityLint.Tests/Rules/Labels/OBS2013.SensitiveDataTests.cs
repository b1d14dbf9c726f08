using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class SensitiveDataTests
{
    private const string Method = "class User { public string Name = \"\", Password = \"\", Email = \"\"; public bool HasPassword; public string PasswordPolicy = \"\"; }\n"
        + "static partial class Test { static readonly Counter<long> c = meter.CreateCounter<long>(\"c\"); static readonly Counter p = Metrics.CreateCounter(\"p_total\", \"P.\", \"password\", \"kind\");\n"
        + "static void Do(string text, int number, User user, bool flag, Activity activity, string apiKey) { ";

    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"password\", [|text|]));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"user.email\", [|user.Email|]));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"who\", [|user.Email|]));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"who\", [|$\"<{user.Email.ToLower()}>\"|]));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"key\", [|apiKey|]));")]
    [InlineData("p.WithLabels([|text|], \"x\").Inc();")]
    [InlineData("var s = user.Password; activity.SetTag(\"x\", [|s|]); var t = s.Trim(); c.Add(1, new KeyValuePair<string, object?>(\"who\", [|t|]));")]
    [InlineData("p.WithLabels(\"x\", [|user?.Password ?? \"none\"|]).Inc();")]
    [InlineData("activity.SetTag(\"enduser.email\", [|text|]); activity?.AddTag(\"x\", [|user.Password|]);")]
    [InlineData("activity.SetBaggage(\"access_token\", [|text|]);")]
    [InlineData("Action a = () => activity.SetTag(\"http.request.header.authorization\", [|text|]);")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"who\", [|user.Name ?? user.Email|])); var w = user.Name ?? user.Email; c.Add(1, new KeyValuePair<string, object?>(\"who\", [|w|]));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"who\", [|number switch { 0 => user.Name, _ => user.Email }|]));")]
    [InlineData("var to = new System.Net.Mail.MailAddress(text); c.Add(1, new KeyValuePair<string, object?>(\"who\", [|to.Address|])); activity.SetTag(\"who\", [|to|]); activity.SetTag(\"who\", [|to.ToString()|]);")]
    [InlineData("System.Net.Mail.MailMessage mail = new(); activity.SetTag(\"who\", [|mail.To.First().Address|]); activity.SetTag(\"who\", [|mail.To[0].Address.ToLower()|]); activity.SetTag(\"all\", [|mail.To.ToString()|]);")]
    public Task Fires(string statement) => Verify<SensitiveData>.FiresAsync(Method + statement + " } }");

    private const string Claims = "using System.Security.Claims;\nclass Use { void Do(ClaimsPrincipal user, ClaimsIdentity identity, Activity a) { ";

    [Theory]
    [InlineData("a.SetTag(\"who\", [|user.FindFirst(ClaimTypes.Email)?.Value|]); a.SetTag(\"who\", [|identity.FindFirst(\"email\")!.Value.ToLower()|]);")]
    [InlineData("var claim = user.FindFirst(ClaimTypes.Email); a.SetTag(\"who\", [|claim?.Value|]); a.SetBaggage(\"who\", [|$\"<{user.FindFirst(\"phone_number\")!.Value}>\"|]);")]
    public Task Fires_on_claims(string statement) => Verify<SensitiveData>.FiresAsync(Claims + statement + " } }");

    [Theory]
    [InlineData("a.SetTag(\"who\", user.FindFirst(ClaimTypes.NameIdentifier)?.Value); a.SetTag(\"role\", user.FindFirst(ClaimTypes.Role)?.Value); a.SetTag(\"kind\", user.FindFirst(\"token_type\")?.Value);")]
    [InlineData("a.SetTag(\"verified\", user.FindFirst(\"email_verified\")?.Value); a.SetTag(\"known\", user.FindFirst(ClaimTypes.Email) is not null); a.SetTag(\"issuer\", user.FindFirst(ClaimTypes.Email)?.Issuer);")]
    [InlineData("a.SetTag(\"who\", Hash(user.FindFirst(ClaimTypes.Email)!.Value)); a.SetTag(\"length\", user.FindFirst(ClaimTypes.Email)!.Value.Length); } static string Hash(string s) { return s[..1];")]
    public Task Quiet_on_claims(string statement) => Verify<SensitiveData>.QuietAsync(Claims + statement + " } }");

    /// <summary>A secret that is one for the life of the process is one.</summary>
    [Theory]
    [InlineData("activity.SetTag(\"api_key\", [|ApiKey|]); } static readonly string ApiKey = Environment.GetEnvironmentVariable(\"KEY\")!; static void Other() {")]
    [InlineData("activity.SetTag(\"db\", [|Current.Password|]); } static readonly DbOptions Current = new(); class DbOptions { public string Password { get; set; } = \"\"; } static void Other() {")]
    public Task Fires_on_what_the_process_keeps(string statement) => Verify<SensitiveData>.FiresAsync(Method + statement + " } }");

    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"password\", \"weak\"));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"password\", flag)); activity.SetTag(\"email\", flag ? \"set\" : \"missing\");")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"token_type\", text)); activity.SetTag(\"password_policy\", user.PasswordPolicy);")]
    [InlineData("activity.SetTag(\"gen_ai.usage.input_tokens\", number); activity.SetTag(\"token\", number);")]
    [InlineData("activity.SetTag(\"has_password\", user.HasPassword); activity.SetTag(\"page_token\", text);")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"name\", user.Name)); activity.SetTag(\"length\", user.Password.Length);")]
    [InlineData("activity.SetTag(\"hash\", user.Password.GetHashCode()); activity.SetTag(\"masked\", Mask(user.Email)); } static string Mask(string s) { return s[..1];")]
    [InlineData("var result = text; c.Add(1, new KeyValuePair<string, object?>(\"authorization\", result)); string TokenKind() => text; var tokenKind = TokenKind(); activity.SetTag(\"token\", tokenKind);")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"email.sender\", MaskEmailAddress(text))); activity.SetTag(\"email\", Redacted(text)); } static string MaskEmailAddress(string s) => s[..1]; static string Redacted(string s) { return s[..1];")]
    [InlineData("var s = Mask(user.Password); activity.SetTag(\"x\", s); var t = user.Password; t = \"none\"; activity.SetTag(\"y\", t); var n = user.Password.Length.ToString(); activity.SetTag(\"z\", n); } static string Mask(string s) { return s[..1];")]
    [InlineData("activity.SetTag(\"api_key\", new string('*', 8)); activity.SetTag(\"password\", \"\".PadLeft(text.Length, '*'));")]
    [InlineData("activity.SetTag(\"credit_card\", text[^4..]); activity.SetTag(\"card_number\", text.Substring(text.Length - 4));")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"who\", user.Name ?? Mask(user.Email))); activity.SetTag(\"who\", number switch { 0 => user.Name, _ => \"other\" }); } static string Mask(string s) { return s[..1];")]
    [InlineData("System.Net.Mail.MailMessage mail = new(); activity.SetTag(\"domain\", mail.To[0].Host); activity.SetTag(\"to\", mail.To.Count); activity.SetTag(\"priority\", mail.Priority.ToString());")]
    [InlineData("p.RemoveLabelled(text, \"x\"); new Dictionary<string, string>().Add(\"password\", text);")]
    public Task Quiet(string statement) => Verify<SensitiveData>.QuietAsync(Method + statement + " } }");

    private const string Headers = "using System.Linq; using System.Net.Http; using Microsoft.AspNetCore.Http; using Microsoft.Net.Http.Headers;\n"
        + "class A { static void Do(Activity a, HttpRequest r, HttpResponse answer, HttpClient client, HttpRequestMessage m) { ";

    [Theory]
    [InlineData("a.SetTag(\"x\", [|r.Headers.Authorization.ToString()|]);")]
    [InlineData("a.SetTag(\"x\", [|r.Headers[\"Authorization\"].ToString()|]); a.SetTag(\"y\", [|r.Headers[HeaderNames.Cookie][0]|]);")]
    [InlineData("a.SetTag(\"x\", [|r.Headers.Authorization.FirstOrDefault()?.Trim()|]); a.SetTag(\"y\", [|$\"auth {r.Headers.ProxyAuthorization}\"|]);")]
    [InlineData("string? key = r.Headers[\"X-Api-Key\"]; a.SetTag(\"x\", [|key|]); var cookies = answer.Headers.SetCookie; a.SetTag(\"y\", [|cookies|]);")]
    [InlineData("a.SetTag(\"x\", [|client.DefaultRequestHeaders.Authorization?.Parameter|]); a.SetTag(\"y\", [|m.Headers.Authorization?.ToString()|]); a.SetTag(\"z\", [|m.Headers.Authorization|]);")]
    [InlineData("var auth = m.Headers.Authorization; a.SetTag(\"x\", [|auth!.Parameter|]); a.SetTag(\"y\", [|m.Headers.GetValues(\"X-Api-Key\").First()|]);")]
    public Task Fires_on_headers(string statement) => Verify<SensitiveData>.FiresAsync(Headers + statement + " } }");

    [Theory]
    [InlineData("a.SetTag(\"x\", client.DefaultRequestHeaders.Authorization?.Scheme); a.SetTag(\"y\", m.Headers.Authorization is not null); a.SetTag(\"z\", r.Headers.Authorization.Count);")]
    [InlineData("a.SetTag(\"x\", r.Headers.UserAgent.ToString()); a.SetTag(\"y\", r.Headers[\"X-Version\"].ToString()); a.SetTag(\"z\", r.Headers.ContainsKey(\"Authorization\"));")]
    [InlineData("a.SetTag(\"x\", Hash(r.Headers.Authorization!)); static string Hash(string s) => s[..1];")]
    [InlineData("a.SetTag(\"x\", r.Headers[\"X-Continuation-Token\"].ToString()); var map = new Dictionary<string, string>(); a.SetTag(\"y\", map[\"Authorization\"]);")]
    public Task Quiet_on_headers(string statement) => Verify<SensitiveData>.QuietAsync(Headers + statement + " } }");

    [Fact]
    public Task Fires_on_tags_that_fields_hold() => Verify<SensitiveData>.FiresAsync(
        """
        class Login(string who)
        {
            static readonly Counter<long> C = meter.CreateCounter<long>("c");
            static readonly KeyValuePair<string, object?> Tag = new("api_key", [|Environment.GetEnvironmentVariable("KEY")|]);
            private readonly TagList _tags = new() { { "user.password", [|who|] }, { "kind", "a" } };
            void Done() { C.Add(1, _tags); C.Add(2, _tags); C.Add(1, Tag); }
        }
        """);

    [Fact]
    public Task Quiet_on_lookalikes() => Verify<SensitiveData>.QuietAsync("class Span { public void SetTag(string key, object value) { } } class A { void Do(Span s, string password) => s.SetTag(\"password\", password); }");

    [Fact]
    public Task Fires_at_the_call_that_passes_the_value() => Verify<SensitiveData>.FiresAsync(
        """
        class Use { void Do(string password, string kind) { Shop.Count([|password|]); Shop.Count(kind); } }
        === Shop.cs
        static class Shop { static readonly Counter P = Metrics.CreateCounter("p_total", "P.", "kind"); public static void Count(string value) => P.WithLabels(value).Inc(); }
        """);

    [Fact]
    public Task Fires_in_records_and_top_level_statements() => Verify<SensitiveData>.FiresAsync(
        """
        var secret = Console.ReadLine();
        Activity.Current?.SetTag("x", [|secret|]);
        record Login(string User, string Password) { void Do() => Activity.Current?.SetTag(Keys.Pass, [|Password|]); }
        static class Keys { public const string Pass = "pass"; }
        """);

    [Theory]
    [InlineData("activity.SetTag(\"user.email\", [|text|]);", "Activity tag 'user.email' carries 'email' out of the process: everyone who can read the telemetry can read it. Leave it out, or record something that gives nothing away.")]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"who\", [|user.Email|]));", "Label 'who' of 'c' carries 'user.Email' out of the process: everyone who can read the telemetry can read it. Leave it out, or record something that gives nothing away.")]
    [InlineData("activity.SetBaggage(\"api_key\", [|text|]);", "Baggage entry 'api_key' carries 'api_key' out of the process: every service that is called gets it. Leave it out, or record something that gives nothing away.")]
    public Task Says_what(string statement, string message) => Verify<SensitiveData>.SaysAsync(Method + statement + " } }", message);

    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"who\", [|user is { Email: var mail } ? mail : \"\"|])); if (user is { Password: { } p }) activity.SetTag(\"x\", [|p.Trim()|]);")]
    [InlineData("switch (user) { case { Email: var mail }: activity.SetTag(\"who\", [|mail|]); break; } if (user.Email is { Length: > 3 } longer) activity.SetTag(\"who\", [|longer|]);")]
    [InlineData("if ((user, number) is ({ Email: var mail }, 1)) activity.SetTag(\"who\", [|mail|]);")]
    public Task Fires_behind_patterns(string statement) => Verify<SensitiveData>.FiresAsync(Method + statement + " } }");

    [Theory]
    [InlineData("c.Add(1, new KeyValuePair<string, object?>(\"who\", user is { Name: var name } ? name : \"\")); c.Add(1, new KeyValuePair<string, object?>(\"long\", user is { Email: var mail } && mail.Length > 9));")]
    [InlineData("if (user is { Email: { } mail }) { mail = \"hidden\"; activity.SetTag(\"who\", mail); } if (user is { Email.Length: var length }) activity.SetTag(\"length\", length);")]
    public Task Quiet_behind_patterns(string statement) => Verify<SensitiveData>.QuietAsync(Method + statement + " } }");
}
