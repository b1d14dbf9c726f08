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
}
