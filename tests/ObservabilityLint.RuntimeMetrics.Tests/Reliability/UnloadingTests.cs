using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ObservabilityLint.RuntimeMetrics.Tests.Harness;

namespace ObservabilityLint.RuntimeMetrics.Tests.Reliability;

/// <summary>What a plug-in measures, with values of types of its own, does not keep it from being unloaded once it has disposed its meter.</summary>
public class UnloadingTests
{
    [Fact]
    public async Task A_plugin_can_be_unloaded_while_its_counts_are_still_shown()
    {
        using var shop = new Shop();
        var orders = shop.Meter.CreateCounter<int>("shop.orders");
        var plugin = await RunAsync(shop, orders);
        for (var attempt = 0; attempt < 100 && plugin.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        Assert.False(plugin.IsAlive);
        Assert.Equal(
            ["shop_orders_total{kind=\"Large\"} 1", "shop_orders_total{kind=\"[Large]\"} 2", "shop_orders_total{kind=\"[\\\"Large\\\"]\"} 1", "shop_orders_total{kind=\"plugin\"} 1", "shop_plugin_orders_total{kind=\"Large\"} 2"],
            (await shop.SamplesAsync()).Order(StringComparer.Ordinal));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunAsync(Shop shop, Counter<int> orders)
    {
        var (weak, meter) = Load(shop.Name, orders);
        await shop.SamplesAsync();
        meter.Dispose();
        await shop.SamplesAsync();
        return weak;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Context, IDisposable Meter) Load(string meter, Counter<int> orders)
    {
        var context = new AssemblyLoadContext("plug-in", isCollectible: true);
        var start = context.LoadFromAssemblyPath(typeof(UnloadingTests).Assembly.Location).GetType(typeof(Plugin).FullName!)!.GetMethod(nameof(Plugin.Start), BindingFlags.Public | BindingFlags.Static)!;
        var disposable = (IDisposable)start.Invoke(null, [meter, orders])!;
        context.Unload();
        return (new WeakReference(context), disposable);
    }

    internal static class Plugin
    {
        private enum Size
        {
            Large,
        }

        private sealed class Named
        {
            public override string ToString() => "plugin";
        }

        public static IDisposable Start(string name, Counter<int> orders)
        {
            foreach (var value in (object[])[Size.Large, new object[] { Size.Large }, new[] { Size.Large }, new[] { "Large" }, new Named()]) orders.Add(1, new KeyValuePair<string, object?>("kind", value));
            var meter = new Meter(name);
            var own = meter.CreateCounter<int>("shop.plugin.orders");
            for (var time = 0; time < 2; time++) own.Add(1, new KeyValuePair<string, object?>("kind", Size.Large));
            meter.CreateObservableGauge("shop.plugin.level", () => new Measurement<int>(1, new KeyValuePair<string, object?>("kind", Size.Large)));
            return meter;
        }
    }
}
