using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;
using static ObservabilityLint.Tests.Rules.Context.DefaultParentIsNotRootTests;

namespace ObservabilityLint.Tests.Rules.Context;

public class DefaultParentIsNotRootFixTests
{
    [Theory]
    [InlineData(
        """
        using var worker = source.StartActivity("worker");
        await foreach (var m in messages.ReadAllAsync())
        {
            Context(m);
            // One trace a message.
            using var a = source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]);
            a?.SetTag("m", m);

            var text = @"one
        two";
            if (m == text) continue;
            // Done.
        }
        """,
        """
        using var worker = source.StartActivity("worker");
        await foreach (var m in messages.ReadAllAsync())
        {
            Context(m);
            // One trace a message.
            var outer = Activity.Current;
            Activity.Current = null;
            try
            {
                using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext));
                a?.SetTag("m", m);

                var text = @"one
        two";
                if (m == text) continue;
                // Done.
            }
            finally
            {
                Activity.Current = outer;
            }
        }
        """)]
    [InlineData(
        """
        using var outer = source.StartActivity("worker");
        while (!stop.IsCancellationRequested)
        {
            using (source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]))
            {
                await messages.ReadAsync();
            }
            await Task.Delay(1);
        }
        """,
        """
        using var outer = source.StartActivity("worker");
        while (!stop.IsCancellationRequested)
        {
            var outer2 = Activity.Current;
            Activity.Current = null;
            try
            {
                using (source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)))
                {
                    await messages.ReadAsync();
                }
            }
            finally
            {
                Activity.Current = outer2;
            }
            await Task.Delay(1);
        }
        """)]
    // Two roots of one function have two names, whether they are fixed together or one after the other, and wherever in it they stand.
    [InlineData(
        """
        using var worker = source.StartActivity("worker");
        while (!stop.IsCancellationRequested)
        {
            if (messages.TryRead(out var one))
            {
                using var a = source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]);
            }
            var other = await messages.ReadAsync(stop);
            using var b = source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]);
            b?.SetTag("m", other);
        }
        """,
        """
        using var worker = source.StartActivity("worker");
        while (!stop.IsCancellationRequested)
        {
            if (messages.TryRead(out var one))
            {
                var outer = Activity.Current;
                Activity.Current = null;
                try
                {
                    using var a = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext));
                }
                finally
                {
                    Activity.Current = outer;
                }
            }
            var other = await messages.ReadAsync(stop);
            var outer2 = Activity.Current;
            Activity.Current = null;
            try
            {
                using var b = source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext));
                b?.SetTag("m", other);
            }
            finally
            {
                Activity.Current = outer2;
            }
        }
        """)]
    [InlineData(
        """
        using var worker = source.StartActivity("worker");
        await foreach (var m in messages.ReadAllAsync(stop))
        {
            using (source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]))
            {
                await Task.Yield();
            }
            using (source.StartActivity("report", ActivityKind.Consumer, [|default(ActivityContext)|]))
            {
                using var inner = source.StartActivity("send", ActivityKind.Consumer, [|default(ActivityContext)|]);
            }
            using var b = source.StartActivity("clean", ActivityKind.Consumer, [|default(ActivityContext)|]);
            using var c = source.StartActivity("close", ActivityKind.Consumer, [|default(ActivityContext)|]);
        }
        """,
        """
        using var worker = source.StartActivity("worker");
        await foreach (var m in messages.ReadAllAsync(stop))
        {
            var outer = Activity.Current;
            Activity.Current = null;
            try
            {
                using (source.StartActivity("process", ActivityKind.Consumer, default(ActivityContext)))
                {
                    await Task.Yield();
                }
            }
            finally
            {
                Activity.Current = outer;
            }
            var outer2 = Activity.Current;
            Activity.Current = null;
            try
            {
                using (source.StartActivity("report", ActivityKind.Consumer, default(ActivityContext)))
                {
                    using var inner = source.StartActivity("send", ActivityKind.Consumer, default(ActivityContext));
                }
            }
            finally
            {
                Activity.Current = outer2;
            }
            var outer3 = Activity.Current;
            Activity.Current = null;
            try
            {
                using var b = source.StartActivity("clean", ActivityKind.Consumer, default(ActivityContext));
                using var c = source.StartActivity("close", ActivityKind.Consumer, default(ActivityContext));
            }
            finally
            {
                Activity.Current = outer3;
            }
        }
        """)]
    [InlineData(Outer + """while (true) { await messages.ReadAsync(); using var a = source.StartActivity("process", ActivityKind.Consumer, [|default(ActivityContext)|]); }""", null)]
    public Task Fixes(string before, string? after)
        => after is null ? Verify<DefaultParentIsNotRoot>.OffersNoFixAsync(InMethod(before)) : Verify<DefaultParentIsNotRoot>.FixesAsync(InMethod(before), InMethod(after));
}
