using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class WorkOutlivesActivityFixTests
{
    private const string Given = """
        static readonly HttpClient http = new(); static readonly DbCommand command = null!;
        static void Audit() { using var audit = source.StartActivity("audit"); }
        static async Task AuditAsync() { await Task.Delay(1); using var audit = source.StartActivity("audit"); }
        static async void Fire() { await Task.Delay(1); command.ExecuteNonQuery(); }

        """;

    [Theory]
    [InlineData(
        """
        static void Place(int order)
        {
            using var activity = source.StartActivity("place");
            // Nobody needs the answer.
            Task.[|Run|](() => Audit()); // Later.
        }
        """,
        """
        static void Place(int order)
        {
            using var activity = source.StartActivity("place");
            // Nobody needs the answer.
            using (ExecutionContext.SuppressFlow())
            {
                var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                Task.Run(() =>
                {
                    using var work = source.StartActivity(ActivityKind.Internal, links: links, name: "Audit");
                    Audit();
                }); // Later.
            }
        }
        """)]
    [InlineData(
        """
        static void Place(int order)
        {
            using var activity = source.StartActivity("place");
            _ = Task.[|Run|](async () =>
            {
                await Task.Delay(1);

                // An order.
                await http.GetStringAsync("http://shop");
            });
        }
        """,
        """
        static void Place(int order)
        {
            using var activity = source.StartActivity("place");
            using (ExecutionContext.SuppressFlow())
            {
                var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                _ = Task.Run(async () =>
                {
                    using var work = source.StartActivity(ActivityKind.Internal, links: links, name: "Place.Background");
                    await Task.Delay(1);

                    // An order.
                    await http.GetStringAsync("http://shop");
                });
            }
        }
        """)]
    [InlineData(
        """
        static void Place(int order, string links)
        {
            using (source.StartActivity("place"))
            {
                ThreadPool.[|QueueUserWorkItem|](state =>
                {
                    using var audit = source.StartActivity("audit");
                });
                if (order > 0)
                    ThreadPool.[|QueueUserWorkItem|](_ => { using var audit = source.StartActivity(/* what */ "audit", ActivityKind.Client, default(ActivityContext)); });
            }
        }
        """,
        """
        static void Place(int order, string links)
        {
            using (source.StartActivity("place"))
            {
                using (ExecutionContext.SuppressFlow())
                {
                    var links2 = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                    ThreadPool.QueueUserWorkItem(state =>
                    {
                        using var audit = source.StartActivity("audit", ActivityKind.Internal, parentContext: default, links: links2);
                    });
                }
                if (order > 0)
                    using (ExecutionContext.SuppressFlow())
                    {
                        var links2 = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                        ThreadPool.QueueUserWorkItem(_ => { using var audit = source.StartActivity(/* what */ "audit", ActivityKind.Client, default(ActivityContext), links: links2); });
                    }
            }
        }
        """)]
    [InlineData(
        """
        static void Place(int order)
        {
            using var activity = source.StartActivity("place");
            _ = [|AuditAsync|]();
            [|Fire|]();
        }
        """,
        """
        static void Place(int order)
        {
            using var activity = source.StartActivity("place");
            using (ExecutionContext.SuppressFlow())
            {
                var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                _ = Task.Run(async () =>
                {
                    using var work = source.StartActivity(ActivityKind.Internal, links: links, name: "Audit");
                    await AuditAsync();
                });
            }
            using (ExecutionContext.SuppressFlow())
            {
                Task.Run(() => Fire());
            }
        }
        """)]
    [InlineData(
        """
        static void Place(int order)
        {
            using var activity = source.StartActivity("place");
            Task.[|Run|](AuditAsync);
            var thread = new Thread(Audit);
            thread.[|Start|]();
        }
        """,
        """
        static void Place(int order)
        {
            using var activity = source.StartActivity("place");
            using (ExecutionContext.SuppressFlow())
            {
                var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                Task.Run(async () =>
                {
                    using var work = source.StartActivity(ActivityKind.Internal, links: links, name: "Audit");
                    await AuditAsync();
                });
            }
            var thread = new Thread(Audit);
            using (ExecutionContext.SuppressFlow())
            {
                thread.Start();
            }
        }
        """)]
    public Task Fixes(string before, string after) => Verify<WorkOutlivesActivity>.FixesAsync(Given + before, Given + after);

    /// <summary>What stands in a raw text is not moved, and names are as long as they have to be.</summary>
    [Fact]
    public Task Fixes_around_raw_texts() => Verify<WorkOutlivesActivity>.FixesAsync(
        """"
        public class OrdersController(HttpClient http) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public void Post()
            {
                _ = System.Threading.Tasks.Task.[|Run|](() => http.PostAsync("http://shop", new StringContent("""
                    order
                    """)));
            }
        }
        """",
        """"
        public class OrdersController(HttpClient http) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public void Post()
            {
                using (ExecutionContext.SuppressFlow())
                {
                    var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                    _ = System.Threading.Tasks.Task.Run(async () =>
                    {
                        using var work = source.StartActivity(ActivityKind.Internal, links: links, name: "Post");
                        await http.PostAsync("http://shop", new StringContent("""
                    order
                    """));
                    });
                }
            }
        }
        """");

    /// <summary>As deep as the file is, and not on the line of what it hangs on.</summary>
    [Fact]
    public Task Fixes_in_the_layout_of_the_file() => Verify<WorkOutlivesActivity>.FixesAsync(
        """
        public class OrdersController(HttpClient http) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
          public void Post(bool now)
          {
            if (now) _ = Task.[|Run|](() => http.PostAsync("http://shop", null));
          }
        }
        """,
        """
        public class OrdersController(HttpClient http) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
          public void Post(bool now)
          {
            if (now)
              using (ExecutionContext.SuppressFlow())
              {
                var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
                _ = Task.Run(async () =>
                {
                  using var work = source.StartActivity(ActivityKind.Internal, links: links, name: "Post");
                  await http.PostAsync("http://shop", null);
                });
              }
          }
        }
        """);

    [Theory]
    // What is given would be read later than now.
    [InlineData("class A { int number; async Task SaveAsync(int order) { await Task.Yield(); using var s = source.StartActivity(\"save\"); } void Do() { using var a = source.StartActivity(\"a\"); for (var i = 0; i < 3; i++) { _ = [|SaveAsync|](i); } _ = [|SaveAsync|](Next()); } int Next() => number++; }")]
    // A task would leave the thread of the user interface.
    [InlineData("class Window { async Task SaveAsync() { await Task.Yield(); using var s = source.StartActivity(\"save\"); } void Opened() { using var a = source.StartActivity(\"a\"); _ = [|SaveAsync|](); } } namespace System.Windows.Threading { public class DispatcherObject; }")]
    [InlineData("class Page : Microsoft.AspNetCore.Components.ComponentBase { async Task SaveAsync() { await Task.Yield(); using var s = source.StartActivity(\"save\"); } void Opened() { using var a = source.StartActivity(\"a\"); _ = [|SaveAsync|](); } }")]
    // Code of another build speaks of the local.
    [InlineData("static void Do()\n{\nusing var a = source.StartActivity(\"a\");\nvar task = Task.[|Run|](() => { using var b = source.StartActivity(\"b\"); });\n#if NEVER\ntask.Wait();\n#endif\n}")]
    // It could not await there.
    [InlineData("static async Task DoAsync() { using var a = source.StartActivity(\"a\"); Task.Factory.[|StartNew|](state => { using var b = source.StartActivity(\"b\"); }, await Task.FromResult(1)); }")]
    public Task Offers_no_fix(string code) => Verify<WorkOutlivesActivity>.OffersNoFixAsync(code);
}
