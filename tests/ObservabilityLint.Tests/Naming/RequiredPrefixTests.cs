using ObservabilityLint.Naming;

namespace ObservabilityLint.Tests.Naming;

public class RequiredPrefixTests
{
    [Theory]
    [InlineData("orders", "shop_", '_', "shop_orders")]
    [InlineData("orders", "shop", '_', "shop_orders")]
    [InlineData("orders", "shop.", '_', "shop_orders")]
    [InlineData("orders", "acme.shop.", '_', "acme_shop_orders")]
    [InlineData("orders", "shop_", '.', "shop.orders")]
    [InlineData("orders", "shop", '.', "shop.orders")]
    [InlineData("orders", "acme.shop.", '.', "acme.shop.orders")]
    [InlineData("orders", "acme_shop_", '.', "acme_shop.orders")]
    [InlineData("shop_orders", "acme_shop_", '_', "acme_shop_orders")]
    [InlineData("shop.orders", "acme.shop.", '.', "acme.shop.orders")]
    [InlineData("shop_orders", "_shop_", '_', "_shop_orders")]
    [InlineData("shop", "acme_shop_", '_', "acme_shop")]
    [InlineData("shopping_carts", "shop_", '_', "shop_shopping_carts")]
    public void Is_prepended_once(string name, string prefix, char separator, string expected)
    {
        var prefixed = RequiredPrefix.Prepend(name, prefix, separator);
        Assert.Equal(expected, prefixed);
        Assert.True(RequiredPrefix.IsOn(prefixed, prefix));
        Assert.Equal(expected, RequiredPrefix.Prepend(prefixed, prefix, separator));
    }

    [Theory]
    [InlineData("shop_orders", "shop_")]
    [InlineData("shop.orders", "shop_")]
    [InlineData("shop_orders", "shop.")]
    [InlineData("shop", "shop_")]
    [InlineData("shopping_carts", "shop")] // without a separator in the option, none is demanded
    public void Is_there(string name, string prefix)
    {
        Assert.True(RequiredPrefix.IsOn(name, prefix));
        Assert.Equal(name, RequiredPrefix.Prepend(name, prefix, '_'));
    }

    [Theory]
    [InlineData("shopping_carts", "shop_")]
    [InlineData("orders_shop_total", "shop_")]
    [InlineData("acme_orders", "acme_shop_")]
    public void Is_missing(string name, string prefix) => Assert.False(RequiredPrefix.IsOn(name, prefix));
}
