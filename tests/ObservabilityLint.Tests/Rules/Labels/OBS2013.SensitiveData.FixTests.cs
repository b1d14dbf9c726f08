using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

public class SensitiveDataFixTests
{
    [Fact]
    public Task Removes_what_gives_it_away() => Verify<SensitiveData>.FixesAsync(
        """
        class A
        {
            private static readonly Counter Logins = Metrics.CreateCounter("shop_logins_total", "Logins.", "kind", "password");
            private static readonly Counter<int> Tries = meter.CreateCounter<int>("shop.tries");
            void Do(Activity? activity, string password)
            {
                activity?.SetTag("user.password", [|password|]); // for support
                activity?.SetTag("user.kind", "a");
                activity?.SetTag("kind", "b").SetTag("password", [|password|]).SetTag("c", "d");
                Logins.WithLabels("a", [|password|]).Inc();
                Tries.Add(1, new("kind", "a"), new("password", [|password|]));
                if (activity != null) activity.AddBaggage("x", "y");
                Baggage(activity!, password);
            }
            static void Baggage(Activity activity, string password) { activity.AddBaggage("password", [|password|]); }
        }
        """,
        """
        class A
        {
            private static readonly Counter Logins = Metrics.CreateCounter("shop_logins_total", "Logins.", "kind");
            private static readonly Counter<int> Tries = meter.CreateCounter<int>("shop.tries");
            void Do(Activity? activity, string password)
            {
                activity?.SetTag("user.kind", "a");
                activity?.SetTag("kind", "b").SetTag("c", "d");
                Logins.WithLabels("a").Inc();
                Tries.Add(1, new KeyValuePair<string, object?>("kind", "a"));
                if (activity != null) activity.AddBaggage("x", "y");
                Baggage(activity!, password);
            }
            static void Baggage(Activity activity, string password) { }
        }
        """);

    /// <summary>One recording without the tag would be left out of sums by it.</summary>
    [Fact]
    public Task Removes_the_tag_from_the_other_recordings() => Verify<SensitiveData>.FixesAsync(
        """
        class A
        {
            private static readonly Counter<int> Tries = meter.CreateCounter<int>("shop.tries");
            void Do(string password, string user)
            {
                Tries.Add(1, new KeyValuePair<string, object?>("kind", "a"), new KeyValuePair<string, object?>("by", [|password|]));
                Tries.Add(2, new KeyValuePair<string, object?>("kind", "a"), new KeyValuePair<string, object?>("by", "nobody"));
            }
        }
        """,
        """
        class A
        {
            private static readonly Counter<int> Tries = meter.CreateCounter<int>("shop.tries");
            void Do(string password, string user)
            {
                Tries.Add(1, new KeyValuePair<string, object?>("kind", "a"));
                Tries.Add(2, new KeyValuePair<string, object?>("kind", "a"));
            }
        }
        """);

    /// <summary>What else is recorded is out of sight: the secret goes.</summary>
    [Fact]
    public Task Removes_the_tag_alone_where_others_may_record() => Verify<SensitiveData>.FixesAsync(
        """
        public class A
        {
            public static readonly Counter<int> Tries = meter.CreateCounter<int>("shop.tries");
            void Do(string password)
            {
                Tries.Add(1, new KeyValuePair<string, object?>("kind", "a"), new KeyValuePair<string, object?>("by", [|password|]));
                Tries.Add(2, new KeyValuePair<string, object?>("kind", "a"), new KeyValuePair<string, object?>("by", "nobody"));
            }
        }
        """,
        """
        public class A
        {
            public static readonly Counter<int> Tries = meter.CreateCounter<int>("shop.tries");
            void Do(string password)
            {
                Tries.Add(1, new KeyValuePair<string, object?>("kind", "a"));
                Tries.Add(2, new KeyValuePair<string, object?>("kind", "a"), new KeyValuePair<string, object?>("by", "nobody"));
            }
        }
        """);

    /// <summary>An array keeps its place, which would have no key.</summary>
    [Fact]
    public Task Left_at_a_place_of_an_array() => Verify<SensitiveData>.OffersNoFixAsync(
        """
        class A
        {
            private static readonly Counter<int> Tries = meter.CreateCounter<int>("shop.tries");
            void Do(string password)
            {
                var tags = new KeyValuePair<string, object?>[2];
                tags[0] = new("kind", "a");
                tags[1] = new("password", [|password|]);
                Tries.Add(1, tags);
            }
        }
        """);

    /// <summary>A metric of the program's own may declare the label too.</summary>
    [Fact]
    public Task Offers_nothing_for_a_label_of_the_requests_metrics() => Verify<SensitiveData>.OffersNoFixAsync(
        "using Microsoft.AspNetCore.Builder;\nstatic class Use { static void Configure(WebApplication app) => app.UseHttpMetrics(o => { o.AddCustomLabel(\"key\", c => [|c.Request.Headers.Authorization.ToString()|]); }); }");

    /// <summary>What is called before it in its chain stays: other attributes, or the start of the span.</summary>
    [Theory]
    [InlineData("activity?.SetTag(\"kind\", \"b\").SetTag(\"password\", [|password|]);", "activity?.SetTag(\"kind\", \"b\");")]
    [InlineData("activity?.SetTag(\"kind\", \"b\")?.SetTag(\"password\", [|password|]);", "activity?.SetTag(\"kind\", \"b\");")]
    [InlineData("activity?.SetTag(\"kind\", \"b\")\n        .AddTag(\"c\", \"d\")\n        .SetTag(\"password\", [|password|]);", "activity?.SetTag(\"kind\", \"b\")\n        .AddTag(\"c\", \"d\");")]
    [InlineData("activity?.SetTag(\"kind\", \"b\") // kept\n        .SetTag(\"password\", [|password|]);", "activity?.SetTag(\"kind\", \"b\"); // kept")]
    [InlineData("activity?.SetTag(\"password\", [|password|]).SetTag(\"kind\", \"b\");", "activity?.SetTag(\"kind\", \"b\");")]
    [InlineData("new Activity(\"a\").SetTag(\"password\", [|password|]);", "new Activity(\"a\");")]
    [InlineData("Begin()?.SetTag(\"password\", [|password|]);", "Begin();")]
    [InlineData("Take(activity?.SetTag(\"password\", [|password|]));", "Take(activity);")]
    [InlineData("activity?.Parent?.SetTag(\"password\", [|password|]);\n        Take(activity);", "Take(activity);")]
    public Task Of_a_chain_one_call_goes(string before, string after) => Verify<SensitiveData>.FixesAsync(Chain(before), Chain(after));

    private static string Chain(string statement) => $$"""
        class A
        {
            static Activity? Begin() => new Activity("a").Start();
            static void Take(Activity? activity) { }
            void Do(Activity? activity, string password)
            {
                {{statement}}
                Take(null);
            }
        }
        """;
}
