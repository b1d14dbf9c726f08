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
    public Task Fires(string statement) => Verify<SensitiveData>.FiresAsync(Method + statement + " } }");

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
    [InlineData("p.RemoveLabelled(text, \"x\"); new Dictionary<string, string>().Add(\"password\", text);")]
    public Task Quiet(string statement) => Verify<SensitiveData>.QuietAsync(Method + statement + " } }");

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
}
