using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ObservabilityLint.Code;
using ObservabilityLint.Model;

namespace ObservabilityLint.Recognizers;

/// <summary>The hosts of .NET and of ASP.NET Core: where they are started and stopped.</summary>
internal sealed class HostRuns : IContextRecognizer
{
    private const string Hosting = "Microsoft.Extensions.Hosting", WebHosting = "Microsoft.AspNetCore.Hosting", Builder = "Microsoft.AspNetCore.Builder";

    private static readonly HashSet<string> Starts = ["Run", "RunAsync", "Start", "StartAsync", "RunConsoleAsync"], Stops = ["StopAsync"];

    private static readonly HashSet<string> Extensions = ["HostingAbstractionsHostExtensions", "HostingAbstractionsHostBuilderExtensions", "HostingHostBuilderExtensions"];

    private static readonly TextWords HostWords = new("IHost", "Host.Create", "WebApplication", "IWebHost");

    private static readonly TextWords ServiceWords = new("HostedService", "BackgroundService");

    /// <summary>Of interest only where a span is live around it.</summary>
    public ImmutableArray<string> Anchors => ImmutableArray<string>.Empty;

    public bool IsReferencedBy(Compilation compilation) => compilation.Defines(Hosting + ".IHost");

    public void Recognize(IOperation operation, TextReader texts, ICollection<object> found)
    {
        if (operation is not IInvocationOperation { TargetMethod: var method } || !Starts.Contains(method.Name) && !Stops.Contains(method.Name)) return;
        var type = (method.ReducedFrom ?? method).ContainingType;
        if (type.IsOrInherits(Hosting, "IHost") || type.IsOrInherits(WebHosting, "IWebHost") || type.Is(Builder, "WebApplication") || type.Is(WebHosting, "WebHostExtensions") || Extensions.Contains(type.Name) && type.ContainingNamespace.Is(Hosting))
            found.Add(new HostRun(operation, Stops.Contains(method.Name), method.Name is "Start" or "StartAsync" ? UsingOf(operation) : null));
    }

    /// <summary>False for a method of a file that speaks of no host.</summary>
    public static bool MayBeIn(IMethodSymbol method, CancellationToken cancellation)
        => method.DeclaringSyntaxReferences is [{ SyntaxTree: var tree }] && CallIndex.Of(tree).MentionsAny(HostWords, cancellation);

    private static SyntaxNode? UsingOf(IOperation start)
        => CallSite.Of(start)?.Receiver is { } host && CallSite.Unwrap(host) is ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declaration] } && declaration.GetSyntax() is var local && SpanHolder.IsUsing(local) ? local : null;

    /// <summary>False where the program has no background services of its own, as far as its text tells.</summary>
    public static bool HasServices(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
            if (CallIndex.Of(tree).MentionsAny(ServiceWords, cancellation)) return true;
        return false;
    }
}
