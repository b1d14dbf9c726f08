using ObservabilityLint.Rules.Context;
using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules;

/// <summary>What fixes write opens its braces as the file does, and keeps the lines of what it takes into a block in order.</summary>
public class BraceStyleTests
{
    [Fact]
    public Task A_finally() => Verify<CurrentNotRestored>.FixesAsync(
        """
        class C {
          static HttpClient client = new();
          static void Ask() {
            using var response = client.Send(new());
          }

          void Do(Activity? parent) {
            [|Activity.Current = parent|];
            Ask();
          }
        }
        """,
        """
        class C {
          static HttpClient client = new();
          static void Ask() {
            using var response = client.Send(new());
          }

          void Do(Activity? parent) {
            var outer = Activity.Current;
            Activity.Current = parent;
            try {
              Ask();
            } finally {
              Activity.Current = outer;
            }
          }
        }
        """);

    [Fact]
    public Task A_using() => Verify<WorkOutlivesActivity>.FixesAsync(
        """
        class C {
          static void Fire() {
            using var activity = source.StartActivity("fire");
            _ = Task.[|Run|](async () => {
              await Task.Delay(10);
              using var audit = source.StartActivity("audit");
            });
          }
        }
        """,
        """
        class C {
          static void Fire() {
            using var activity = source.StartActivity("fire");
            using (ExecutionContext.SuppressFlow()) {
              var links = Activity.Current is { } origin ? new[] { new ActivityLink(origin.Context) } : null;
              _ = Task.Run(async () => {
                await Task.Delay(10);
                using var audit = source.StartActivity("audit", ActivityKind.Internal, parentContext: default, links: links);
              });
            }
          }
        }
        """);

    [Fact]
    public Task A_block_around_the_only_statement() => Verify<ActivityLeaksFromIterator>.FixesAsync(
        """
        class C {
          static IEnumerable<int> Load() {
            using var activity = [|source.StartActivity("load")|];
            for (var number = 0; number < 2; number++)
              yield return Read(number);
          }

          static int Read(int number) {
            using var activity = source.StartActivity("read");
            return number;
          }
        }
        """,
        """
        class C {
          static IEnumerable<int> Load() {
            var consumer = Activity.Current;
            using var activity = source.StartActivity("load");
            for (var number = 0; number < 2; number++) {
              var next = Read(number);
              Activity.Current = consumer;
              yield return next;
              Activity.Current = activity ?? Activity.Current;
            }
          }

          static int Read(int number) {
            using var activity = source.StartActivity("read");
            return number;
          }
        }
        """);

    /// <summary>An expression that goes on over several lines.</summary>
    [Fact]
    public Task Further_lines_of_an_expression() => Verify<HighCardinalityLabelName>.FixesAsync(
        """
        class C
        {
            static readonly Counter Orders = Metrics.CreateCounter("shop_orders_total", "Orders.", "kind", "user_id");
            static void Place(string user) => Orders
                .WithLabels("web", [|user|])
                .Inc();
        }
        """,
        """
        class C
        {
            static readonly Counter Orders = Metrics.CreateCounter("shop_orders_total", "Orders.", "kind");
            static void Place(string user)
            {
                Activity.Current?.SetTag("user.id", user);
                Orders
                    .WithLabels("web")
                    .Inc();
            }
        }
        """);
}
