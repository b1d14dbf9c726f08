using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

/// <summary>Work that a lambda starts for each element, and work whose task a local holds that nobody reads.</summary>
public class WorkOutlivesActivityLambdaFixTests
{
    private const string Given = """
        static readonly HttpClient http = new(); static readonly DbCommand command = null!;
        static void Audit() { using var audit = source.StartActivity("audit"); }
        static async Task AuditAsync() { await Task.Delay(1); using var audit = source.StartActivity("audit"); }
        static async void Fire() { await Task.Delay(1); command.ExecuteNonQuery(); }
        static class Background { public static void Run(Func<Task> work) => Task.Run(work); public static async void Begin(Func<Task> work) { try { await work(); } catch (TimeoutException) { } } }

        """;

    [Theory]
    // Each call of the lambda would begin in the span.
    [InlineData(
        """
        static void All(List<string> orders)
        {
            using var activity = source.StartActivity("all");
            orders.[|ForEach|](async order =>
            {
                await Task.Delay(1); // Later.
                await http.GetStringAsync(order);
            });
        }
        """,
        """
        static void All(List<string> orders)
        {
            using var activity = source.StartActivity("all");
            using (ExecutionContext.SuppressFlow())
            {
                var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                orders.ForEach(order => Task.Run(async () =>
                {
                    using var work = source.StartActivity(ActivityKind.Internal, links: links, name: "All.Background");
                    await Task.Delay(1); // Later.
                    await http.GetStringAsync(order);
                }));
            }
        }
        """)]
    [InlineData(
        """
        static void All(List<string> orders)
        {
            using var activity = source.StartActivity("all");
            orders.[|ForEach|](async order => await AuditAsync());
        }
        """,
        """
        static void All(List<string> orders)
        {
            using var activity = source.StartActivity("all");
            using (ExecutionContext.SuppressFlow())
            {
                orders.ForEach(order => Task.Run(async () => await AuditAsync()));
            }
        }
        """)]
    // A local that nobody reads.
    [InlineData(
        """
        static void Place(int order)
        {
            using var activity = source.StartActivity("place");
            var task = Task.[|Run|](() => Audit());
            Task<Task> later = Task.Factory.[|StartNew|](() => AuditAsync());
        }
        """,
        """
        static void Place(int order)
        {
            using var activity = source.StartActivity("place");
            using (ExecutionContext.SuppressFlow())
            {
                var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                _ = Task.Run(() =>
                {
                    using var work = source.StartActivity(ActivityKind.Internal, links: links, name: "Audit");
                    Audit();
                });
            }
            using (ExecutionContext.SuppressFlow())
            {
                var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                _ = Task.Factory.StartNew(async () =>
                {
                    using var work = source.StartActivity(ActivityKind.Internal, links: links, name: "Audit");
                    await AuditAsync();
                });
            }
        }
        """)]
    // A helper that runs the delegate apart; where it begins it at once, that becomes a task.
    [InlineData(
        """
        static void Place(int order)
        {
            using var activity = source.StartActivity("place");
            Background.[|Run|](AuditAsync);
            Background.[|Begin|](async () => { await Task.Delay(order); using var audit = source.StartActivity("audit"); });
        }
        """,
        """
        static void Place(int order)
        {
            using var activity = source.StartActivity("place");
            using (ExecutionContext.SuppressFlow())
            {
                var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                Background.Run(async () =>
                {
                    using var work = source.StartActivity(ActivityKind.Internal, links: links, name: "Audit");
                    await AuditAsync();
                });
            }
            using (ExecutionContext.SuppressFlow())
            {
                var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                Background.Begin(() => Task.Run(async () => { await Task.Delay(order); using var audit = source.StartActivity("audit", ActivityKind.Internal, parentContext: default, links: links); }));
            }
        }
        """)]
    // All that is called there goes on as work of its own.
    [InlineData(
        """
        static void Place()
        {
            using var activity = source.StartActivity("place");
            _ = Task.WhenAll([|AuditAsync|](), [|AuditAsync|]());
        }
        """,
        """
        static void Place()
        {
            using var activity = source.StartActivity("place");
            using (ExecutionContext.SuppressFlow())
            {
                var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                _ = Task.WhenAll(Task.Run(async () =>
                {
                    using var work = source.StartActivity(ActivityKind.Internal, links: links, name: "Audit");
                    await AuditAsync();
                }), Task.Run(async () =>
                {
                    using var work = source.StartActivity(ActivityKind.Internal, links: links, name: "Audit");
                    await AuditAsync();
                }));
            }
        }
        """)]
    // A local holds it.
    [InlineData(
        """
        static void Place(int order)
        {
            using var activity = source.StartActivity("place");
            var run = async (int number) => { await Task.Delay(number); Audit(); };
            _ = [|run|](order);
        }
        """,
        """
        static void Place(int order)
        {
            using var activity = source.StartActivity("place");
            var run = async (int number) => { await Task.Delay(number); Audit(); };
            using (ExecutionContext.SuppressFlow())
            {
                var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                _ = Task.Run(async () =>
                {
                    using var work = source.StartActivity(ActivityKind.Internal, links: links, name: "run");
                    await run(order);
                });
            }
        }
        """)]
    public Task Fixes(string before, string after) => Verify<WorkOutlivesActivity>.FixesAsync(Given + before, Given + after);

    [Fact]
    public Task Starts_it_where_there_is_something_that_can() => Verify<WorkOutlivesActivity>.FixesAsync(
        """
        class Shop(ActivitySource? tracing)
        {
            private readonly ActivitySource? maybe = tracing;

            void Place(HttpClient http)
            {
                using var activity = maybe?.StartActivity("place");
                Task.[|Run|](() => http.GetStringAsync("/"));
            }
        }
        """,
        """
        class Shop(ActivitySource? tracing)
        {
            private readonly ActivitySource? maybe = tracing;

            void Place(HttpClient http)
            {
                using var activity = maybe?.StartActivity("place");
                using (ExecutionContext.SuppressFlow())
                {
                    var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                    Task.Run(async () =>
                    {
                        using var work = maybe?.StartActivity(ActivityKind.Internal, links: links, name: "GetString");
                        await http.GetStringAsync("/");
                    });
                }
            }
        }
        """);

    /// <summary>The first part of the method would begin in the span all the same.</summary>
    [Theory]
    [InlineData("static void Place() { using var activity = source.StartActivity(\"place\"); Background.[|Begin|](AuditAsync); }")]
    [InlineData("static void Place() { using var activity = source.StartActivity(\"place\"); Background.[|Begin|](() => AuditAsync()); }")]
    public Task Leaves_what_a_helper_begins_at_once(string code) => Verify<WorkOutlivesActivity>.OffersNoFixAsync(Given + code);
}
