namespace ObservabilityLint.Tests.Recognizers;

/// <summary>Names that stand in variables, and are changed on their way.</summary>
public class HeldNamesTests
{
    [Theory]
    [InlineData("Names.Orders", "Counter \"shop.orders\" of long scope=\"Shop.Test\" target=C")]
    [InlineData("Names.Hidden", "Counter \"shop.hidden\" of long scope=\"Shop.Test\" target=C")]
    [InlineData("Names.Upper.ToLower()", "Counter \"shop.api\" of long scope=\"Shop.Test\" target=C")]
    [InlineData("Names.Upper.Replace(\".\", \"_\").ToUpperInvariant()", "Counter \"SHOP_API\" of long scope=\"Shop.Test\" target=C")]
    [InlineData("Names.Upper.Replace('.', '-')", "Counter \"Shop-Api\" of long scope=\"Shop.Test\" target=C")]
    [InlineData("\" shop \".Trim() + \".x\"", "Counter \"shop.x\" of long scope=\"Shop.Test\" target=C")]
    [InlineData("Names.Upper.ToLower(System.Globalization.CultureInfo.CurrentCulture)", "Counter \"{Dynamic}\" of long scope=\"Shop.Test\" target=C")]
    [InlineData("Names.Changed", "Counter \"{Dynamic}\" of long scope=\"Shop.Test\" target=C")]
    [InlineData("Names.Passed", "Counter \"{Dynamic}\" of long scope=\"Shop.Test\" target=C")]
    [InlineData("Names.Upper.Replace(\"Shop\", Console.ReadLine())", "Counter \"{Dynamic}.Api\" of long scope=\"Shop.Test\" target=C")]
    public Task Reads(string name, string expected) => Declared.IsAsync(
        $$"""
        static class Shop { static readonly Counter<long> C = meter.CreateCounter<long>({{name}}); }
        static class Names
        {
            public const string Upper = "Shop.Api";
            public static string Root = "shop", Orders = $"{Root}.orders", Changed = "shop.a", Passed = "shop.b";
            internal static string Hidden = Root + ".hidden";
        }
        === Other.cs
        static class Other { static void Do() { Names.Changed = Console.ReadLine()!; Fill(out Names.Passed); } static void Fill(out string name) => name = ""; }
        """,
        expected);
}
