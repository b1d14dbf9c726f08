using System.Diagnostics;
using OpenTelemetry;

namespace Shop;

/// <summary>Keeps back the spans of orders that have no items.</summary>
public sealed class EmptyOrders : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem("shop.order.items") is 0) data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
