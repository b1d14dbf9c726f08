using ObservabilityLint.Rules.Labels;
using ObservabilityLint.Tests.Harness;

namespace ObservabilityLint.Tests.Rules.Labels;

/// <summary>The ways that values take to a label, and the tests that they pass.</summary>
public class UnboundedLabelValueWaysTests
{
    private const string Given = "using System.IO; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Builder; using Microsoft.AspNetCore.Mvc; using Microsoft.AspNetCore.Routing;\n"
        + "static class M { static readonly Counter<long> C = new Meter(\"Shop\").CreateCounter<long>(\"shop.requests\"); public static void Count(object? value) => C.Add(1, new KeyValuePair<string, object?>(\"value\", value)); }\n";

    private const string Method = Given + "static class Use { static readonly string[] Known = []; static readonly List<string> Listed = []; static readonly DirectoryInfo Data = new(\"/data\");\n"
        + "static async Task Do(HttpRequest request, Exception e, string kind) { string path = request.Path; ";

    [Theory]
    [InlineData("if (Known.All(p => p != path)) M.Count([|path|]);")]
    [InlineData("if (!Known.Any(p => p == path)) M.Count([|path|]);")]
    [InlineData("if (!Array.Exists(Known, p => p == path)) M.Count([|path|]);")]
    [InlineData("if (path.All(char.IsLetter)) M.Count([|path|]);")]
    [InlineData("if (path.FirstOrDefault() != '/') M.Count([|path|]);")]
    [InlineData("string m; switch (e) { case TimeoutException: m = \"timeout\"; break; default: m = e.Message; break; } M.Count([|m|]);")]
    [InlineData("string m; switch (e) { case TimeoutException: m = \"timeout\"; break; case ArgumentException: m = e.Message; break; default: m = \"other\"; break; } var n = m; M.Count([|n|]);")]
    [InlineData("string m; switch (kind) { case \"path\": m = path; break; default: m = \"other\"; break; } M.Count([|m|]);")]
    [InlineData("switch (path) { case \"/health\": path = \"health\"; break; case \"\": path = \"none\"; break; } M.Count([|path|]);")]
    public Task Fires_behind_tests(string statements) => Verify<UnboundedLabelValue>.FiresAsync(Method + statements + " } }");

    [Theory]
    [InlineData("if (Known.All(p => p != path)) path = \"other\"; M.Count(path);")]
    [InlineData("if (!Known.Any(p => p == path)) path = \"other\"; M.Count(path);")]
    [InlineData("if (Array.TrueForAll(Known, p => !string.Equals(p, path))) path = \"other\"; M.Count(path);")]
    [InlineData("if (Listed.TrueForAll(p => { return p != path; })) return; M.Count(path);")]
    [InlineData("if (!Array.Exists(Known, p => p == path) && !Listed.Exists(p => p == path)) path = \"other\"; M.Count(path);")]
    [InlineData("if (Listed.Find(p => p == path) is null) path = \"other\"; M.Count(path);")]
    [InlineData("if (Array.Find(Known, p => p == path) == null) return; M.Count(path);")]
    [InlineData("if (Listed.FindIndex(p => p == path) < 0 || Known.Count(p => p == path) == 0) return; M.Count(path);")]
    [InlineData("M.Count(Known.FirstOrDefault(p => p == path) is not null ? path : \"other\");")]
    [InlineData("switch (path) { case \"/health\": break; default: path = \"other\"; break; } M.Count(path);")]
    [InlineData("switch (path) { case \"/health\": case \"/ready\": break; default: return; } M.Count(path);")]
    [InlineData("string m; switch (kind) { case \"a\": m = \"b\"; break; default: m = \"other\"; break; } M.Count(m);")]
    [InlineData("foreach (var drive in DriveInfo.GetDrives()) { M.Count(drive.RootDirectory.FullName); M.Count(drive.RootDirectory.Name); M.Count(drive.RootDirectory); }")]
    [InlineData("M.Count(Data.FullName); M.Count(new FileInfo(path).Directory!.Root.Name);")]
    public Task Quiet_behind_tests(string statements) => Verify<UnboundedLabelValue>.QuietAsync(Method + statements + " } }");

    [Fact]
    public Task Fires_on_tags_that_the_object_of_a_request_holds() => Verify<UnboundedLabelValue>.FiresAsync(Given +
        """
        static class T { public static readonly Counter<long> C = new Meter("T").CreateCounter<long>("c"); }
        class OfContext(HttpContext context)
        {
            private readonly KeyValuePair<string, object?> _tag = new("route", [|context.Request.Path.Value|]);
            private readonly KeyValuePair<string, object?>[] _tags = [new("kind", "a"), new("trace", [|context.TraceIdentifier|])];
            public void Done() { T.C.Add(1, _tag); T.C.Add(1, _tags); T.C.Add(2, _tags); }
        }
        class OfPath(string path)
        {
            private readonly TagList _tags = new() { { "route", path } };
            public void Done() => T.C.Add(1, _tags);
        }
        class OfWritten
        {
            private readonly TagList _tags;
            public OfWritten(string path) { _tags = new TagList { { "route", path } }; }
            public void Done() => T.C.Add(1, _tags);
        }
        static class Handler
        {
            public static void Do(HttpContext context) { new OfContext(context).Done(); new OfPath([|context.Request.Path|]).Done(); new OfWritten([|context.Request.Path|]).Done(); }
        }
        """);

    [Fact]
    public Task Quiet_on_tags_that_may_be_one_for_the_process() => Verify<UnboundedLabelValue>.QuietAsync(Given +
        """
        static class T { public static readonly Counter<long> C = new Meter("T").CreateCounter<long>("c"); }
        class Worker
        {
            private static readonly KeyValuePair<string, object?> Run = new("run", Guid.NewGuid());
            private static readonly TagList Failed = Of(new TimeoutException());
            private readonly TagList _tags;
            private readonly KeyValuePair<string, object?> _start = new("start", DateTime.UtcNow);
            public Worker(Guid id, string name) { _tags = new TagList { { "worker", id }, { "name", name } }; }
            public void Done() { T.C.Add(1, _tags); T.C.Add(1, _start); T.C.Add(1, Run); T.C.Add(1, Failed); }
            static TagList Of(Exception e) => new() { { "error", e.Message } };
        }
        static class Start { public static Worker Do(string name) => new(Guid.NewGuid(), name); }
        """);
}
