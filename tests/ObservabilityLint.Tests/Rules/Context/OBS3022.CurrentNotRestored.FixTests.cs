using ObservabilityLint.Rules.Context;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Context;

public class CurrentNotRestoredFixTests
{
    private const string Given = "static bool Quick = true; static HttpClient client = new(); static void Ask() { using var r = client.Send(new()); } static void Nothing() { } static void Keep(Activity? a) { }\n";

    [Fact]
    public Task Fixes_with_comments_and_layout() => Verify<CurrentNotRestored>.FixesAsync(
        Given + """"
        class C
        {
            int Do(Activity? parent)
            {
                Nothing(); // before
                // The batch's own.
                [|Activity.Current = parent|]; // set
                // Ask.
                var text = """
                    as it is
                    """;
                if (Quick)
                    return 1;

                Ask();
                return text.Length;
            }
        }
        """",
        Given + """"
        class C
        {
            int Do(Activity? parent)
            {
                Nothing(); // before
                var outer = Activity.Current;
                // The batch's own.
                Activity.Current = parent; // set
                // Ask.
                try
                {
                    var text = """
                    as it is
                    """;
                    if (Quick)
                        return 1;

                    Ask();
                    return text.Length;
                }
                finally
                {
                    Activity.Current = outer;
                }
            }
        }
        """");

    [Fact]
    public Task Fixes_all_of_a_file() => Verify<CurrentNotRestored>.FixesAsync(
        """
        class C(string outer)
        {
            void One()
            {
                [|Activity.Current = null|];
                using var a = source.StartActivity(outer);
            }
            void Two()
            {
                [|Activity.Current = null|];
                using var a = source.StartActivity("x");
            }
        }
        """,
        """
        class C(string outer)
        {
            void One()
            {
                var outer2 = Activity.Current;
                Activity.Current = null;
                try
                {
                    using var a = source.StartActivity(outer);
                }
                finally
                {
                    Activity.Current = outer2;
                }
            }
            void Two()
            {
                var outer2 = Activity.Current;
                Activity.Current = null;
                try
                {
                    using var a = source.StartActivity("x");
                }
                finally
                {
                    Activity.Current = outer2;
                }
            }
        }
        """);

    [Fact]
    public Task Fixes_each_function_by_itself() => Verify<CurrentNotRestored>.FixesAsync(
        Given + """
        class C
        {
            void Do()
            {
                void Inner()
                {
                    [|Activity.Current = null|];
                    Ask();
                }
                [|System.Diagnostics.Activity.Current = null|];
                Inner();
                Ask();
                void Last()
                {
                    [|Activity.Current = null|];
                    Ask();
                }
                Last();
            }
        }
        """,
        Given + """
        class C
        {
            void Do()
            {
                void Inner()
                {
                    var outer = Activity.Current;
                    Activity.Current = null;
                    try
                    {
                        Ask();
                    }
                    finally
                    {
                        Activity.Current = outer;
                    }
                }
                [|System.Diagnostics.Activity.Current = null|];
                Inner();
                Ask();
                void Last()
                {
                    var outer = Activity.Current;
                    Activity.Current = null;
                    try
                    {
                        Ask();
                    }
                    finally
                    {
                        Activity.Current = outer;
                    }
                }
                Last();
            }
        }
        """);

    [Theory]
    // Set twice, in one way or in two.
    [InlineData("void Do() {\n [|Activity.Current = null|];\n if (Quick) { Ask(); return; }\n [|Activity.Current = null|];\n Ask();\n }")]
    [InlineData("void Do() {\n [|Activity.Current = null|];\n if (Quick) { Ask(); return; }\n [|System.Diagnostics.Activity.Current = null|];\n Ask();\n }")]
    [InlineData("void Do() { [|Activity.Current = null|]; Ask(); }")]
    [InlineData("void Do() {\n if (Quick) {\n [|Activity.Current = null|];\n Nothing();\n }\n Ask();\n }")]
    [InlineData("void Do() {\n var outer = Activity.Current;\n [|Activity.Current = null|];\n if (Quick) { Ask(); return; }\n Ask();\n Activity.Current = outer;\n }")]
    [InlineData("class Root : IAsyncDisposable { readonly Activity? before = Activity.Current; readonly Activity? root; public Root() { [|Activity.Current = null|]; root = source.StartActivity(\"root\"); } public async ValueTask DisposeAsync() { await Task.Yield(); root?.Dispose(); Activity.Current = before; } }")]
    public Task Offers_no_fix(string member) => Verify<CurrentNotRestored>.OffersNoFixAsync(Given + "class C { " + member + " }");
}
